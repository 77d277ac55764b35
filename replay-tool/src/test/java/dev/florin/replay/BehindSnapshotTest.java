package dev.florin.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.florin.journal.archive.ArchivePaths;
import dev.florin.journal.snapshot.Snapshots;
import dev.florin.journal.support.Journals;
import dev.florin.protocol.command.Command;
import dev.florin.statemachine.reference.Step;
import dev.florin.statemachine.reference.StreamGenerator;
import dev.florin.statemachine.reference.StreamSettings;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What begins with a snapshot tells the same as what begins with the first command. */
class BehindSnapshotTest {
    private static final int COMMANDS = 900;
    private static final int SNAPSHOT_EVERY = 300;
    private static final long SEED = System.nanoTime();

    @TempDir
    private static Path folder;

    private static Path directory;
    private static Path withoutSnapshots;
    private static List<Step> steps;
    private static List<String> accounts;

    /** Snapshots of which the two newest are kept: after 600 commands and after 900. */
    @BeforeAll
    static void fill() throws IOException {
        directory = folder.resolve("data");
        withoutSnapshots = folder.resolve("copy");
        steps = StreamGenerator.generate(SEED, COMMANDS, StreamSettings.ALL_KINDS);
        RandomDirectory.runWithSnapshots(directory, steps, SNAPSHOT_EVERY);
        copyWithoutSnapshots(directory, withoutSnapshots);
        accounts = Tool.lines("state", directory, "--csv").stream()
                .skip(1)
                .map(line -> line.substring(0, line.indexOf(',')))
                .toList();
    }

    private static void copyWithoutSnapshots(final Path from, final Path to) throws IOException {
        Journals.copy(from, to);
        for (final Path snapshot : Snapshots.list(to)) {
            Files.delete(snapshot);
        }
    }

    private static List<String> instruments() {
        return steps.stream()
                .flatMap(step -> step.command().stream())
                .filter(Command.CreateInstrument.class::isInstance)
                .map(command -> ((Command.CreateInstrument) command).code())
                .distinct()
                .toList();
    }

    private static Object[] state(final Path of, final String at) {
        final List<Object> arguments = new ArrayList<>(List.of("state", of, "--at", at));
        accounts.forEach(account -> arguments.addAll(List.of("--account", account)));
        return arguments.toArray();
    }

