package dev.florin.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.florin.journal.exceptions.JournalDamagedException;
import dev.florin.journal.support.Journals;
import dev.florin.journal.support.SegmentFile;
import dev.florin.journal.support.SegmentFile.Excerpt;
import dev.florin.journal.support.TestBatches;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damage to the commit log of a journal that was killed, with and without damage to the segment that it completes. Ten
 * groups of one batch each, each in a block or more of its own.
 */
@Tag("crash")
final class CommitLogDamageTest {

    private static final int GROUPS = 10;

    private final TestBatches batches = new TestBatches(2_000);

    @TempDir
    private Path base;

    private Path directory;
    private List<Excerpt> excerpts;
    private Path segment;
    private SegmentFile commitFile;

    @BeforeEach
    void writeAndKill() throws IOException {
        directory = base.resolve("killed");
        final Path origin = base.resolve("origin");
        try (Journal journal =
                Journal.open(Journals.smallConfig(origin, Durability.FSYNC).build())) {
            journal.replay(batches.checker(1));
            final JournalAppender appender = journal.startAppending();
            for (int i = 0; i < GROUPS; i++) {
                Journals.appendDurably(journal, appender, batches, 1);
            }
            Journals.copyAsKilled(origin, directory);
        }
        segment = Journals.segments(directory).get(0);
        excerpts = SegmentFile.of(segment).excerpts();
        commitFile = new SegmentFile(directory.resolve("commit-0"));
        assertThat(excerpts).hasSize(GROUPS);
    }

    @Test
    void shouldNotNeedTheCommitLogWhereTheSegmentIsWhole() throws IOException {
        commitFile.zero(0, 64 << 10);
        final RecoveryReport report = recover();
        assertThat(report.batchCount()).isEqualTo(GROUPS);
        assertThat(report.commitLogBatchCount()).isZero();
        assertThat(report.cut()).isEmpty();
    }

    @Test
    void shouldRefuseAMissingOrShortenedCommitFile() throws IOException {
        final SegmentFile other = new SegmentFile(directory.resolve("commit-1"));
        other.truncate((256 << 10) - 4096);
        assertThatThrownBy(this::recover)
                .isInstanceOf(JournalDamagedException.class)
                .hasMessageContaining("commit-1")
                .hasMessageContaining("missing or shorter than 262144 bytes");
        Files.delete(directory.resolve("commit-0"));
        assertThatThrownBy(this::recover)
                .isInstanceOf(JournalDamagedException.class)
                .hasMessageContaining("commit-0")
                .hasMessageContaining("missing or shorter than 262144 bytes");
    }

    @Test
    void shouldReadTheWholeTailFromTheCommitLog() throws IOException {
        loseInSegment(2);
        final RecoveryReport report = recover();
        assertThat(report.batchCount()).isEqualTo(GROUPS);
        assertThat(report.commitLogBatchCount()).isEqualTo(GROUPS - 2);
        assertThat(report.cut()).isEmpty();
    }

    @Test
    void shouldRefuseWhereAGroupIsDamagedThatALaterOneCallsDurable() throws IOException {
        loseInSegment(2);
        commitFile.flipBit(batchPosition(5) + 70, 3);
        assertRefused(5);
    }

    @Test
    void shouldRefuseWhereTheHeaderOfAGroupIsDamagedThatALaterOneCallsDurable() throws IOException {
        loseInSegment(2);
        commitFile.flipBit(groupPosition(5) + 33, 3);
        assertRefused(5);
    }

    @Test
    void shouldRefuseWhereAnOlderCommitLogLacksWhatTheSegmentCallsDurable() throws IOException {
        // The last header in the segment still calls the batches before it durable.
        final Excerpt lost = excerpts.get(6);
        SegmentFile.of(segment).zero(lost.recordPosition(), lost.lengthBytes() + Integer.BYTES);
        commitFile.zero(0, 256 << 10);
        assertRefused(6);
    }

    @Test
    void shouldCutAGroupThatNothingCallsDurable() throws IOException {
        loseInSegment(2);
        commitFile.flipBit(batchPosition(GROUPS - 1) + 70, 3);
        final RecoveryReport report = recover();
        assertThat(report.batchCount()).isEqualTo(GROUPS - 1);
        assertThat(report.cut()).hasValueSatisfying(cut -> {
            assertThat(cut.file()).isEqualTo(directory.resolve("commit-0"));
            assertThat(cut.sequence()).isEqualTo(excerpts.get(GROUPS - 1).firstSequence());
            assertThat(cut.reason()).contains("batch checksum");
        });
    }

