package dev.florin.journal;

import dev.florin.journal.exceptions.JournalException;
import dev.florin.journal.snapshot.SnapshotInfo;
import dev.florin.journal.snapshot.SnapshotSearch;
import dev.florin.journal.snapshot.SnapshotWriter;
import dev.florin.journal.support.SimulatedDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One journal through many lives, each of which ends at a step that chance picks: the process dies, the power fails, or it is
 * closed. All of the journal's own code runs, on one thread and over a simulated disk, so that a seed says all that happens.
 * After every life an auditor compares what is there with what was appended, and with what was said to be durable.
 */
final class JournalSimulation {

    private static final int LIVES = 6;
    private static final int MAX_BODY_LENGTH_BYTES = 4_096;

    private final Random random;
    private final Path base;
    private final SimulatedDisk.Sync forgotten;
    private final Durability durability;
    private final SimulationAuditor auditor = new SimulationAuditor();
    private final UnsafeBuffer chunk = new UnsafeBuffer(new byte[256]);
    private Path directory;
    private SimulatedDisk disk;

    JournalSimulation(final long seed, final Path base, final SimulatedDisk.Sync forgotten) throws IOException {
        this.random = new Random(seed);
        this.base = base;
        this.forgotten = forgotten;
        this.durability = random.nextInt(3) == 0 ? Durability.MEMORY_MAPPED : Durability.FSYNC;
        this.directory = Files.createDirectories(base.resolve("0"));
        this.disk = new SimulatedDisk(directory, forgotten);
    }

    /** Runs all lives; returns a digest of everything that happened. */
    long run() throws IOException {
        for (int life = 1; life <= LIVES; life++) {
            disk.stopAfter(random.nextInt(random.nextBoolean() ? 60 : 1_500));
            live();
            if (durability == Durability.FSYNC && random.nextBoolean()) {
                final Path next = base.resolve(Integer.toString(life));
                disk.loseInto(next, random);
                directory = next;
                disk = new SimulatedDisk(directory, forgotten);
            } else {
                disk.restart();
            }
            auditor.note(life, disk.isStopped() ? 1 : 0);
        }
        live();
        return auditor.digest();
    }

    private void live() throws IOException {
        Journal journal = null;
        try {
            journal = Journal.open(config());
            auditor.recovered(journal.replay(auditor.replay()));
            auditor.checkSnapshot(Journal.newestSnapshot(directory, Long.MAX_VALUE));
            final JournalAppender appender = journal.startAppending();
            auditor.durable(journal.durableSequence().read());
            act(journal, appender);
            journal.close();
            auditor.durable(appender.lastSequence());
        } catch (final JournalException e) {
            if (!disk.isStopped()) {
                throw e;
            }
        } finally {
            if (journal != null) {
                auditor.durable(journal.durableSequence().read());
                abandon(journal);
            }
        }
    }

    private JournalConfig config() {
        return JournalConfig.builder(directory)
                .durability(durability)
                .fileLayer(disk)
                .simulated(disk)
                .segmentLengthBytes(768 << 10)
                .firstSegmentLengthBytes(640 << 10)
                .maxBatchLengthBytes(MAX_BODY_LENGTH_BYTES + 64)
                .stagingLengthBytes(32 << 10)
                .commitFileLengthBytes(48 << 10)
                .minFreeDiskBytes(0)
                .build();
    }

    /** What a dead process does not do. Here it frees memory and the lock; the disk takes nothing any more. */
    private void abandon(final Journal journal) {
        disk.stop();
        try {
            journal.close();
        } catch (final JournalException e) {
            auditor.note(0, 1);
        }
    }

    private void act(final Journal journal, final JournalAppender appender) {
        final int actions = random.nextInt(250);
        for (int i = 0; i < actions; i++) {
            act(random.nextInt(200), journal, appender);
            auditor.durable(journal.durableSequence().read());
        }
    }

    private void act(final int action, final Journal journal, final JournalAppender appender) {
        if (action < 120) {
            append(appender);
        } else if (action < 154) {
            if (durability == Durability.FSYNC) {
                journal.commitAgent().doWork();
            }
        } else if (action < 174) {
            journal.prepareSegment();
        } else if (action < 194) {
            journal.syncSegments();
        } else if (action < 197) {
            snapshot(journal);
        } else if (action < 198) {
            auditor.note(9, journal.archive(appender.lastSequence()).segmentCount());
        } else {
            readBeside(journal);
        }
    }

    private void append(final JournalAppender appender) {
        if (!appender.begin()) {
            auditor.note(1, appender.lastSequence());
            return;
        }
        final int lengthBytes = random.nextInt(random.nextBoolean() ? 200 : MAX_BODY_LENGTH_BYTES + 1);
        for (int i = 0; i < lengthBytes; i++) {
            appender.buffer().putByte(appender.bodyOffset() + i, (byte) random.nextInt());
        }
        final long firstSequence = appender.lastSequence() + 1;
        final long timestampNs = appender.lastTimestampNs() + 1 + random.nextInt(1_000);
        final int count = 1 + random.nextInt(4);
        // Before, for nobody knows what is there of a batch whose append failed.
        auditor.appending(firstSequence, timestampNs, appender.buffer(), appender.bodyOffset(), lengthBytes, count);
        appender.commit(firstSequence, timestampNs, count, lengthBytes, firstSequence - 1, firstSequence);
    }

    private void snapshot(final Journal journal) {
        final long sequence = auditor.lastDurableBatchEnd();
        if (sequence == 0) {
            return;
        }
        try (SnapshotWriter writer = journal.openSnapshot(sequence, sequence, ~sequence)) {
            for (int i = random.nextInt(4); i > 0; i--) {
                writer.write(chunk, 0, 1 + random.nextInt(chunk.capacity()));
            }
            writer.commit();
        }
        auditor.snapshotCommitted(sequence);
        journal.pruneSnapshots(1 + random.nextInt(2));
    }

    private void readBeside(final Journal journal) {
        final long durable = journal.durableSequence().read();
        try (JournalReader reader = Journal.openReadOnly(directory, 1)) {
            final BatchHandler replay = auditor.replay();
            while (!reader.isAtEnd()) {
                reader.poll(replay, 10);
            }
            auditor.readBeside(reader.report().lastSequence(), durable);
        }
        final SnapshotSearch search = Journal.newestSnapshot(directory, Long.MAX_VALUE);
        auditor.note(2, search.snapshot().map(SnapshotInfo::lastSequence).orElse(0L));
    }
}
