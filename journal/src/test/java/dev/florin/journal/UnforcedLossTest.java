package dev.florin.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.florin.journal.exceptions.JournalDamagedException;
import dev.florin.journal.exceptions.UnforcedLoss;
import dev.florin.journal.manifest.Manifest;
import dev.florin.journal.manifest.ManifestStore;
import dev.florin.journal.manifest.SegmentEntry;
import dev.florin.journal.manifest.SegmentPaths;
import dev.florin.journal.support.Journals;
import dev.florin.journal.support.SegmentFile;
import dev.florin.journal.support.SegmentFile.Excerpt;
import dev.florin.journal.support.TestBatches;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a loss of power took out of a memory-mapped journal is told, and given up only where that was said. */
@Tag("crash")
final class UnforcedLossTest {

    private static final TestBatches BATCHES = new TestBatches(Journals.MAX_BODY_LENGTH_BYTES);

    @TempDir
    private static Path templates;

    @TempDir
    private Path folder;

    private Path directory;

    @BeforeAll
    static void writeTemplates() throws IOException {
        for (final Durability durability : Durability.values()) {
            final Path origin = templates.resolve("origin-" + durability);
            try (Journal journal =
                    Journal.open(Journals.smallConfig(origin, durability).build())) {
                journal.replay(BATCHES.checker(1));
                final JournalAppender appender = journal.startAppending();
                Journals.appendDurably(journal, appender, BATCHES, 330);
                Journals.copyAsKilled(origin, templates.resolve("killed-" + durability));
            }
        }
    }

    @BeforeEach
    void useADirectoryWithRoomBesideIt() {
        directory = folder.resolve("journal");
    }

    @Test
    void shouldTellFromWhereToWhereBatchesAreLost() throws IOException {
        final Excerpt lost = loseInLastSegment(Durability.MEMORY_MAPPED, 10);
        final UnforcedLoss loss =
                refusal(Durability.MEMORY_MAPPED).unforcedLoss().orElseThrow();
        assertThat(loss.lastSequence()).isEqualTo(lost.firstSequence() - 1);
        assertThat(loss.lostThroughSequence()).isEqualTo(lastSequenceOf("killed-MEMORY_MAPPED"));
    }

    @Test
    void shouldCutWhereTheLossWasAcceptedAndGoOnFromThere() throws IOException {
        final Excerpt lost = loseInLastSegment(Durability.MEMORY_MAPPED, 10);
        acceptAndAppend(lost.firstSequence() - 1);
        assertThat(replayed()).isGreaterThan(lost.firstSequence());
    }

    @Test
    void shouldGiveUpWholeSegmentsThatAreNotSealed() throws IOException {
        Journals.copy(templates.resolve("killed-MEMORY_MAPPED"), directory);
        final List<SegmentEntry> opened = openTheLastSealedSegment();
        final Excerpt lost = lose(opened.get(0).id(), 10);
        final UnforcedLoss loss =
                refusal(Durability.MEMORY_MAPPED).unforcedLoss().orElseThrow();
        assertThat(loss.lostThroughSequence()).isEqualTo(lastSequenceOf("killed-MEMORY_MAPPED"));
        acceptAndAppend(lost.firstSequence() - 1);
        assertThat(replayed()).isGreaterThan(lost.firstSequence());
        assertThat(SegmentPaths.directory(directory, opened.get(1).id())).doesNotExist();
    }

    @Test
    void shouldNotAcceptALossAtAnotherPlace() throws IOException {
        final long lastSequence =
                loseInLastSegment(Durability.MEMORY_MAPPED, 10).firstSequence() - 1;
        for (final long another : new long[] {0, lastSequence - 1, lastSequence + 1, Long.MAX_VALUE}) {
            assertThat(catchThrowableOfType(JournalDamagedException.class, () -> accept(another)))
                    .as("accepted after %d", another)
                    .isNotNull();
        }
    }

    @Test
    void shouldNotGiveUpWhatTheCommitLogMadeDurable() throws IOException {
        final Excerpt lost = loseInLastSegment(Durability.FSYNC, 0);
        assertNotGivenUp(lost.firstSequence() - 1);
        // Also where only the batches themselves are left to say so.
        for (final String name : List.of("commit-0", "commit-1")) {
            final Path file = directory.resolve(name);
            new SegmentFile(file).zero(0, (int) Files.size(file));
        }
        assertNotGivenUp(lost.firstSequence() - 1);
    }

    private void assertNotGivenUp(final long lastSequence) {
        assertThat(refusal(Durability.MEMORY_MAPPED).unforcedLoss()).isEmpty();
        assertThat(catchThrowableOfType(JournalDamagedException.class, () -> accept(lastSequence)))
                .isNotNull();
    }

    @Test
    void shouldNotGiveUpWhatASnapshotProves() throws IOException {
        final Excerpt lost = loseInLastSegment(Durability.MEMORY_MAPPED, 10);
        final long sequence = lastSequenceOf("killed-MEMORY_MAPPED");
        writeSnapshot(sequence);
        assertNotGivenUp(lost.firstSequence() - 1);
    }

