package dev.florin.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.florin.journal.exceptions.JournalDamagedException;
import dev.florin.journal.manifest.ManifestStore;
import dev.florin.journal.manifest.SegmentEntry;
import dev.florin.journal.support.Journals;
import dev.florin.journal.support.SegmentFile;
import dev.florin.journal.support.SegmentFile.Excerpt;
import dev.florin.journal.support.TestBatches;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("crash")
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class JournalTailTest {

    private final TestBatches batches = new TestBatches(Journals.MAX_BODY_LENGTH_BYTES);
    private final TestBatches.Checker checker = batches.checker(1);
    private final AtomicLong durableSequence = new AtomicLong();

    @TempDir
    private Path directory;

    /** Several rolls, beside a writer that never waits. */
    @ParameterizedTest
    @EnumSource(Durability.class)
    void shouldFollowTheWriterAndNeverBeAheadOfWhatIsDurable(final Durability durability)
            throws InterruptedException, IOException {
        final AtomicBoolean running = new AtomicBoolean(true);
        try (Journal journal = open(durability);
                JournalTail tail = follow(journal)) {
            final JournalAppender appender = journal.startAppending();
            final Thread writer = new Thread(() -> {
                while (running.get()) {
                    Journals.appendDurably(journal, appender, batches, 3);
                }
            });
            writer.start();
            try {
                while (journal.durableSequence().read() < 4_000) {
                    tail.poll(checker, 10);
                    assertThat(checker.lastSequence()).isEqualTo(tail.lastSequence());
                    // Mapped, a batch is durable when it is whole, a moment before the writer says so.
                    if (durability == Durability.FSYNC) {
                        assertThat(tail.lastSequence())
                                .isLessThanOrEqualTo(
                                        Math.max(journal.durableSequence().read(), sealedSequence()));
                    }
                }
            } finally {
                running.set(false);
                writer.join();
            }
            pollTo(tail, appender.lastSequence());
            assertThat(Journals.segments(directory)).hasSizeGreaterThan(5);
        }
    }

    @Test
    void shouldHoldBackWhatIsNotDurable() {
        try (Journal journal = open(Durability.FSYNC);
                JournalTail tail = follow(journal)) {
            final JournalAppender appender = journal.startAppending();
            Journals.appendOne(journal, appender, batches);
            assertThat(tail.poll(checker, 10)).isZero();
            assertThat(tail.poll(checker, 10)).isZero();
            Journals.makeDurable(journal, appender);
            assertThat(tail.poll(checker, 10)).isOne();
            assertThat(checker.lastSequence()).isEqualTo(appender.lastSequence());
        }
    }

    /** Whoever wrote it tells nothing any more: what a later header calls durable is, and all once it is sealed. */
    @Test
    void shouldTakeAsDurableWhatIsSealed() throws IOException {
        final Path copy = directory.resolve("copy");
        final Path origin = directory.resolve("origin");
        try (Journal journal =
                Journal.open(Journals.smallConfig(origin, Durability.FSYNC).build())) {
            journal.replay(batches.checker(1));
            Journals.appendDurably(journal, journal.startAppending(), batches, 20);
            Journals.copyAsKilled(origin, copy);
        }
        try (JournalTail tail = Journal.follow(copy, 1, () -> 0)) {
            assertThat(tail.poll(checker, 100)).isZero();
            final long lastSequence = tail.checkEnd().lastSequence();
            restart(copy, Durability.FSYNC, 0);
            pollTo(tail, lastSequence);
            restart(copy, Durability.MEMORY_MAPPED, 10);
            restart(copy, Durability.FSYNC, 10);
            pollTo(tail, tail.checkEnd().lastSequence());
            assertThat(checker.lastSequence()).isGreaterThan(lastSequence + 20);
        }
    }

    /** An engine that starts and closes without a command leaves a manifest that is the same byte for byte. */
    @ParameterizedTest
    @EnumSource(Durability.class)
    void shouldGoOnThroughRestarts(final Durability durability) throws IOException {
        open(durability).close();
        try (JournalTail tail = Journal.follow(directory, 1, durableSequence::get)) {
            assertThat(tail.poll(checker, 10)).isZero();
            for (int run = 0; run < 4; run++) {
                try (Journal journal = open(durability)) {
                    journal.startAppending();
                    assertThat(tail.poll(checker, 10)).isZero();
                }
                try (Journal journal = open(durability)) {
                    final JournalAppender appender = journal.startAppending();
                    Journals.appendDurably(journal, appender, batches, 5);
                    durableSequence.set(journal.durableSequence().read());
                    pollTo(tail, appender.lastSequence());
                    assertThat(tail.poll(checker, 10)).isZero();
                }
                assertThat(tail.poll(checker, 10)).isZero();
            }
        }
    }

    @Test
    void shouldReadWhatIsArchivedMeanwhile() throws IOException {
        try (Journal journal = open(Durability.MEMORY_MAPPED);
                JournalTail tail = follow(journal)) {
            final JournalAppender appender = journal.startAppending();
            Journals.appendDurably(journal, appender, batches, 700);
            tail.poll(checker, 10);
            final long half = appender.lastSequence() / 2;
            while (journal.archive(half).segmentCount() > 0) {
                tail.poll(checker, 10);
            }
            Journals.appendDurably(journal, appender, batches, 700);
            journal.archive(Long.MAX_VALUE);
            pollTo(tail, appender.lastSequence());
        }
        try (JournalTail again = Journal.follow(directory, 1, () -> 0)) {
            final TestBatches.Checker all = batches.checker(1);
            while (again.poll(all, 100) > 0) {
                assertThat(all.lastSequence()).isPositive();
            }
            assertThat(all.lastSequence()).isEqualTo(checker.lastSequence());
        }
    }

    @Test
    void shouldStartWithTheBatchThatHoldsASequence() {
        restart(directory, Durability.MEMORY_MAPPED, 700);
        restart(directory, Durability.MEMORY_MAPPED, 20);
        final long[] first = new long[1];
        try (JournalTail tail = Journal.follow(directory, 1_000, () -> 0)) {
            assertThat(tail.poll(
                            (sequence, timestampNs, buffer, offset, length, count) -> {
                                first[0] = sequence;
                                assertThat(tail.lastAppliedSequence()).isEqualTo(sequence - 1);
                                assertThat(tail.stateHash()).isEqualTo(batches.stateHash(sequence - 1));
                            },
                            1))
                    .isOne();
            assertThat(first[0]).isBetween(995L, 1_000L);
            assertThat(tail.lastSequence()).isBetween(1_000L, 1_005L);
        }
    }

    @Test
    void shouldTellDamageFromWhatIsStillToCome() throws IOException {
        try (Journal journal = open(Durability.MEMORY_MAPPED);
                JournalTail tail = follow(journal)) {
            final JournalAppender appender = journal.startAppending();
            Journals.appendDurably(journal, appender, batches, 20);
            final SegmentFile file = SegmentFile.of(Journals.segments(directory).get(0));
            final Excerpt damaged = file.excerpts().get(7);
            file.flipBit(damaged.position() + 70, 1);
            assertThat(tail.poll(checker, 100)).isEqualTo(7);
            assertThatThrownBy(() -> tail.poll(checker, 100))
                    .isInstanceOf(JournalDamagedException.class)
                    .hasMessageContaining("sequence " + damaged.firstSequence());
            file.flipBit(damaged.position() + 70, 1);
            assertThat(tail.poll(checker, 100)).isEqualTo(13);
        }
    }

    @Test
    void shouldRefuseAnotherJournalInItsPlace() throws IOException {
        restart(directory, Durability.MEMORY_MAPPED, 20);
        try (JournalTail tail = Journal.follow(directory, 1, () -> 0)) {
            assertThat(tail.poll(checker, 100)).isEqualTo(20);
            final Path other = directory.resolve("other");
            restart(other, Durability.MEMORY_MAPPED, 20);
            Journals.copy(other, directory);
            assertThatThrownBy(() -> tail.poll(checker, 100)).hasMessageContaining("another journal");
        }
    }

    /** A segment that is sealed was synced, perhaps before the commit log that the durable sequence follows. */
    private long sealedSequence() throws IOException {
        return ManifestStore.read(directory).segments().stream()
                .mapToLong(SegmentEntry::lastSequence)
                .max()
                .orElse(0);
    }

    private void pollTo(final JournalTail tail, final long sequence) {
        while (tail.lastSequence() < sequence) {
            if (tail.poll(checker, 100) == 0) {
                LockSupport.parkNanos(1_000_000);
            }
        }
        assertThat(checker.lastSequence()).isEqualTo(sequence);
    }

    private JournalTail follow(final Journal journal) {
        return Journal.follow(directory, 1, () -> journal.durableSequence().read());
    }

    private Journal open(final Durability durability) {
        final Journal journal =
                Journal.open(Journals.smallConfig(directory, durability).build());
        journal.replay((sequence, timestampNs, buffer, offset, length, count) -> {});
        return journal;
    }

    private void restart(final Path of, final Durability durability, final int batchCount) {
        try (Journal journal = Journal.open(Journals.smallConfig(of, durability).build())) {
            journal.replay((sequence, timestampNs, buffer, offset, length, count) -> {});
            Journals.appendDurably(journal, journal.startAppending(), batches, batchCount);
        }
    }
}
