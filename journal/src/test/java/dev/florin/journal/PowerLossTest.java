package dev.florin.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.florin.journal.support.Journals;
import dev.florin.journal.support.PowerLossFileLayer;
import dev.florin.journal.support.TestBatches;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Under FSYNC, a power loss at any operation on the disk, recovery included, loses nothing that was durable, again and again
 * over the same journal.
 */
@Tag("crash")
final class PowerLossTest {

    private static final int JOURNALS = Boolean.getBoolean("florin.long") ? 200 : 4;
    private static final int LOSSES_PER_JOURNAL = 6;
    private static final TestBatches BATCHES = new TestBatches(Journals.MAX_BODY_LENGTH_BYTES);

    @TempDir
    private Path directory;

    @Test
    void shouldHoldEveryDurableBatchAfterPowerLosses() throws IOException {
        for (int i = 0; i < JOURNALS; i++) {
            final long seed = Long.getLong("florin.seed", System.nanoTime());
            System.out.println("seed " + seed);
            runJournal(directory.resolve("journal-" + i), new Random(seed));
        }
    }

    @Test
    void shouldNotReuseTheCommitLogBeforeTheSegmentsHoldWhatItHeld() throws IOException {
        Path current = directory.resolve("0");
        Files.createDirectories(current);
        for (int loss = 1; loss <= 4; loss++) {
            final Path next = directory.resolve(Integer.toString(loss));
            final PowerLossFileLayer layer = new PowerLossFileLayer(current);
            try (Journal journal = Journal.open(Journals.smallConfig(current, Durability.FSYNC)
                    .fileLayer(layer)
                    .build())) {
                layer.failAfter(
                        Long.MAX_VALUE,
                        next,
                        new Random(loss),
                        () -> journal.durableSequence().read());
                layer.loseEverything();
                final RecoveryReport report = journal.replay(BATCHES.checker(1));
                assertThat(report.batchCount()).isEqualTo(3L * (loss - 1));
                assertThat(report.commitLogBatchCount()).isEqualTo(loss == 1 ? 0 : 3);
                // Into the blocks that held the three batches of the run before.
                final JournalAppender appender = journal.startAppending();
                for (int i = 0; i < 3; i++) {
                    Journals.appendDurably(journal, appender, BATCHES, 1);
                }
                layer.failNow();
            }
            current = next;
        }
    }

    private static void runJournal(final Path base, final Random random) throws IOException {
        Path current = base.resolve("0");
        Files.createDirectories(current);
        long durableSequence = 0;
        for (int loss = 1; loss <= LOSSES_PER_JOURNAL; loss++) {
            final Path next = base.resolve(Integer.toString(loss));
            durableSequence = runUntilLoss(current, next, random, durableSequence);
            current = next;
        }
    }

    /** Recovers from one loss and runs into the next. */
    private static long runUntilLoss(
            final Path directory, final Path next, final Random random, final long durableBefore) throws IOException {
        final PowerLossFileLayer layer = new PowerLossFileLayer(directory);
        final long[] recovered = {durableBefore};
        final Journal[] opened = new Journal[1];
        layer.failAfter(
                random.nextInt(random.nextBoolean() ? 30 : 600),
                next,
                random,
                () -> opened[0] == null
                        ? recovered[0]
                        : Math.max(recovered[0], opened[0].durableSequence().read()));
        final JournalConfig config = Journals.smallConfig(directory, Durability.FSYNC)
                .fileLayer(layer)
                .build();
        try (Journal journal = Journal.open(config)) {
            opened[0] = journal;
            final RecoveryReport report = journal.replay(BATCHES.checker(1));
            assertThat(report.lastSequence()).isGreaterThanOrEqualTo(durableBefore);
            final JournalAppender appender = journal.startAppending();
            final int batchCount = random.nextInt(500);
            for (int i = 0; i < batchCount && !layer.hasFailed(); i++) {
                Journals.appendOne(journal, appender, BATCHES);
                if (random.nextInt(4) == 0) {
                    journal.commitAgent().doWork();
                }
            }
            return layer.failNow();
        }
    }
}