    /** What a start takes out of the commit log was durable, though the start itself is memory-mapped. */
    @Test
    void shouldNotGiveUpWhatCameFromTheCommitLogIntoAMappedJournal() throws IOException {
        loseInLastSegment(Durability.FSYNC, lastSegmentSize(Durability.FSYNC) - 5);
        final Path killed = folder.resolve("killed");
        final long recovered;
        try (Journal journal = Journal.open(
                Journals.smallConfig(directory, Durability.MEMORY_MAPPED).build())) {
            final RecoveryReport report = journal.replay(BATCHES.checker(1));
            assertThat(report.commitLogBatchCount()).isPositive();
            recovered = report.lastSequence();
            Journals.appendDurably(journal, journal.startAppending(), BATCHES, 5);
            Journals.copyAsKilled(directory, killed);
        }
        final SegmentEntry copied = ManifestStore.read(killed).segments().stream()
                .filter(entry -> entry.isSealed() && entry.lastSequence() == recovered)
                .findFirst()
                .orElseThrow();
        final SegmentFile file = SegmentFile.of(SegmentPaths.directory(killed, copied.id()));
        file.flipBit(file.excerpts().get(1).position() + 70, 2);
        final JournalDamagedException refusal = catchThrowableOfType(
                JournalDamagedException.class,
                () -> Journal.open(Journals.smallConfig(killed, Durability.MEMORY_MAPPED)
                                .build())
                        .replay(BATCHES.checker(1)));
        assertThat(refusal).hasMessageContaining("sealed");
        assertThat(refusal.unforcedLoss()).isEmpty();
    }

    private Excerpt loseInLastSegment(final Durability durability, final int index) throws IOException {
        Journals.copy(templates.resolve("killed-" + durability), directory);
        return lose(lastSegmentId(directory), index);
    }

    private Excerpt lose(final long segmentId, final int index) throws IOException {
        final SegmentFile file = SegmentFile.of(SegmentPaths.directory(directory, segmentId));
        final Excerpt lost = file.excerpts().get(index);
        file.zero(lost.recordPosition(), Integer.BYTES + lost.lengthBytes());
        return lost;
    }

    private static int lastSegmentSize(final Durability durability) throws IOException {
        final Path template = templates.resolve("killed-" + durability);
        return SegmentFile.of(SegmentPaths.directory(template, lastSegmentId(template)))
                .excerpts()
                .size();
    }

    /** The segment that was written last; an empty one is ready behind it. */
    private static long lastSegmentId(final Path directory) throws IOException {
        final List<SegmentEntry> segments = ManifestStore.read(directory).segments();
        return segments.get(segments.size() - 2).id();
    }

    /** As it is between a roll and the seal that follows: the segment before the last is not sealed yet. */
    private List<SegmentEntry> openTheLastSealedSegment() throws IOException {
        final Manifest manifest = ManifestStore.read(directory);
        final SegmentEntry sealed = manifest.segments().stream()
                .filter(SegmentEntry::isSealed)
                .reduce((first, second) -> second)
                .orElseThrow();
        final Path file = SegmentPaths.file(directory, sealed.id());
        Files.write(
                directory.resolve(ManifestStore.FILE_NAME),
                manifest.with(SegmentEntry.open(sealed.id(), Files.size(file))).encode());
        return List.of(sealed, SegmentEntry.open(lastSegmentId(directory), 0));
    }

    private void writeSnapshot(final long lastSequence) throws IOException {
        final Path origin = folder.resolve("origin");
        Journals.copy(templates.resolve("killed-MEMORY_MAPPED"), origin);
        try (Journal journal = Journal.open(
                        Journals.smallConfig(origin, Durability.MEMORY_MAPPED).build());
                var writer = journal.openSnapshot(lastSequence, BATCHES.timestampNs(lastSequence), 1)) {
            writer.commit();
        }
        try (var files = Files.newDirectoryStream(origin, "snapshot-*")) {
            for (final Path file : files) {
                Files.move(file, directory.resolve(file.getFileName()));
            }
        }
    }

    private long lastSequenceOf(final String template) throws IOException {
        final Path copy = folder.resolve("copy");
        Journals.copy(templates.resolve(template), copy);
        try (JournalReader reader = Journal.openReadOnly(copy, 1)) {
            while (!reader.isAtEnd()) {
                reader.poll(BATCHES.checker(1), Integer.MAX_VALUE);
            }
            return reader.report().lastSequence();
        }
    }

    private JournalDamagedException refusal(final Durability durability) {
        return catchThrowableOfType(JournalDamagedException.class, () -> {
            try (Journal journal =
                    Journal.open(Journals.smallConfig(directory, durability).build())) {
                journal.replay(BATCHES.checker(1));
            }
        });
    }

    private void accept(final long lastSequence) {
        try (Journal journal = Journal.open(Journals.smallConfig(directory, Durability.MEMORY_MAPPED)
                .acceptLossAfter(lastSequence)
                .build())) {
            journal.replay(BATCHES.checker(1));
        }
    }

    private void acceptAndAppend(final long lastSequence) {
        try (Journal journal = Journal.open(Journals.smallConfig(directory, Durability.MEMORY_MAPPED)
                .acceptLossAfter(lastSequence)
                .build())) {
            final RecoveryReport report = journal.replay(BATCHES.checker(1));
            assertThat(report.lastSequence()).isEqualTo(lastSequence);
            assertThat(report.cut())
                    .hasValueSatisfying(cut -> assertThat(cut.reason()).contains("are given up"));
            Journals.appendDurably(journal, journal.startAppending(), BATCHES, 20);
        }
    }

    private long replayed() {
        try (Journal journal = Journal.open(
                Journals.smallConfig(directory, Durability.MEMORY_MAPPED).build())) {
            return journal.replay(BATCHES.checker(1)).lastSequence();
        }
    }
}
