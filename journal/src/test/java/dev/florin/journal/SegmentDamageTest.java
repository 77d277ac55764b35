package dev.florin.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.florin.journal.exceptions.JournalDamagedException;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every kind of damage to a segment leads to: refusal where it was durable, a cut where nothing says so. */
@Tag("crash")
final class SegmentDamageTest {

    private static final int NOT_COMPLETE = 0x8000_0000;
    private static final int META_DATA = 0x4000_0000;
    private static final int END_OF_FILE = NOT_COMPLETE | META_DATA;
    private static final TestBatches BATCHES = new TestBatches(Journals.MAX_BODY_LENGTH_BYTES);

    @TempDir
    private static Path templates;

    @TempDir
    private Path directory;

    private Path template;

    /** Kinds of damage to one batch. */
    private enum Damage {
        PAYLOAD_BIT {
            @Override
            void inflict(final SegmentFile file, final Excerpt batch) throws IOException {
                file.flipBit(batch.position() + batch.lengthBytes() - 3, 5);
            }
        },
        HEADER_BIT {
            @Override
            void inflict(final SegmentFile file, final Excerpt batch) throws IOException {
                file.flipBit(batch.position() + 17, 1);
            }
        },
        RECORD_LENGTH_PLUS_FOUR {
            @Override
            void inflict(final SegmentFile file, final Excerpt batch) throws IOException {
                file.putInt(batch.recordPosition(), batch.lengthBytes() + 4);
            }
        },
        RECORD_LENGTH_HUGE {
            @Override
            void inflict(final SegmentFile file, final Excerpt batch) throws IOException {
                file.putInt(batch.recordPosition(), 0x3FFF_FFFF);
            }
        },
        BATCH_LENGTH_HUGE {
            @Override
            void inflict(final SegmentFile file, final Excerpt batch) throws IOException {
                file.putInt(batch.position() + 12, 0x7FFF_FFF0);
            }
        },
        RECORD_HEADER_ZEROED {
            @Override
            void inflict(final SegmentFile file, final Excerpt batch) throws IOException {
                file.putInt(batch.recordPosition(), 0);
            }
        },
        RECORD_NOT_COMPLETE {
            @Override
            void inflict(final SegmentFile file, final Excerpt batch) throws IOException {
                file.putInt(batch.recordPosition(), batch.lengthBytes() | NOT_COMPLETE);
            }
        },
        RECORD_BECOMES_END_OF_FILE {
            @Override
            void inflict(final SegmentFile file, final Excerpt batch) throws IOException {
                file.putInt(batch.recordPosition(), END_OF_FILE);
            }
        },
        RECORD_GAINS_META_BIT {
            @Override
            void inflict(final SegmentFile file, final Excerpt batch) throws IOException {
                file.putInt(batch.recordPosition(), batch.lengthBytes() | META_DATA);
            }
        },
        RECORD_ZEROED {
            @Override
            void inflict(final SegmentFile file, final Excerpt batch) throws IOException {
                file.zero(batch.recordPosition(), batch.lengthBytes() + Integer.BYTES);
            }
        },
        PAGE_ZEROED {
            @Override
            void inflict(final SegmentFile file, final Excerpt batch) throws IOException {
                file.zero(batch.recordPosition() & -4096, 4096);
            }
        };

