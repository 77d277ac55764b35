package dev.florin.journal;

import dev.florin.journal.commitlog.CommitLog;
import dev.florin.journal.commitlog.StagingBuffer;
import dev.florin.journal.concurrent.FailureLatch;
import dev.florin.journal.concurrent.PublishedSequence;
import dev.florin.journal.concurrent.WakeUp;
import dev.florin.journal.exceptions.JournalException;
import dev.florin.journal.exceptions.JournalFailedException;
import dev.florin.journal.exceptions.JournalLockedException;
import dev.florin.journal.file.DirectoryLock;
import dev.florin.journal.file.FileLayer;
import dev.florin.journal.manifest.ManifestStore;
import dev.florin.journal.segment.ChronicleRuntime;
import dev.florin.journal.segment.DiskWatch;
import dev.florin.journal.segment.SegmentSupply;
import dev.florin.journal.segment.SegmentSyncer;
import dev.florin.journal.segment.SegmentWarmer;
import dev.florin.journal.segment.SegmentWriter;
import dev.florin.journal.snapshot.SnapshotSearch;
import dev.florin.journal.snapshot.SnapshotWriter;
import dev.florin.journal.snapshot.Snapshots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.SortedMap;
import java.util.function.LongSupplier;
import org.agrona.CloseHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A sequenced, checksummed, segmented log of opaque batches.
 *
 * <p>Its life: {@link #open}; {@link #replay} (or {@link #reader} polled to its end); {@link #startAppending};
 * {@link #close}. Opening, replaying, starting and closing belong to one thread at a time; after starting, the appender
 * belongs to the engine thread and the commit agent to the sync thread. The other methods are safe for any thread.
 */
public final class Journal implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(Journal.class);

    private final JournalConfig config;
    private final DirectoryLock lock;
    private final ManifestStore manifests;
    private final FailureLatch failure = new FailureLatch();
    private final PublishedSequence durableSequence = new PublishedSequence();
    private final WakeUp syncThread = new WakeUp();

    private JournalReader recovery;
    private DiskWatch disk;
    private SegmentSupply supply;
    private SegmentSyncer syncer;
    private SegmentWarmer warmer;
    private JournalAppender appender;
    private CommitAgent commitAgent;
    private boolean closed;

    private Journal(final JournalConfig config, final DirectoryLock lock, final ManifestStore manifests) {
        this.config = config;
        this.lock = lock;
        this.manifests = manifests;
    }

    /**
     * Opens a journal for replay and appending, and creates it where there is none.
     *
     * @param config of the journal.
     * @return the journal, locked against others.
     * @throws JournalLockedException if somebody else has it open.
     * @throws JournalException       if the directory, the manifest or the process is not in order.
     */
    public static Journal open(final JournalConfig config) {
        ChronicleRuntime.check();
        final Path directory = config.directory();
        try {
            createDirectory(directory.toAbsolutePath(), config.fileLayer());
        } catch (final IOException e) {
            throw new JournalException("cannot create " + directory + ": " + e.getMessage(), e);
        }
        final DirectoryLock lock = DirectoryLock.acquire(directory);
        boolean opened = false;
        try {
            final ManifestStore manifests = ManifestStore.openOrCreate(
                    directory, config.fileLayer(), new SecureRandom().nextLong(), config.properties());
            opened = true;
            return new Journal(config, lock, manifests);
        } catch (final IOException e) {
            throw new JournalException("cannot open the journal in " + directory + ": " + e.getMessage(), e);
        } finally {
            if (!opened) {
                lock.close();
            }
        }
    }

    /** Creates what is missing of a path, durably. */
    private static void createDirectory(final Path directory, final FileLayer files) throws IOException {
        if (!Files.isDirectory(directory)) {
            createDirectory(directory.getParent(), files);
            files.createDirectory(directory);
            files.syncDirectory(directory.getParent());
        }
    }

    /**
     * Opens a journal, or a copy of one, to read what is complete in it. Takes no lock, writes nothing, and may run beside
     * the journal's writer.
     *
     * @param directory    of the journal.
     * @param fromSequence to start with, 1 for all; the first batch handed out is the one that holds it.
     * @return a reader, for one pass.
     * @throws JournalException if there is no journal or its manifest is damaged.
     */
    public static JournalReader openReadOnly(final Path directory, final long fromSequence) {
        try {
            return new JournalReader(directory, ManifestStore.readChecked(directory), fromSequence, true);
        } catch (final IOException e) {
            throw new JournalException("cannot open the journal in " + directory + ": " + e.getMessage(), e);
        }
    }

    /**
     * Opens a journal to read what is durable in it, and then what becomes so, for as long as wanted. Takes no lock, writes
     * nothing.
     *
     * @param directory       of the journal.
     * @param fromSequence    to start with, 1 for all; the first batch handed out is the one that holds it.
     * @param durableSequence up to where batches are certainly durable, asked at every poll: what the engine that writes the
     *                        journal tells, 0 where nobody does, {@link Long#MAX_VALUE} where every whole batch counts. Under
     *                        {@link Durability#MEMORY_MAPPED}, and in sealed segments, every whole batch is durable.
     * @return a reader that does not end.
     * @throws JournalException if there is no journal or its manifest is damaged.
     */
    public static JournalTail follow(
            final Path directory, final long fromSequence, final LongSupplier durableSequence) {
        try {
            return new JournalTail(directory, fromSequence, durableSequence);
        } catch (final IOException e) {
            throw new JournalException("cannot open the journal in " + directory + ": " + e.getMessage(), e);
        }
    }

    /**
     * What the manifest remembers for the application. Where that differs from what the application expects, it is for the
     * application to refuse.
     *
     * @return properties by key, unmodifiable.
     */
    public SortedMap<String, String> properties() {
        return manifests.manifest().properties();
    }

    /**
     * Starts recovery. The reader must be polled to its end before {@link #startAppending}.
     *
     * @param fromSequence to start with, 1 for all; the first batch handed out is the one that holds it.
     * @return the reader, closed by this journal.
     */
    public JournalReader reader(final long fromSequence) {
        if (appender != null) {
            throw new IllegalStateException("the journal is being appended to; use openReadOnly to read beside that");
        }
        if (recovery != null) {
            recovery.close();
        }
        recovery = new JournalReader(config.directory(), manifests.manifest(), fromSequence, false);
        recovery.acceptLossAfter(config.acceptedLossAfter());
        return recovery;
    }

    /**
     * Replays the whole journal.
     *
     * @param handler that takes its batches.
     * @return what was found.
     */
    public RecoveryReport replay(final BatchHandler handler) {
        final JournalReader reader = reader(1);
        while (!reader.isAtEnd()) {
            reader.poll(handler, Integer.MAX_VALUE);
        }
        return reader.report();
    }

    /**
     * Makes what was recovered the journal's past, whole and synced, and opens a new segment behind it.
     *
     * @return the appender, for the engine thread.
     * @throws IllegalStateException if the journal has not been replayed to its end.
     * @throws JournalException      if the disk fails.
     */
    public JournalAppender startAppending() {
        if (recovery == null || appender != null) {
            throw new IllegalStateException("appending starts once, after replay");
        }
        final RecoveryReport recovered = recovery.report();
        recovered.cut().ifPresent(cut -> LOGGER.warn("cut what a crash left behind the last whole batch: {}", cut));
        try {
            disk = new DiskWatch(config.directory(), config.minFreeDiskBytes());
            supply = new SegmentSupply(
                    config.directory(),
                    config.fileLayer(),
                    config.excerpts(),
                    manifests,
                    failure,
                    config.firstSegmentLengthBytes(),
                    config.segmentLengthBytes(),
                    disk);
            startThreads(new RecoveredPast(config, manifests, recovery, supply).complete(), recovered);
        } catch (final IOException | RuntimeException e) {
            throw failure.fail(e);
        }
        return appender;
    }

    private void startThreads(final SegmentWriter segment, final RecoveryReport recovered) throws IOException {
        final StagingBuffer staging = new StagingBuffer(config.stagingLengthBytes(), config.maxBatchLengthBytes());
        syncer = new SegmentSyncer(manifests, failure);
        warmer = new SegmentWarmer(disk, failure);
        final boolean fsync = config.durability() == Durability.FSYNC;
        if (fsync) {
            final CommitLog log = CommitLog.open(
                    config.directory(),
                    config.fileLayer(),
                    staging,
                    manifests.manifest().journalId(),
                    config.commitFileLengthBytes(),
                    recovery.commitLog().highestGeneration() + 1);
            commitAgent =
                    new CommitAgent(log, syncer, durableSequence, failure, syncThread, config.commitFileLengthBytes());
        }
        manifests.update(manifest -> manifest.withCommitLog(fsync ? config.commitFileLengthBytes() : 0));
        recovery.close();
        durableSequence.publish(recovered.lastSequence());
        appender = new JournalAppender(
                staging,
                supply,
                syncer,
                warmer,
                disk,
                durableSequence,
                failure,
                syncThread,
                config,
                segment,
                recovered);
        syncer.begin(segment, recovered.lastSequence());
        if (config.ownThreads()) {
            syncer.start();
            supply.start();
            warmer.start();
        }
    }

    /**
     * Does one step of what the journal's own threads do, where it has none: prepares a segment.
     *
     * @return how many were prepared.
     * @throws JournalFailedException if the disk failed, now or earlier.
     */
    int prepareSegment() {
        failure.check();
        try {
            return supply.doWork();
        } catch (final IOException | RuntimeException e) {
            throw failure.fail(e);
        }
    }

    /**
     * Does one step of what the journal's own threads do, where it has none: seals and syncs segments.
     *
     * @return how many were sealed or synced.
     * @throws JournalFailedException if the disk failed, now or earlier.
     */
    int syncSegments() {
        failure.check();
        try {
            return syncer.doWork();
        } catch (final IOException | RuntimeException e) {
            throw failure.fail(e);
        }
    }

    /**
     * What makes batches durable under {@link Durability#FSYNC}, for the sync thread.
     *
     * @return the agent.
     * @throws IllegalStateException under another durability, or before {@link #startAppending}.
     */
    public CommitAgent commitAgent() {
        if (commitAgent == null) {
            throw new IllegalStateException("there is a commit agent only under FSYNC, after startAppending");
        }
        return commitAgent;
    }

    /**
     * Up to where batches are durable, to the configured level. Published by the sync thread under
     * {@link Durability#FSYNC}, by the engine thread under {@link Durability#MEMORY_MAPPED}.
     *
     * @return the sequence, always the same object.
     */
    public PublishedSequence durableSequence() {
        return durableSequence;
    }

    /**
     * Asks that what was appended up to a sequence be on the disk to stay, which {@link Durability#FSYNC} sees to by itself and
     * {@link Durability#MEMORY_MAPPED} otherwise leaves to the system. Returns at once. For one thread at a time.
     *
     * @param sequence that has been appended.
     */
    public void requestForce(final long sequence) {
        if (config.durability() == Durability.MEMORY_MAPPED) {
            syncer.request(sequence);
        }
    }

    /**
     * Up to where batches are on the disk to stay, at least. Safe for any thread.
     *
     * @return a sequence; behind {@link #durableSequence} under {@link Durability#MEMORY_MAPPED}.
     */
    public long forcedSequence() {
        return config.durability() == Durability.MEMORY_MAPPED ? syncer.syncedSequence() : durableSequence.read();
    }

    /**
     * Starts a snapshot of the application's state. Safe for any thread; the writer belongs to one.
     *
     * @param lastSequence    that it reflects, the last of a batch; {@link #forcedSequence forced} before the snapshot is
     *                        committed, under either durability.
     * @param lastTimestampNs of that sequence.
     * @param stateHash       after that sequence.
     * @return the writer, to be committed and closed.
     * @throws JournalException if the file cannot be created.
     */
    public SnapshotWriter openSnapshot(final long lastSequence, final long lastTimestampNs, final long stateHash) {
        return SnapshotWriter.open(
                config.directory(),
                config.fileLayer(),
                manifests.manifest().journalId(),
                lastSequence,
                lastTimestampNs,
                stateHash);
    }

    /**
     * Finds the newest snapshot that is whole, to its last byte, and not newer than a sequence, in a journal or a copy of one, beside its
     * writer too.
     *
     * @param directory    of the journal.
     * @param lastSequence that it may reflect at most.
     * @return what was found, and what had to be skipped.
     * @throws JournalException if a file cannot be read, there is no journal or its manifest is damaged.
     */
    public static SnapshotSearch newestSnapshot(final Path directory, final long lastSequence) {
        try {
            return Snapshots.newestValid(
                    directory, ManifestStore.read(directory).journalId(), lastSequence);
        } catch (final IOException e) {
            throw new JournalException("cannot read the manifest in " + directory + ": " + e.getMessage(), e);
        }
    }

    /**
     * Moves sealed segments into the archive, {@code archive} in the data directory: compressed, and read back and checked
     * before the segment is deleted. Readers find them there. The last sealed segment always stays. Takes as long as
     * compressing does; for one thread at a time, which must not be the engine's.
     *
     * @param throughSequence that archived segments end at, or before; usually that of a snapshot.
     * @return what was archived.
     * @throws JournalException if a segment is damaged, or a file cannot be read or written; nothing is lost then.
     */
    public ArchiveReport archive(final long throughSequence) {
        try {
            return new JournalArchiver(config.directory(), config.fileLayer(), manifests).archive(throughSequence);
        } catch (final IOException e) {
            throw new JournalException("cannot archive segments of " + config.directory() + ": " + e.getMessage(), e);
        }
    }

    /**
     * Where history begins: archived segments may have been removed, oldest first.
     *
     * @param directory of the journal.
     * @return the first sequence that can be read, 1 where nothing was removed.
     * @throws JournalException if there is no journal or its manifest is damaged.
     */
    public static long historyBegins(final Path directory) {
        try {
            return JournalArchiver.historyBegins(
                    directory, ManifestStore.read(directory).segments());
        } catch (final IOException e) {
            throw new JournalException("cannot read the manifest in " + directory + ": " + e.getMessage(), e);
        }
    }

    /**
     * Deletes snapshots that were never complete, and all but the newest.
     *
     * @param keepCount how many to keep, at least 1.
     * @throws JournalException if something cannot be deleted.
     */
    public void pruneSnapshots(final int keepCount) {
        Snapshots.prune(config.directory(), config.fileLayer(), keepCount);
    }

    /**
     * Whether the disk has more free space than it must keep. Checked ten times a second.
     *
     * @return false if commands should be refused.
     */
    public boolean hasSpace() {
        return disk == null || disk.hasSpace();
    }

    /**
     * Why the journal takes no more batches.
     *
     * @return the first failure, or null.
     */
    public Throwable failure() {
        return failure.failure();
    }

    /**
     * Makes everything durable, seals it, and frees the directory. The engine thread and the sync thread must have let go
     * of the appender and the commit agent. After a failure nothing more is written. Calling it again has no effect.
     *
     * @throws JournalException if what was appended could not be made durable.
     */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            if (recovery != null) {
                recovery.close();
            }
            if (appender != null) {
                closeAppending();
            }
        } finally {
            lock.close();
        }
    }

    private void closeAppending() {
        try {
            makeAllDurable();
            if (failure.failure() == null) {
                completeLastSegment();
            }
        } catch (final IOException e) {
            throw failure.fail(e);
        } finally {
            letGo();
        }
    }

    /** What was appended becomes durable; in any case the threads end. */
    private void makeAllDurable() {
        try {
            while (failure.failure() == null && durableSequence.read() < appender.lastSequence()) {
                if (commitAgent.doWork() == 0 && !config.ownThreads()) {
                    syncSegments();
                }
            }
        } finally {
            CloseHelper.closeAll(warmer, supply, syncer);
        }
    }

    private void completeLastSegment() throws IOException {
        final SegmentWriter last = appender.segment();
        if (last.lastSequence() == 0) {
            last.close();
            supply.drop(last.segmentId());
        } else {
            syncer.sealLast(last);
        }
        final SegmentWriter next = appender.nextSegment();
        if (next != null) {
            next.close();
            supply.drop(next.segmentId());
        }
    }

    /** Unmaps and closes whatever is still open. */
    private void letGo() {
        appender.segment().close();
        if (appender.nextSegment() != null) {
            appender.nextSegment().close();
        }
        if (commitAgent != null) {
            try {
                commitAgent.close();
            } catch (final IOException e) {
                throw failure.fail(e);
            }
        }
    }

    /**
     * When batches count as durable.
     *
     * @return the configured level.
     */
    public Durability durability() {
        return config.durability();
    }

    /**
     * Where the journal is.
     *
     * @return the data directory.
     */
    public Path directory() {
        return config.directory();
    }
}
