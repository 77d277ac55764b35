package dev.florin.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.florin.journal.exceptions.JournalDamagedException;
import dev.florin.journal.file.SystemFileLayer;
import dev.florin.journal.manifest.ManifestStore;
import dev.florin.journal.manifest.SegmentEntry;
import dev.florin.journal.support.Journals;
import dev.florin.journal.support.SegmentFile;
import dev.florin.journal.support.SegmentFile.Excerpt;
import dev.florin.journal.support.TestBatches;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("crash")
final class ReadOnlyTest {

    private static final int PASSES = 30;

    private final TestBatches batches = new TestBatches(Journals.MAX_BODY_LENGTH_BYTES);

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource(Durability.class)
    void shouldReadAPrefixBesideTheWriter(final Durability durability) throws InterruptedException {
        final AtomicBoolean running = new AtomicBoolean(true);
        try (Journal journal =
                Journal.open(Journals.smallConfig(directory, durability).build())) {
            journal.replay(batches.checker(1));
            final JournalAppender appender = journal.startAppending();
            final Thread writer = new Thread(() -> {
                while (running.get()) {
                    Journals.appendDurably(journal, appender, batches, 3);
                }
            });
            writer.start();
            try {
                long lastSequence = 0;
                for (int pass = 0; pass < PASSES; pass++) {
                    final long durable = journal.durableSequence().read();
                    lastSequence = readAll(Math.max(1, lastSequence - 500));
                    assertThat(lastSequence).isGreaterThanOrEqualTo(durable);
                }
            } finally {
                running.set(false);
                writer.join();
            }
        }
    }

    @Test
    void shouldChangeNothing() throws IOException {
        final Path copy = directory.resolve("copy");
        final Path origin = directory.resolve("origin");
        try (Journal journal =
                Journal.open(Journals.smallConfig(origin, Durability.FSYNC).build())) {
            journal.replay(batches.checker(1));
            Journals.appendDurably(journal, journal.startAppending(), batches, 20);
            Journals.copyAsKilled(origin, copy);
        }
        assertThat(copy.toFile().setWritable(false)).isTrue();
        try (JournalReader reader = Journal.openReadOnly(copy, 1)) {
            while (!reader.isAtEnd()) {
                reader.poll(batches.checker(1), 100);
            }
            assertThat(reader.report().batchCount()).isEqualTo(20);
            assertThat(reader.report().orderly()).isFalse();
        } finally {
            assertThat(copy.toFile().setWritable(true)).isTrue();
        }
    }

    @Test
    void shouldRefuseDamageInACopy() throws IOException {
        final Path copy = directory.resolve("copy");
        final Path origin = directory.resolve("origin");
        try (Journal journal = Journal.open(
                Journals.smallConfig(origin, Durability.MEMORY_MAPPED).build())) {
            journal.replay(batches.checker(1));
            Journals.appendDurably(journal, journal.startAppending(), batches, 20);
            Journals.copyAsKilled(origin, copy);
        }
        final SegmentFile file = SegmentFile.of(Journals.segments(copy).get(0));
        final Excerpt batch = file.excerpts().get(7);
        // A batch that is whole behind a record header that is not: no progress of a writer either.
        file.putInt(batch.recordPosition(), batch.lengthBytes() + 4);
        assertRefused(copy, batch.firstSequence());
        file.putInt(batch.recordPosition(), batch.lengthBytes());
        file.flipBit(batch.position() + 70, 1);
        assertRefused(copy, batch.firstSequence());
    }

    @Test
    void shouldRefuseDamageInASealedSegmentThoughAWriterMovedOn() throws IOException {
        try (Journal journal = Journal.open(
                Journals.smallConfig(directory, Durability.MEMORY_MAPPED).build())) {
            journal.replay(batches.checker(1));
            Journals.appendDurably(journal, journal.startAppending(), batches, 20);
        }
        final SegmentFile file = SegmentFile.of(Journals.segments(directory).get(0));
        final Excerpt batch = file.excerpts().get(7);
        file.flipBit(batch.position() + 70, 1);
        try (JournalReader reader = Journal.openReadOnly(directory, 1)) {
            ManifestStore.openOrCreate(directory, SystemFileLayer.INSTANCE, 1, Map.of())
                    .update(manifest -> manifest.with(SegmentEntry.preparing(9)));
            assertThatThrownBy(() -> reader.poll(batches.checker(1), 100))
                    .isInstanceOf(JournalDamagedException.class)
                    .hasMessageContaining("sequence " + batch.firstSequence());
        }
    }

    @Test
    void shouldRefuseSegmentsThatTheManifestDoesNotName() throws IOException {
        try (Journal journal = Journal.open(
                Journals.smallConfig(directory, Durability.MEMORY_MAPPED).build())) {
            journal.replay(batches.checker(1));
            Journals.appendDurably(journal, journal.startAppending(), batches, 20);
        }
        Files.createDirectory(directory.resolve("segment-0000000077"));
        assertThatThrownBy(() -> Journal.openReadOnly(directory, 1))
                .isInstanceOf(JournalDamagedException.class)
                .hasMessageContaining("names no segment 77");
    }

    private void assertRefused(final Path copy, final long sequence) {
        try (JournalReader reader = Journal.openReadOnly(copy, 1)) {
            assertThatThrownBy(() -> reader.poll(batches.checker(1), 100))
                    .isInstanceOf(JournalDamagedException.class)
                    .hasMessageContaining("sequence " + sequence);
        }
    }

    private long readAll(final long fromSequence) {
        try (JournalReader reader = Journal.openReadOnly(directory, fromSequence)) {
            final TestBatches.Checker[] checker = new TestBatches.Checker[1];
            while (!reader.isAtEnd()) {
                reader.poll(
                        (firstSequence, timestampNs, buffer, offset, length, count) -> {
                            if (checker[0] == null) {
                                checker[0] = batches.checker(firstSequence);
                            }
                            checker[0].onBatch(firstSequence, timestampNs, buffer, offset, length, count);
                        },
                        100);
            }
            return reader.report().lastSequence();
        }
    }
}