    @Test
    void shouldTellTheSameStateAndBooksAtRandomPoints() {
        final SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < 12; i++) {
            final int sequence = i == 0 ? 600 : i == 1 ? 900 : 1 + random.nextInt(steps.size());
            final String at =
                    random.nextBoolean() ? steps.get(sequence - 1).timestampNs() + "ns" : Integer.toString(sequence);
            final String what = "seed " + SEED + ", at " + at;
            final Tool.Result state = Tool.run(state(directory, at));
            final Tool.Result fromNothing = Tool.run(state(withoutSnapshots, at));
            assertThat(state.out()).as(what).isEqualTo(fromNothing.out());
            assertThat(state.exitCode()).as(what).isEqualTo(fromNothing.exitCode());
            assertThat(state.lines().get(0)).as(what).startsWith("after sequence " + sequence + ",");
            assertThat(Tool.run("state", directory, "--at", at, "--json"))
                    .as("all accounts, " + what)
                    .isEqualTo(Tool.run("state", withoutSnapshots, "--at", at, "--json"));
            for (final String instrument : instruments()) {
                final Tool.Result book = Tool.run("book", directory, instrument, "--at", at);
                final Tool.Result expected = Tool.run("book", withoutSnapshots, instrument, "--at", at);
                assertThat(book.out()).as("%s, %s", what, instrument).isEqualTo(expected.out());
                assertThat(book.exitCode()).isEqualTo(expected.exitCode());
            }
        }
    }

    @Test
    void shouldTellTheSameReasons() {
        final SplittableRandom random = new SplittableRandom(SEED);
        final List<Command> commands =
                steps.stream().flatMap(step -> step.command().stream()).toList();
        for (int i = 0; i < 12; i++) {
            final String key =
                    commands.get(random.nextInt(commands.size())).key().toString();
            final Tool.Result why = Tool.run("why", directory, key);
            assertThat(why.exitCode()).as("seed %d, key %s", SEED, key).isZero();
            assertThat(why).as("seed %d, key %s", SEED, key).isEqualTo(Tool.run("why", withoutSnapshots, key));
        }
        for (final String instrument : instruments()) {
            final String trade = instrument + "/" + (1 + random.nextInt(5));
            assertThat(Tool.run("why", directory, "--trade", trade).out())
                    .as("seed %d, trade %s", SEED, trade)
                    .isEqualTo(
                            Tool.run("why", withoutSnapshots, "--trade", trade).out());
        }
    }

    /** They part behind the first snapshot, and the second one is of what is not the same. */
    @Test
    void shouldTellTheSameDifferences() throws IOException {
        final List<Step> others = new ArrayList<>(steps);
        others.remove(2 * SNAPSHOT_EVERY + 50);
        final Path other = folder.resolve("other");
        final Path otherWithoutSnapshots = folder.resolve("other-copy");
        RandomDirectory.runWithSnapshots(other, others, SNAPSHOT_EVERY);
        copyWithoutSnapshots(other, otherWithoutSnapshots);
        final Tool.Result diff = Tool.run("diff", directory, other);
        assertThat(diff.lines()).as("seed %d", SEED).contains("the same up to sequence 650, then");
        assertThat(lines(diff, other))
                .as("seed %d", SEED)
                .isEqualTo(lines(Tool.run("diff", withoutSnapshots, otherWithoutSnapshots), otherWithoutSnapshots));
        assertThat(Tool.lines("diff", directory, withoutSnapshots)).endsWith("the same");
    }

    /** But for the names of the directories, which stand in the first two. */
    private static List<String> lines(final Tool.Result diff, final Path other) {
        return diff.lines().stream()
                .map(line -> line.replace(other + ":", "B:").replaceFirst("^" + folder + "/[a-z]+:", "A:"))
                .toList();
    }

    @Test
    void shouldBeginWithASnapshotOnlyWhereThatIsEnough() throws IOException {
        final Path shortened = folder.resolve("shortened");
        Journals.copy(directory, shortened);
        Tool.lines("archive", shortened, "--through", 2 * SNAPSHOT_EVERY);
        Files.delete(ArchivePaths.file(shortened, 1));
        Files.delete(ArchivePaths.file(shortened, 2));
        assertThat(Tool.run(state(shortened, "700"))).isEqualTo(Tool.run(state(directory, "700")));
        final String beginning = "history begins at sequence " + (2 * SNAPSHOT_EVERY + 1);
        assertThat(Tool.run(state(shortened, "599")).err()).contains(beginning);
        assertThat(Tool.run("state", shortened, "--at", 700)).isEqualTo(Tool.run("state", directory, "--at", 700));
        assertThat(Tool.run("state", shortened, "--at", 599).err()).contains(beginning);
    }

    @Test
    void shouldPassOverASnapshotThatIsNotGood() throws IOException {
        final Path damaged = folder.resolve("damaged");
        Journals.copy(directory, damaged);
        final List<Path> newestFirst = Snapshots.list(damaged);
        flip(newestFirst.get(0), 500); // in a chunk
        assertThat(Tool.run(state(damaged, "900"))).isEqualTo(Tool.run(state(directory, "900")));
        flip(newestFirst.get(0), 20); // in the header
        assertThat(Tool.run(state(damaged, "900"))).isEqualTo(Tool.run(state(directory, "900")));
    }

    private static void flip(final Path file, final int position) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(position);
            final int old = bytes.read();
            bytes.seek(position);
            bytes.write(old ^ 0x77);
        }
    }
}
