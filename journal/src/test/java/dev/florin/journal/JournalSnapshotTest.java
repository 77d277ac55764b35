package dev.florin.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.florin.journal.exceptions.JournalDamagedException;
import dev.florin.journal.snapshot.SnapshotInfo;
import dev.florin.journal.snapshot.SnapshotWriter;
import dev.florin.journal.snapshot.Snapshots;
import dev.florin.journal.support.Journals;
import dev.florin.journal.support.PowerLossFileLayer;
import dev.florin.journal.support.SegmentFile;
import dev.florin.journal.support.SegmentFile.Excerpt;
import dev.florin.journal.support.TestBatches;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Snapshots beside the journal that they belong to. */
@Tag("crash")
final class JournalSnapshotTest {

    private final TestBatches batches = new TestBatches(2_000);

    @TempDir
    private Path base;

    @Test
    void shouldReplayWhatComesBehindASnapshot() {
        final Path directory = base.resolve("journal");
        final long snapshotSequence;
        final long lastSequence;
        try (Journal journal = open(directory)) {
            journal.replay(batches.checker(1));
            final JournalAppender appender = journal.startAppending();
            Journals.appendDurably(journal, appender, batches, 10);
            snapshotSequence = appender.lastSequence();
            snapshot(journal, snapshotSequence);
            Journals.appendDurably(journal, appender, batches, 10);
            lastSequence = appender.lastSequence();
        }
        try (Journal journal = open(directory)) {
            final SnapshotInfo snapshot =
                    Journal.newestSnapshot(directory, Long.MAX_VALUE).snapshot().orElseThrow();
            assertThat(snapshot.lastSequence()).isEqualTo(snapshotSequence);
            assertThat(Journal.newestSnapshot(directory, lastSequence).snapshot())
                    .contains(snapshot);
            assertThat(Journal.newestSnapshot(directory, snapshotSequence - 1).snapshot())
                    .isEmpty();
            final JournalReader reader = journal.reader(snapshotSequence + 1);
            final TestBatches.Checker checker = batches.checker(snapshotSequence + 1);
            while (!reader.isAtEnd()) {
                reader.poll(checker, 3);
            }
            assertThat(checker.lastSequence()).isEqualTo(lastSequence);
            Journals.appendDurably(journal, journal.startAppending(), batches, 1);
        }
    }

    @Test
    void shouldRefuseAJournalThatEndsBeforeItsSnapshot() throws IOException {
        final Path origin = base.resolve("origin");
        final Path killed = base.resolve("killed");
        final long lastSequence;
        try (Journal journal = open(origin)) {
            journal.replay(batches.checker(1));
            final JournalAppender appender = journal.startAppending();
            Journals.appendDurably(journal, appender, batches, 10);
            lastSequence = appender.lastSequence();
            snapshot(journal, lastSequence);
            Journals.copyAsKilled(origin, killed);
        }
        final SegmentFile file = SegmentFile.of(Journals.segments(killed).get(0));
        final List<Excerpt> excerpts = file.excerpts();
        final Excerpt last = excerpts.get(excerpts.size() - 1);
        file.flipBit(last.position() + 70, 1);
        final SegmentFile commitFile = new SegmentFile(killed.resolve("commit-0"));
        commitFile.zero(0, 256 << 10);
        try (Journal journal = open(killed)) {
            assertThatThrownBy(() -> journal.replay(batches.checker(1)))
                    .isInstanceOf(JournalDamagedException.class)
                    .hasMessageContaining("sequence " + last.firstSequence() + ":")
                    .hasMessageContaining("snapshot-")
                    .hasMessageContaining("says that sequence " + lastSequence + " was durable");
        }
    }

    @Test
    void shouldStartWithoutWhatACrashLeftOfASnapshot() throws IOException {
        final Path directory = base.resolve("journal");
        try (Journal journal = open(directory)) {
            journal.replay(batches.checker(1));
            Journals.appendDurably(journal, journal.startAppending(), batches, 3);
        }
        final Path left = Files.writeString(directory.resolve("snapshot-0000000000000000003.tmp"), "half of it");
        try (Journal journal = open(directory)) {
            journal.replay(batches.checker(1));
            assertThat(left).exists();
            journal.startAppending();
            assertThat(left).doesNotExist();
        }
    }

    /** At every operation on the disk, in turn: the snapshot is there, whole, or it is not. */
    @Test
    void shouldBeWholeOrNotThereAfterAPowerLoss() throws IOException {
        final Path origin = base.resolve("origin");
        final long lastSequence;
        try (Journal journal = open(origin)) {
            journal.replay(batches.checker(1));
            final JournalAppender appender = journal.startAppending();
            Journals.appendDurably(journal, appender, batches, 3);
            lastSequence = appender.lastSequence();
        }
        int whole = 0;
        boolean failed = true;
        for (int operations = 0; failed; operations++) {
            for (int seed = 0; seed < 4; seed++) {
                final Path next = base.resolve("lost-" + operations + "-" + seed);
                failed = loseWhileSnapshotting(origin, lastSequence, operations, next, new Random(seed));
                final Optional<SnapshotInfo> found =
                        Journal.newestSnapshot(next, Long.MAX_VALUE).snapshot();
                assertThat(Journal.newestSnapshot(next, Long.MAX_VALUE).skipped())
                        .isEmpty();
                whole += found.isPresent() ? 1 : 0;
                assertThat(failed || found.isPresent()).isTrue();
            }
        }
        assertThat(whole).isBetween(4, 10);
    }

    private boolean loseWhileSnapshotting(
            final Path origin, final long lastSequence, final int operations, final Path next, final Random random)
            throws IOException {
        for (final Path snapshot : Snapshots.list(origin)) {
            Files.delete(snapshot);
        }
        final PowerLossFileLayer layer = new PowerLossFileLayer(origin);
        try (Journal journal = Journal.open(
                Journals.smallConfig(origin, Durability.FSYNC).fileLayer(layer).build())) {
            layer.failAfter(operations, next, random, () -> 0);
            snapshot(journal, lastSequence);
            final boolean failed = layer.hasFailed();
            layer.failNow();
            return failed;
        }
    }

    private static void snapshot(final Journal journal, final long lastSequence) {
        try (SnapshotWriter writer = journal.openSnapshot(lastSequence, 1_000 * lastSequence, 7)) {
            for (int i = 0; i < 10; i++) {
                writer.write(new UnsafeBuffer(new byte[1_000]), 0, 1_000);
            }
            writer.commit();
        }
    }

    private static Journal open(final Path directory) {
        return Journal.open(Journals.smallConfig(directory, Durability.FSYNC).build());
    }
}
