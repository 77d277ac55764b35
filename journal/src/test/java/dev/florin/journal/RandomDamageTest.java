package dev.florin.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.florin.journal.exceptions.JournalDamagedException;
import dev.florin.journal.support.Evidence;
import dev.florin.journal.support.Journals;
import dev.florin.journal.support.SegmentFile;
import dev.florin.journal.support.TestBatches;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random damage anywhere in the files of a journal: either it is refused, by the name of a file and with a remedy, or what is
 * replayed is right and lacks nothing that anything still readable in those files calls durable.
 */
@Tag("crash")
final class RandomDamageTest {

    private static final int ROUNDS = Boolean.getBoolean("florin.long") ? 5_000 : 60;
    private static final int BATCHES_BEFORE = 150;
    private static final TestBatches BATCHES = new TestBatches(Journals.MAX_BODY_LENGTH_BYTES);

    /** The first part of a segment is Chronicle's index; the batches come behind it. */
    private static final long BATCHES_POSITION = 520_000;

    @TempDir
    private Path base;

    private Random random;
    private Path before;

    /** Kinds of damage. */
    private enum Damage {
        BIT_FLIPPED,
        PAGE_ZEROED,
        NOISE_WRITTEN,
        COPIED_OVER,
        COPIED_FROM_ANOTHER_FILE,
        TRUNCATED,
        REPLACED_BY_AN_OLDER_VERSION,
        DELETED
    }

    @ParameterizedTest
    @EnumSource(Durability.class)
    void shouldRefuseOrBeRight(final Durability durability) throws IOException {
        final long seed = Long.getLong("florin.seed", System.nanoTime());
        System.out.println("seed " + seed);
        random = new Random(seed);
        before = base.resolve("before");
        final Path killed = base.resolve("killed");
        final Path closed = base.resolve("closed");
        write(durability, closed, killed);
        int refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            final Path directory = base.resolve("round");
            Journals.delete(directory);
            final boolean wasClosed = random.nextInt(4) == 0;
            Journals.copy(wasClosed ? closed : killed, directory);
            final List<String> damages = new ArrayList<>();
            for (int count = 1 + random.nextInt(3); count > 0; count--) {
                damages.add(damage(directory));
            }
            final String description = "round %d of seed %d, %s journal: %s"
                    .formatted(round, seed, wasClosed ? "closed" : "killed", damages);
            if (!isRight(directory, durability, description)) {
                refused++;
            }
        }
        assertThat(refused).isBetween(ROUNDS / 4, ROUNDS - 1);
    }

    private void write(final Durability durability, final Path closed, final Path killed) throws IOException {
        try (Journal journal =
                Journal.open(Journals.smallConfig(closed, durability).build())) {
            journal.replay(BATCHES.checker(1));
            final JournalAppender appender = journal.startAppending();
            Journals.appendDurably(journal, appender, BATCHES, BATCHES_BEFORE);
            Journals.copyAsKilled(closed, before);
            // Several batches a group and one batch a group, as they come.
            for (int count = 0; count < 60; count++) {
                Journals.appendDurably(journal, appender, BATCHES, 1 + random.nextInt(5));
            }
            Journals.copyAsKilled(closed, killed);
        }
    }

    private boolean isRight(final Path directory, final Durability durability, final String description)
            throws IOException {
        final TestBatches.Checker checker = BATCHES.checker(1);
        try (JournalReader reader = Journal.openReadOnly(directory, 1)) {
            while (!reader.isAtEnd()) {
                reader.poll(checker, 1_000);
            }
        } catch (final JournalDamagedException refusal) {
            assertThat(refusal.file()).as(description).startsWithRaw(directory);
            assertThat(refusal)
                    .as(description)
                    .hasMessageContaining(refusal.file().toString());
            assertThat(refusal).as(description).hasMessageFindingMatch("[Rr]estore|Name a directory");
            return false;
        } catch (final RuntimeException | AssertionError e) {
            throw new AssertionError(description, e);
        }
        assertThat(checker.lastSequence()).as(description).isGreaterThanOrEqualTo(Evidence.durableSequence(directory));
        if (random.nextInt(8) == 0) {
            requireContinues(directory, durability, checker.lastSequence(), description);
        }
        return true;
    }

    /** A writer finds what the reader found, and goes on behind it. */
    private static void requireContinues(
            final Path directory, final Durability durability, final long lastSequence, final String description) {
        final long appended;
        try (Journal journal =
                Journal.open(Journals.smallConfig(directory, durability).build())) {
            assertThat(journal.replay(BATCHES.checker(1)).lastSequence())
                    .as(description)
                    .isEqualTo(lastSequence);
            final JournalAppender appender = journal.startAppending();
            Journals.appendDurably(journal, appender, BATCHES, 3);
            appended = appender.lastSequence();
        }
        try (JournalReader reader = Journal.openReadOnly(directory, 1)) {
            while (!reader.isAtEnd()) {
                reader.poll(BATCHES.checker(1), Integer.MAX_VALUE);
            }
            assertThat(reader.report().lastSequence()).as(description).isEqualTo(appended);
        }
    }

    private String damage(final Path directory) throws IOException {
        final List<Path> files = filesOf(directory);
        final Path path = files.get(random.nextInt(files.size()));
        final SegmentFile file = new SegmentFile(path);
        final Damage damage = Damage.values()[random.nextInt(Damage.values().length)];
        final long lengthBytes = Files.size(path);
        final long start = startOf(lengthBytes);
        final long position = start + (long) (random.nextDouble() * (lengthBytes - start));
        final int extent = (int) Math.min(lengthBytes - position, 1 + random.nextInt(10_000));
        switch (damage) {
            case BIT_FLIPPED -> {
                if (extent > 0) {
                    file.flipBit(position, random.nextInt(8));
                }
            }
            case PAGE_ZEROED -> file.zero(position & -4096, (int) Math.min(4096, lengthBytes - (position & -4096)));
            case NOISE_WRITTEN -> {
                final byte[] noise = new byte[extent];
                random.nextBytes(noise);
                file.write(position, ByteBuffer.wrap(noise));
            }
            case COPIED_OVER -> file.write(position, ByteBuffer.wrap(file.read(start, extent)));
            case COPIED_FROM_ANOTHER_FILE -> copyFrom(files.get(random.nextInt(files.size())), file, position, extent);
            case TRUNCATED -> file.truncate(position);
            case REPLACED_BY_AN_OLDER_VERSION -> replace(directory, path);
            case DELETED -> Files.delete(path);
        }
        return directory.relativize(path) + " " + damage + " at " + position;
    }

    private long startOf(final long lengthBytes) {
        return lengthBytes > BATCHES_POSITION && random.nextInt(10) > 0 ? BATCHES_POSITION : 0;
    }

    private void copyFrom(final Path source, final SegmentFile target, final long position, final int extent)
            throws IOException {
        final long lengthBytes = Files.size(source);
        if (lengthBytes > extent) {
            final long from = (long) (random.nextDouble() * (lengthBytes - extent)) & (random.nextBoolean() ? -64 : -1);
            target.write(position, ByteBuffer.wrap(new SegmentFile(source).read(from, extent)));
        }
    }

    private void replace(final Path directory, final Path path) throws IOException {
        final Path older = before.resolve(directory.relativize(path));
        if (Files.exists(older)) {
            Files.copy(older, path, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static List<Path> filesOf(final Path directory) throws IOException {
        try (var paths = Files.walk(directory)) {
            return paths.filter(Files::isRegularFile)
                    .filter(path -> !path.getFileName().toString().equals("lock"))
                    .sorted()
                    .toList();
        }
    }
}