    @Test
    void shouldRefuseTheCommitFileOfAnotherJournal() throws IOException {
        loseInSegment(2);
        final Path other = base.resolve("other");
        try (Journal journal =
                Journal.open(Journals.smallConfig(other, Durability.FSYNC).build())) {
            journal.replay(batches.checker(1));
            Journals.appendDurably(journal, journal.startAppending(), batches, GROUPS);
        }
        Files.delete(directory.resolve("commit-0"));
        Files.copy(other.resolve("commit-0"), directory.resolve("commit-0"));
        assertThatThrownBy(this::recover)
                .isInstanceOf(JournalDamagedException.class)
                .hasMessageContaining("commit-0")
                .hasMessageContaining("another journal");
    }

    /** Where a journal was closed its commit files hold nothing: one that another lies in the place of must not stay either. */
    @Test
    void shouldNotKeepTheCommitFilesOfAnotherJournal() throws IOException {
        final Path closed = base.resolve("origin");
        final Path other = base.resolve("other");
        try (Journal journal =
                Journal.open(Journals.smallConfig(other, Durability.FSYNC).build())) {
            final TestBatches others = new TestBatches(2_000);
            journal.replay(others.checker(1));
            final JournalAppender appender = journal.startAppending();
            for (int i = 0; i < GROUPS; i++) {
                Journals.appendDurably(journal, appender, others, 1);
            }
        }
        for (final String name : List.of("commit-0", "commit-1")) {
            Files.copy(other.resolve("commit-0"), closed.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
        directory = base.resolve("killed again");
        try (Journal journal =
                Journal.open(Journals.smallConfig(closed, Durability.FSYNC).build())) {
            journal.replay(batches.checker(1));
            Journals.appendDurably(journal, journal.startAppending(), batches, 1);
            Journals.copyAsKilled(closed, directory);
        }
        assertThat(recover().batchCount()).isEqualTo(GROUPS + 1);
    }

    @Test
    void shouldBelieveABatchWhoseGroupHasLostItsHeader() throws IOException {
        loseInSegment(2);
        // Nothing but the header of the last batch says that the one before it was durable.
        commitFile.flipBit(groupPosition(GROUPS - 1) + 33, 3);
        commitFile.flipBit(batchPosition(GROUPS - 2) + 70, 3);
        assertRefused(GROUPS - 2);
    }

    @Test
    void shouldSurviveAnyBytesInTheCommitFiles() throws IOException {
        for (int offset = 0; offset < 64; offset += 3) {
            commitFile.flipBit(groupPosition(3) + offset, 6);
            assertThat(recover().batchCount()).isEqualTo(GROUPS);
        }
    }

    /** The segment loses everything from a batch on, as if its pages had never been synced. */
    private void loseInSegment(final int index) throws IOException {
        final long position = excerpts.get(index).recordPosition();
        SegmentFile.of(segment).zero(position, 1 << 20);
    }

    /** Where in the file the group is that holds a batch: groups follow each other from block to block. */
    private long groupPosition(final int index) {
        return batchPosition(index) & -4096;
    }

    private long batchPosition(final int index) {
        long group = 0;
        long end = 0;
        for (int i = 0; i < index; i++) {
            final long start = nextBatch(end);
            end = start + excerpts.get(i).lengthBytes();
            group += ((end + 4095) & -4096) - (start & -4096);
        }
        return group + (nextBatch(end) & 4095);
    }

    private static long nextBatch(final long end) {
        final long aligned = (end + 63) & -64;
        return aligned % 4096 == 0 ? aligned + 64 : aligned;
    }

    private void assertRefused(final int index) {
        final long sequence = excerpts.get(index).firstSequence();
        assertThatThrownBy(this::recover)
                .isInstanceOf(JournalDamagedException.class)
                .hasMessageContaining("sequence " + sequence + ":")
                .hasMessageContaining("was durable");
    }

    private RecoveryReport recover() {
        try (Journal journal =
                Journal.open(Journals.smallConfig(directory, Durability.FSYNC).build())) {
            return journal.replay(batches.checker(1));
        }
    }
}
