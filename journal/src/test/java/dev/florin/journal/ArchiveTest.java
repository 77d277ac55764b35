package dev.florin.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.florin.journal.archive.ArchivePaths;
import dev.florin.journal.exceptions.HistoryRemovedException;
import dev.florin.journal.exceptions.JournalDamagedException;
import dev.florin.journal.manifest.ManifestStore;
import dev.florin.journal.manifest.SegmentEntry;
import dev.florin.journal.support.FailingFileLayer;
import dev.florin.journal.support.Journals;
import dev.florin.journal.support.PowerLossFileLayer;
import dev.florin.journal.support.SegmentFile;
import dev.florin.journal.support.SegmentFile.Excerpt;
import dev.florin.journal.support.TestBatches;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sealed segments on their way into the archive, what is read there, and what of it may be taken away. */
final class ArchiveTest {

    private final TestBatches batches = new TestBatches(Journals.MAX_BODY_LENGTH_BYTES);

    @TempDir
    private Path base;

    private Path directory;
    private List<SegmentEntry> segments;
    private long lastSequence;

    @BeforeEach
    void writeSegments() throws IOException {
        directory = base.resolve("journal");
        try (Journal journal = open()) {
            journal.replay(batches.checker(1));
            final JournalAppender appender = journal.startAppending();
            Journals.appendDurably(journal, appender, batches, 500);
            lastSequence = appender.lastSequence();
        }
        segments = ManifestStore.read(directory).segments();
        assertThat(segments).hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void shouldReadArchivedSegmentsAsBefore() throws IOException {
        final ArchiveReport report = archive(lastSequence);
        assertThat(report.segmentCount()).isEqualTo(segments.size() - 1);
        assertThat(report.archivedBytes()).isPositive();
        assertThat(report.segmentBytes()).isGreaterThan(1 << 20);
        assertThat(report.lastSequence())
                .isEqualTo(segments.get(segments.size() - 2).lastSequence());
        assertThat(Journals.segments(directory)).hasSize(1);
        assertThat(archiveFile(0)).exists();
        for (final long from : new long[] {1, segments.get(1).firstSequence() + 7, lastSequence}) {
            assertThat(readFrom(from)).isEqualTo(lastSequence);
        }
        assertThat(Journal.historyBegins(directory)).isEqualTo(1);
    }

    @Test
    void shouldGoOnBehindArchivedSegments() {
        archive(lastSequence);
        try (Journal journal = open()) {
            journal.replay(batches.checker(1));
            final JournalAppender appender = journal.startAppending();
            assertThat(journal.archive(lastSequence).segmentCount()).isZero();
            Journals.appendDurably(journal, appender, batches, 5);
            lastSequence = appender.lastSequence();
        }
        assertThat(readFrom(1)).isEqualTo(lastSequence);
    }

    @Test
    void shouldArchiveBesideTheAppender() {
        try (Journal journal = open()) {
            journal.replay(batches.checker(1));
            final JournalAppender appender = journal.startAppending();
            Journals.appendDurably(journal, appender, batches, 20);
            assertThat(journal.archive(appender.lastSequence()).segmentCount()).isEqualTo(segments.size() - 1);
            Journals.appendDurably(journal, appender, batches, 20);
            lastSequence = appender.lastSequence();
        }
        assertThat(readFrom(1)).isEqualTo(lastSequence);
    }

    @Test
    void shouldArchiveNothingThatIsWantedStill() {
        assertThat(archive(segments.get(1).lastSequence() - 1).segmentCount()).isEqualTo(1);
        assertThat(archiveFile(0)).exists();
        assertThat(archiveFile(1)).doesNotExist();
        assertThat(archive(0).segmentCount()).isZero();
    }

    @Test
    void shouldSayWhereHistoryBegins() throws IOException {
        archive(lastSequence);
        Files.delete(archiveFile(0));
        final long begin = segments.get(1).firstSequence();
        assertThat(Journal.historyBegins(directory)).isEqualTo(begin);
        assertThat(readFrom(begin)).isEqualTo(lastSequence);
        assertThatThrownBy(() -> readFrom(1))
                .isInstanceOfSatisfying(
                        HistoryRemovedException.class,
                        removed -> assertThat(removed.firstSequence()).isEqualTo(begin))
                .hasMessageContaining("history begins at sequence " + begin)
                .hasMessageContaining("Start from a snapshot");
    }

    @Test
    void shouldRefuseAHoleInTheArchive() throws IOException {
        archive(lastSequence);
        Files.delete(archiveFile(1));
        assertThatThrownBy(() -> readFrom(1))
                .isInstanceOf(JournalDamagedException.class)
                .hasMessageContaining("sequence " + segments.get(1).firstSequence())
                .hasMessageContaining("the archived segment is missing");
    }

    @Test
    void shouldRefuseADamagedArchive() throws IOException {
        archive(lastSequence);
        final byte[] whole = Files.readAllBytes(archiveFile(0));
        final Random random = new Random(5);
        for (int i = 0; i < 40; i++) {
            final byte[] damaged = i < 20 ? whole.clone() : Arrays.copyOf(whole, random.nextInt(whole.length));
            if (i < 20) {
                damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            }
            Files.write(archiveFile(0), damaged);
            assertThatThrownBy(() -> readFrom(1))
                    .isInstanceOf(JournalDamagedException.class)
                    .hasMessageContaining(archiveFile(0).toString())
                    .hasMessageContaining("Restore");
        }
    }

    @Test
    void shouldNotArchiveADamagedSegment() throws IOException {
        final Path segment = Journals.segments(directory).get(1);
        final Excerpt batch = SegmentFile.of(segment).excerpts().get(5);
        SegmentFile.of(segment).flipBit(batch.position() + 70, 1);
        try (Journal journal = open()) {
            assertThatThrownBy(() -> journal.archive(lastSequence))
                    .isInstanceOf(JournalDamagedException.class)
                    .hasMessageContaining("sequence " + batch.firstSequence())
                    .hasMessageContaining("Nothing was moved");
        }
        assertThat(segment).exists();
        assertThat(archiveFile(0).getParent().toFile().list())
                .containsExactly(archiveFile(0).getFileName().toString());
    }

    @Test
    void shouldLeaveNothingBehindWhereTheDiskFails() {
        final FailingFileLayer disk = new FailingFileLayer();
        disk.failForce("archive");
        try (Journal journal = Journal.open(Journals.smallConfig(directory, Durability.MEMORY_MAPPED)
                .fileLayer(disk)
                .build())) {
            assertThatThrownBy(() -> journal.archive(lastSequence)).hasMessageContaining("the disk is gone");
            assertThat(archiveFile(0).getParent()).isEmptyDirectory();
            disk.heal();
            assertThat(journal.archive(lastSequence).segmentCount()).isEqualTo(segments.size() - 1);
        }
        assertThat(readFrom(1)).isEqualTo(lastSequence);
    }

    /** At every operation on the disk, in turn: nothing is lost, and the next attempt completes it. */
    @Test
    void shouldLoseNothingToAPowerLossWhileArchiving() throws IOException {
        boolean failed = true;
        for (int operations = 0; failed; operations++) {
            final Path origin = base.resolve("origin-" + operations);
            final Path next = base.resolve("lost-" + operations);
            Journals.copy(directory, origin);
            final PowerLossFileLayer layer = new PowerLossFileLayer(origin);
            layer.failAfter(operations, next, new Random(operations), () -> 0);
            try (Journal journal = Journal.open(Journals.smallConfig(origin, Durability.MEMORY_MAPPED)
                    .fileLayer(layer)
                    .build())) {
                journal.archive(lastSequence);
                failed = layer.hasFailed();
                layer.failNow();
            }
            directory = next;
            assertThat(readFrom(1)).isEqualTo(lastSequence);
            archive(lastSequence);
            assertThat(readFrom(1)).isEqualTo(lastSequence);
            assertThat(Journals.segments(next)).hasSize(1);
            Journals.delete(next);
            directory = base.resolve("journal");
            Journals.delete(origin);
        }
    }

    private Path archiveFile(final int index) {
        return ArchivePaths.file(directory, segments.get(index).id());
    }

    private ArchiveReport archive(final long throughSequence) {
        try (Journal journal = open()) {
            return journal.archive(throughSequence);
        }
    }

    private long readFrom(final long fromSequence) {
        try (JournalReader reader = Journal.openReadOnly(directory, fromSequence)) {
            final TestBatches.Checker[] checker = new TestBatches.Checker[1];
            while (!reader.isAtEnd()) {
                reader.poll(
                        (firstSequence, timestampNs, buffer, offset, length, count) -> {
                            if (checker[0] == null) {
                                assertThat(firstSequence).isLessThanOrEqualTo(fromSequence);
                                checker[0] = batches.checker(firstSequence);
                            }
                            checker[0].onBatch(firstSequence, timestampNs, buffer, offset, length, count);
                        },
                        100);
            }
            return reader.report().lastSequence();
        }
    }

    private Journal open() {
        return Journal.open(
                Journals.smallConfig(directory, Durability.MEMORY_MAPPED).build());
    }
}
