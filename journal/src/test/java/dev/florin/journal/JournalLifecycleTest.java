package dev.florin.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.florin.journal.support.Journals;
import dev.florin.journal.support.TestBatches;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class JournalLifecycleTest {

    private final TestBatches batches = new TestBatches(Journals.MAX_BODY_LENGTH_BYTES);

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource(Durability.class)
    void shouldReplayWhatWasAppendedInAllRunsBefore(final Durability durability) {
        final JournalConfig config = Journals.smallConfig(directory, durability).build();
        long lastSequence = 0;
        for (int run = 0; run < 6; run++) {
            try (Journal journal = Journal.open(config)) {
                final TestBatches.Checker checker = batches.checker(1);
                final RecoveryReport report = journal.replay(checker);
                assertThat(report.lastSequence()).isEqualTo(lastSequence).isEqualTo(checker.lastSequence());
                assertThat(report.orderly()).isTrue();
                assertThat(report.cut()).isEmpty();
                assertThat(report.commitLogBatchCount()).isZero();
                final JournalAppender appender = journal.startAppending();
                // From nothing at all to more than a segment.
                Journals.appendDurably(journal, appender, batches, run * 50);
                lastSequence = appender.lastSequence();
                assertThat(journal.durableSequence().read()).isEqualTo(lastSequence);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Durability.class)
    void shouldRollThroughSegmentsAndSealThem(final Durability durability) throws IOException {
        final JournalConfig config = Journals.smallConfig(directory, durability).build();
        final long lastSequence;
        try (Journal journal = Journal.open(config)) {
            journal.replay(batches.checker(1));
            final JournalAppender appender = journal.startAppending();
            Journals.appendDurably(journal, appender, batches, 700);
            lastSequence = appender.lastSequence();
        }
        assertThat(Journals.segments(directory)).hasSizeGreaterThan(4);
        try (Journal journal = Journal.open(config)) {
            final RecoveryReport report = journal.replay(batches.checker(1));
            assertThat(report.lastSequence()).isEqualTo(lastSequence);
            assertThat(report.batchCount()).isEqualTo(700);
            assertThat(report.segmentCount())
                    .isEqualTo(Journals.segments(directory).size());
        }
    }

    @Test
    void shouldReopenManyTimesWithoutAppending() throws IOException {
        final JournalConfig config =
                Journals.smallConfig(directory, Durability.FSYNC).build();
        for (int run = 0; run < 10; run++) {
            try (Journal journal = Journal.open(config)) {
                journal.replay(batches.checker(1));
                journal.startAppending();
            }
        }
        assertThat(Journals.segments(directory)).isEmpty();
    }

    @Test
    void shouldGiveBackTheSpaceBehindTheLastBatch() throws IOException {
        try (Journal journal = open(Durability.MEMORY_MAPPED)) {
            Journals.appendDurably(journal, startAppending(journal), batches, 1);
        }
        final Path segment = Journals.segments(directory).get(0).resolve("19700101L.cq4");
        assertThat(Files.size(segment)).isLessThan(600_000);
    }

    @Test
    void shouldChangeDurabilityFromRunToRun() {
        long lastSequence = 0;
        for (int run = 0; run < 6; run++) {
            try (Journal journal = open(run % 2 == 0 ? Durability.FSYNC : Durability.MEMORY_MAPPED)) {
                final JournalAppender appender = startAppending(journal);
                assertThat(appender.lastSequence()).isEqualTo(lastSequence);
                Journals.appendDurably(journal, appender, batches, 40);
                lastSequence = appender.lastSequence();
            }
        }
    }

    @Test
    void shouldMakeDurableAtCloseWhatTheSyncThreadDidNotTake() {
        final long lastSequence;
        try (Journal journal = open(Durability.FSYNC)) {
            final JournalAppender appender = startAppending(journal);
            Journals.appendOne(journal, appender, batches);
            assertThat(journal.durableSequence().read()).isZero();
            lastSequence = appender.lastSequence();
        }
        try (Journal journal = open(Durability.FSYNC)) {
            assertThat(journal.replay(batches.checker(1)).lastSequence()).isEqualTo(lastSequence);
        }
    }

    @Test
    void shouldKeepTheBodyReadableUntilTheNextBatchBegins() {
        try (Journal journal = open(Durability.FSYNC)) {
            final JournalAppender appender = startAppending(journal);
            final TestBatches.Checker checker = batches.checker(1);
            for (int i = 0; i < 200; i++) {
                final long firstSequence = appender.lastSequence() + 1;
                Journals.appendOne(journal, appender, batches);
                checker.onBatch(
                        firstSequence,
                        batches.timestampNs(firstSequence),
                        appender.buffer(),
                        appender.bodyOffset(),
                        batches.bodyLengthBytes(firstSequence),
                        batches.count(firstSequence));
            }
        }
    }

    @Test
    void shouldPushBackWhenTheSyncThreadLags() {
        try (Journal journal = open(Durability.FSYNC)) {
            final JournalAppender appender = startAppending(journal);
            int appended = 0;
            while (batches.append(appender)) {
                appended++;
            }
            assertThat(appended).isPositive();
            assertThat(appender.begin()).isFalse();
            while (journal.commitAgent().doWork() > 0) {
                assertThat(journal.failure()).isNull();
            }
            assertThat(appender.begin()).isTrue();
        }
    }

    @Test
    void shouldForgetABatchThatWasBegunAndNotCommitted() {
        try (Journal journal = open(Durability.FSYNC)) {
            final JournalAppender appender = startAppending(journal);
            assertThat(appender.begin()).isTrue();
            appender.buffer().setMemory(appender.bodyOffset(), 100, (byte) 7);
            Journals.appendDurably(journal, appender, batches, 3);
        }
        try (Journal journal = open(Durability.FSYNC)) {
            assertThat(journal.replay(batches.checker(1)).batchCount()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @EnumSource(Durability.class)
    void shouldTakeTheLongestBatchAndRefuseALongerOne(final Durability durability) {
        try (Journal journal = open(durability)) {
            final JournalAppender appender = startAppending(journal);
            final int capacity = appender.bodyCapacity();
            assertThat(capacity).isEqualTo(Journals.MAX_BODY_LENGTH_BYTES);
            for (int i = 1; i <= 200; i++) {
                while (!appender.begin()) {
                    Journals.makeDurable(journal, appender);
                }
                appender.buffer().setMemory(appender.bodyOffset(), capacity, (byte) i);
                final long sequence = i;
                assertThatThrownBy(() -> appender.commit(sequence, sequence, 1, capacity + 1, 0, 0))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("a body of " + (capacity + 1) + " bytes, at most " + capacity);
                appender.commit(sequence, sequence, 1, capacity, 0, 0);
            }
        }
        try (Journal journal = open(durability)) {
            final RecoveryReport report =
                    journal.replay((firstSequence, timestampNs, buffer, offset, length, count) -> {
                        assertThat(length).isEqualTo(Journals.MAX_BODY_LENGTH_BYTES);
                        assertThat(buffer.getByte(offset + length - 1)).isEqualTo((byte) firstSequence);
                    });
            assertThat(report.batchCount()).isEqualTo(200);
        }
    }

    @Test
    void shouldTakeAnEmptyBody() {
        try (Journal journal = open(Durability.FSYNC)) {
            final JournalAppender appender = startAppending(journal);
            assertThat(appender.begin()).isTrue();
            appender.commit(1, 1, 1, 0, 0, 0);
        }
        try (Journal journal = open(Durability.FSYNC)) {
            assertThat(journal.replay((sequence, timestampNs, buffer, offset, length, count) ->
                                    assertThat(length).isZero())
                            .batchCount())
                    .isEqualTo(1);
        }
    }

    @Test
    void shouldRefuseABatchThatDoesNotContinueTheJournal() {
        try (Journal journal = open(Durability.MEMORY_MAPPED)) {
            final JournalAppender appender = startAppending(journal);
            assertThat(appender.begin()).isTrue();
            appender.commit(1, 100, 5, 8, 0, 0);
            assertThatThrownBy(() -> appender.commit(6, 105, 1, 8, 0, 0)).isInstanceOf(IllegalStateException.class);
            assertThat(appender.begin()).isTrue();
            // A gap, a sequence again, a timestamp within the batch before, no sequence.
            assertThatThrownBy(() -> appender.commit(7, 105, 1, 8, 0, 0)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> appender.commit(5, 105, 1, 8, 0, 0)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> appender.commit(6, 104, 1, 8, 0, 0)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> appender.commit(6, 105, 0, 8, 0, 0)).isInstanceOf(IllegalArgumentException.class);
            appender.commit(6, 105, 1, 8, 0, 0);
            assertThat(appender.lastTimestampNs()).isEqualTo(105);
        }
    }

    @Test
    void shouldHandOutHeaderFieldsWithTheBatch() {
        try (Journal journal = open(Durability.MEMORY_MAPPED)) {
            Journals.appendDurably(journal, startAppending(journal), batches, 20);
        }
        try (Journal journal = open(Durability.MEMORY_MAPPED)) {
            final JournalReader reader = journal.reader(1);
            while (!reader.isAtEnd()) {
                reader.poll(
                        (firstSequence, timestampNs, buffer, offset, length, count) -> {
                            assertThat(reader.lastAppliedSequence()).isEqualTo(firstSequence - 1);
                            assertThat(reader.stateHash()).isEqualTo(batches.stateHash(firstSequence - 1));
                            assertThat(reader.durableSequence()).isEqualTo(firstSequence - 1);
                        },
                        3);
            }
            assertThat(reader.report().batchCount()).isEqualTo(20);
        }
    }

    @Test
    void shouldReadFromASequenceOn() {
        try (Journal journal = open(Durability.FSYNC)) {
            Journals.appendDurably(journal, startAppending(journal), batches, 500);
        }
        final long lastSequence;
        final long lastTimestampNs;
        try (Journal journal = open(Durability.FSYNC)) {
            final RecoveryReport report = journal.replay(batches.checker(1));
            lastSequence = report.lastSequence();
            lastTimestampNs = report.lastTimestampNs();
        }
        for (long from = 1; from <= lastSequence + 1; from += 97) {
            try (Journal journal = open(Durability.FSYNC)) {
                final JournalReader reader = journal.reader(from);
                final long wanted = from;
                final long[] first = {0};
                while (!reader.isAtEnd()) {
                    reader.poll(
                            (firstSequence, timestampNs, buffer, offset, length, count) -> {
                                if (first[0] == 0) {
                                    first[0] = firstSequence;
                                    assertThat(wanted).isBetween(firstSequence, firstSequence + count - 1);
                                }
                            },
                            10);
                }
                assertThat(reader.report().lastSequence()).isEqualTo(lastSequence);
                assertThat(reader.report().lastTimestampNs()).isEqualTo(lastTimestampNs);
            }
        }
    }

    @Test
    void shouldRememberThePropertiesOfTheRunThatCreatedTheDirectory() {
        final JournalConfig.Builder builder = Journals.smallConfig(directory, Durability.FSYNC);
        try (Journal journal =
                Journal.open(builder.property("key-retention", "10000000").build())) {
            assertThat(journal.properties()).containsEntry("key-retention", "10000000");
        }
        try (Journal journal =
                Journal.open(builder.property("key-retention", "5").build())) {
            assertThat(journal.properties()).containsEntry("key-retention", "10000000");
        }
    }

    @Test
    void shouldStartAppendingOnlyAfterReplay() {
        try (Journal journal = open(Durability.FSYNC)) {
            assertThatThrownBy(journal::startAppending).isInstanceOf(IllegalStateException.class);
            final JournalReader reader = journal.reader(1);
            assertThat(reader.isAtEnd()).isFalse();
            assertThatThrownBy(journal::startAppending).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void shouldNotMindAnInterruptOfTheAppendingThread() {
        try (Journal journal = open(Durability.MEMORY_MAPPED)) {
            final JournalAppender appender = startAppending(journal);
            Thread.currentThread().interrupt();
            Journals.appendDurably(journal, appender, batches, 10);
            assertThat(Thread.interrupted()).isTrue();
        }
        try (Journal journal = open(Durability.MEMORY_MAPPED)) {
            assertThat(journal.replay(batches.checker(1)).batchCount()).isEqualTo(10);
        }
    }

    @Test
    void shouldSayThatTheDiskIsNearlyFullAndPushBack() {
        final JournalConfig config = Journals.smallConfig(directory, Durability.MEMORY_MAPPED)
                .minFreeDiskBytes(1L << 60)
                .build();
        try (Journal journal = Journal.open(config)) {
            journal.replay(batches.checker(1));
            final JournalAppender appender = journal.startAppending();
            assertThat(journal.hasSpace()).isFalse();
            assertThat(appender.begin()).isFalse();
        }
    }

    private Journal open(final Durability durability) {
        return Journal.open(Journals.smallConfig(directory, durability).build());
    }

    private JournalAppender startAppending(final Journal journal) {
        journal.replay(batches.checker(1));
        return journal.startAppending();
    }
}