        abstract void inflict(SegmentFile file, Excerpt batch) throws IOException;
    }

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
            Journals.copy(origin, templates.resolve("closed-" + durability));
        }
    }

    @BeforeEach
    void useAnEmptyDirectory() throws IOException {
        Files.createDirectories(directory);
    }

    @ParameterizedTest
    @EnumSource(Damage.class)
    void shouldRefuseDamageToASealedSegment(final Damage damage) throws IOException {
        use("closed", Durability.MEMORY_MAPPED);
        final Path segment = Journals.segments(directory).get(1);
        final Excerpt batch = batch(segment, 20);
        damage.inflict(SegmentFile.of(segment), batch);
        assertRefused(Durability.MEMORY_MAPPED, segment, firstUnreadable(damage, segment, batch));
    }

    @ParameterizedTest
    @EnumSource(Damage.class)
    void shouldRefuseDamageToTheLastBatchOfAJournalThatWasClosed(final Damage damage) throws IOException {
        use("closed", Durability.FSYNC);
        deleteCommitFiles();
        final Path segment = lastSegment();
        final Excerpt batch = lastBatch(segment);
        damage.inflict(SegmentFile.of(segment), batch);
        assertRefused(Durability.FSYNC, segment, firstUnreadable(damage, segment, batch));
    }

    @ParameterizedTest
    @EnumSource(Damage.class)
    void shouldRefuseDamageThatALaterBatchCallsDurable(final Damage damage) throws IOException {
        use("killed", Durability.MEMORY_MAPPED);
        final Path segment = lastSegment();
        final Excerpt batch = batch(segment, 10);
        damage.inflict(SegmentFile.of(segment), batch);
        assertRefused(Durability.MEMORY_MAPPED, segment, firstUnreadable(damage, segment, batch));
    }

    @ParameterizedTest
    @EnumSource(Damage.class)
    void shouldCutATailThatNothingCallsDurable(final Damage damage) throws IOException {
        use("killed", Durability.MEMORY_MAPPED);
        final Path segment = lastSegment();
        final Excerpt batch = lastBatch(segment);
        damage.inflict(SegmentFile.of(segment), batch);
        final long lastWhole = firstUnreadable(damage, segment, batch) - 1;
        if (lastWhole + 1 < batch.firstSequence()) {
            // The page held the end of the batch before, which the last but one calls durable no more than the last.
            assertThat(damage).isEqualTo(Damage.PAGE_ZEROED);
        }
        final RecoveryReport report = recover(Durability.MEMORY_MAPPED);
        assertThat(report.lastSequence()).isEqualTo(lastWhole);
        if (damage != Damage.RECORD_ZEROED && damage != Damage.RECORD_HEADER_ZEROED && damage != Damage.PAGE_ZEROED) {
            assertThat(report.cut()).hasValueSatisfying(cut -> {
                assertThat(cut.sequence()).isEqualTo(lastWhole + 1);
                assertThat(cut.file().getParent()).isEqualTo(segment);
            });
        }
        appendAndReplay(Durability.MEMORY_MAPPED, lastWhole);
    }

    @ParameterizedTest
    @EnumSource(Damage.class)
    void shouldCompleteADamagedSegmentFromTheCommitLog(final Damage damage) throws IOException {
        use("killed", Durability.FSYNC);
        final long lastSequence = recover(Durability.FSYNC).lastSequence();
        use("killed", Durability.FSYNC);
        final Path segment = lastSegment();
        final List<Excerpt> excerpts = SegmentFile.of(segment).excerpts();
        damage.inflict(SegmentFile.of(segment), excerpts.get(excerpts.size() - 5));
        final RecoveryReport report = recover(Durability.FSYNC);
        assertThat(report.lastSequence()).isEqualTo(lastSequence);
        assertThat(report.commitLogBatchCount()).isBetween(5L, 6L);
        appendAndReplay(Durability.FSYNC, lastSequence);
    }

    @ParameterizedTest
    @EnumSource(Damage.class)
    void shouldRefuseDamageThatTheCommitLogCallsDurableButDoesNotHold(final Damage damage) throws IOException {
        use("killed", Durability.FSYNC);
        final Path segment = lastSegment();
        final Excerpt batch = batch(segment, 0);
        damage.inflict(SegmentFile.of(segment), batch);
        if (damage == Damage.PAGE_ZEROED) {
            return; // It takes the segment header along, which has a test of its own.
        }
        assertRefused(Durability.FSYNC, segment, batch.firstSequence());
    }

    @Test
    void shouldRefuseASegmentThatEndsInTheMiddleOfABatch() throws IOException {
        use("closed", Durability.MEMORY_MAPPED);
        final Path segment = lastSegment();
        final Excerpt batch = lastBatch(segment);
        SegmentFile.of(segment).truncate(batch.position() + batch.lengthBytes() / 2);
        assertRefused(Durability.MEMORY_MAPPED, segment, batch.firstSequence());
    }

    @Test
    void shouldRefuseAnOpenSegmentThatWasShortened() throws IOException {
        use("killed", Durability.MEMORY_MAPPED);
        final Path segment = lastSegment();
        final Excerpt first = batch(segment, 0);
        final Excerpt last = lastBatch(segment);
        SegmentFile.of(segment).truncate(last.position() + last.lengthBytes() / 2);
        assertThat(assertRefused(Durability.MEMORY_MAPPED, segment, first.firstSequence()))
                .hasMessageContaining("was shortened");
    }

    @Test
    void shouldRefuseASegmentWithoutItsHeader() throws IOException {
        use("killed", Durability.MEMORY_MAPPED);
        final Path segment = lastSegment();
        final Excerpt first = batch(segment, 0);
        SegmentFile.of(segment).zero(0, 512);
        assertRefused(Durability.MEMORY_MAPPED, segment, first.firstSequence());
    }

    @Test
    void shouldRefuseASegmentThatWasEmptied() throws IOException {
        use("killed", Durability.MEMORY_MAPPED);
        final Path segment = lastSegment();
        final Excerpt first = batch(segment, 0);
        SegmentFile.of(segment).truncate(0);
        assertRefused(Durability.MEMORY_MAPPED, segment, first.firstSequence());
    }

    @Test
    void shouldNotNeedChroniclesOwnMetadata() throws IOException {
        use("killed", Durability.MEMORY_MAPPED);
        final long lastSequence = recover(Durability.MEMORY_MAPPED).lastSequence();
        use("killed", Durability.MEMORY_MAPPED);
        for (final Path segment : Journals.segments(directory)) {
            Files.writeString(segment.resolve("metadata.cq4t"), "garbage");
        }
        appendAndReplay(Durability.MEMORY_MAPPED, lastSequence);
    }

    @Test
    void shouldRefuseAMissingSegment() throws IOException {
        for (int index = 0; index < 3; index++) {
            use("closed", Durability.MEMORY_MAPPED);
            final Path segment = Journals.segments(directory).get(index);
            final Excerpt first = batch(segment, 0);
            Journals.delete(segment);
            assertRefused(Durability.MEMORY_MAPPED, segment, first.firstSequence());
        }
    }

    @Test
    void shouldRefuseAMissingSegmentThatWasOpen() throws IOException {
        use("killed", Durability.MEMORY_MAPPED);
        final Path segment = lastSegment();
        final Excerpt first = batch(segment, 0);
        Journals.delete(segment);
        assertRefused(Durability.MEMORY_MAPPED, segment, first.firstSequence());
    }

    @Test
    void shouldRefuseADuplicatedSegment() throws IOException {
        use("closed", Durability.MEMORY_MAPPED);
        final List<Path> segments = Journals.segments(directory);
        final Excerpt first = batch(segments.get(1), 0);
        Journals.delete(segments.get(1));
        Journals.copy(segments.get(0), segments.get(1));
        assertThat(assertRefused(Durability.MEMORY_MAPPED, segments.get(1), first.firstSequence()))
                .hasMessageContaining("the file is that of segment 1");
    }

    @Test
    void shouldRefuseSwappedSegments() throws IOException {
        use("closed", Durability.MEMORY_MAPPED);
        final List<Path> segments = Journals.segments(directory);
        Files.move(segments.get(0), directory.resolve("aside"));
        Files.move(segments.get(1), segments.get(0));
        Files.move(directory.resolve("aside"), segments.get(1));
        assertThat(assertRefused(Durability.MEMORY_MAPPED, segments.get(0), 1))
                .hasMessageContaining("the file is that of segment 2");
    }

    @Test
    void shouldRefuseASegmentOfAnotherJournal() throws IOException {
        use("closed", Durability.MEMORY_MAPPED);
        final Path segment = Journals.segments(directory).get(0);
        Journals.delete(segment);
        Journals.copy(Journals.segments(templates.resolve("closed-FSYNC")).get(0), segment);
        assertThat(assertRefused(Durability.MEMORY_MAPPED, segment, 1))
                .hasMessageContaining("belongs to another journal");
    }

    @Test
    void shouldRefuseASegmentThatTheManifestDoesNotName() throws IOException {
        use("closed", Durability.MEMORY_MAPPED);
        final Path stray = directory.resolve("segment-0000000099");
        Journals.copy(Journals.segments(directory).get(0), stray);
        final JournalDamagedException refusal =
                catchThrowableOfType(JournalDamagedException.class, () -> recover(Durability.MEMORY_MAPPED));
        assertThat(refusal).hasMessageContaining("names no segment 99");
        assertThat(refusal.file()).isEqualTo(stray);
    }

    /** With the page of a batch, the end of the batch before it may be gone. */
    private long firstUnreadable(final Damage damage, final Path segment, final Excerpt batch) throws IOException {
        if (damage != Damage.PAGE_ZEROED) {
            return batch.firstSequence();
        }
        for (final Excerpt excerpt : SegmentFile.of(templateOf(segment)).excerpts()) {
            if (excerpt.position() + excerpt.lengthBytes() > (batch.recordPosition() & -4096)) {
                return excerpt.firstSequence();
            }
        }
        throw new AssertionError("no batch on that page");
    }

    private Path templateOf(final Path segment) {
        return template.resolve(segment.getFileName());
    }

    private void use(final String name, final Durability durability) throws IOException {
        Journals.delete(directory);
        template = templates.resolve(name + "-" + durability);
        Journals.copy(template, directory);
    }

    private void deleteCommitFiles() throws IOException {
        Files.delete(directory.resolve("commit-0"));
        Files.delete(directory.resolve("commit-1"));
    }

    private Path lastSegment() throws IOException {
        // A segment that was prepared and not used yet comes after the one that was being written.
        Path last = null;
        for (final Path segment : Journals.segments(directory)) {
            if (Files.exists(segment.resolve("19700101L.cq4"))
                    && !SegmentFile.of(segment).excerpts().isEmpty()) {
                last = segment;
            }
        }
        return last;
    }

    private static Excerpt batch(final Path segment, final int index) throws IOException {
        return SegmentFile.of(segment).excerpts().get(index);
    }

    private static Excerpt lastBatch(final Path segment) throws IOException {
        final List<Excerpt> excerpts = SegmentFile.of(segment).excerpts();
        return excerpts.get(excerpts.size() - 1);
    }

    private JournalDamagedException assertRefused(
            final Durability durability, final Path segment, final long sequence) {
        final JournalDamagedException refusal =
                catchThrowableOfType(JournalDamagedException.class, () -> recover(durability));
        assertThat(refusal).isNotNull();
        assertThat(refusal.file().getParent()).isEqualTo(segment);
        assertThat(refusal.sequence()).isEqualTo(sequence);
        assertThat(refusal)
                .hasMessageContaining("sequence " + sequence)
                .hasMessageContaining("Restore the directory from a copy");
        return refusal;
    }

    private RecoveryReport recover(final Durability durability) {
        try (Journal journal =
                Journal.open(Journals.smallConfig(directory, durability).build())) {
            return journal.replay(BATCHES.checker(1));
        }
    }

    private void appendAndReplay(final Durability durability, final long recoveredSequence) {
        final long lastSequence;
        try (Journal journal =
                Journal.open(Journals.smallConfig(directory, durability).build())) {
            assertThat(journal.replay(BATCHES.checker(1)).lastSequence()).isEqualTo(recoveredSequence);
            final JournalAppender appender = journal.startAppending();
            Journals.appendDurably(journal, appender, BATCHES, 5);
            lastSequence = appender.lastSequence();
        }
        assertThat(recover(durability).lastSequence()).isEqualTo(lastSequence);
    }
}
