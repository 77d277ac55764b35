package dev.florin.engine.kill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.florin.engine.Await;
import dev.florin.journal.Durability;
import dev.florin.journal.manifest.ManifestStore;
import dev.florin.journal.manifest.SegmentEntry;
import dev.florin.journal.snapshot.Snapshots;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Kills a real process, which takes snapshots and archives segments meanwhile, again and again over one directory; what it had
 * answered is there every time. {@code
 * -Dflorin.kills=N} kills N times in each durability, over a fresh directory every 20 times.
 */
@Tag("crash")
@Timeout(value = 6, unit = TimeUnit.HOURS)
class KillTest {
    private static final int KILLS = Integer.getInteger("florin.kills", Boolean.getBoolean("florin.long") ? 200 : 4);
    private static final int KILLS_PER_DIRECTORY = 20;
    private static final long SEED = Long.getLong("florin.seed", System.nanoTime());
    private static final int MAX_LOAD_MS = 700;
    private static final int MAX_START_MS = 1_500;
    private static final int KILLED = 128 + 9;
    private static final int MIN_ANSWERS = KILLS * 100;

    @TempDir
    private Path temporary;

    private final SplittableRandom random = new SplittableRandom(SEED);

    @ParameterizedTest
    @EnumSource(Durability.class)
    void shouldHoldEverythingThatWasAnswered(final Durability durability) throws Exception {
        int answerCount = 0;
        KillCheck check = null;
        Path directory = null;
        for (int run = 0; run < KILLS; run++) {
            if (run % KILLS_PER_DIRECTORY == 0) {
                directory = Files.createDirectory(temporary.resolve("data-" + run));
                check = new KillCheck(directory, durability, SEED);
            }
            // The first process over a directory must get to work, or there would be nothing to check.
            final boolean isLast = run == KILLS - 1;
            final boolean duringStart = run % KILLS_PER_DIRECTORY != 0 && !isLast && random.nextInt(4) == 0;
            try {
                answerCount += check.check(runAndKill(directory, durability, 1 + run, duringStart, isLast));
            } catch (final AssertionError | RuntimeException failure) {
                throw new AssertionError("after kill " + run + ", -Dflorin.seed=" + SEED, failure);
            }
        }
        assertThat(answerCount).isGreaterThan(MIN_ANSWERS);
        assertThat(check.fromSnapshotCount()).isPositive();
        if (KILLS >= KILLS_PER_DIRECTORY) {
            assertThat(archivedCount(directory))
                    .as("segments, for of so many processes some live long enough to archive any")
                    .isPositive();
        }
    }

    private static long archivedCount(final Path directory) throws IOException {
        return ManifestStore.read(directory).segments().stream()
                .filter(SegmentEntry::isArchived)
                .count();
    }

    private List<Path> runAndKill(
            final Path directory,
            final Durability durability,
            final int run,
            final boolean duringStart,
            final boolean isLast)
            throws IOException, InterruptedException {
        final Path logs = Files.createDirectory(temporary.resolve("logs-" + run));
        final Path output = logs.resolve("output");
        final Process process = new ProcessBuilder(command(directory, durability, logs, run))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            if (!duringStart) {
                Await.until("the process answers", () -> hasAnswers(logs) || !process.isAlive());
            }
            if (isLast) {
                // However soon the others were killed: something was answered, and one start has a snapshot to begin
                // with.
                Await.until("there is something to check", () -> hasMuch(directory, logs) || !process.isAlive());
            }
            // A random moment of its life: this is no wait for a condition.
            Thread.sleep(random.nextInt(duringStart ? MAX_START_MS : MAX_LOAD_MS));
        } finally {
            process.toHandle().destroyForcibly();
        }
        assertThat(process.waitFor()).describedAs(Files.readString(output)).isEqualTo(KILLED);
        return answerLogs(logs);
    }

    private static List<String> command(
            final Path directory, final Durability durability, final Path logs, final int run) {
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("@../.jvm/access.flags");
        command.add("-Xmx512m");
        command.add("-XX:+UseSerialGC");
        command.add("-XX:TieredStopAtLevel=1");
        if (KillTest.class.desiredAssertionStatus()) {
            command.add("-ea");
        }
        command.add("-cp");
        command.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        command.add(KilledProcess.class.getName());
        command.addAll(List.of(directory.toString(), durability.name(), logs.toString(), Integer.toString(run)));
        return command;
    }

    private static List<Path> answerLogs(final Path logs) {
        try (Stream<Path> files = Files.list(logs)) {
            return files.filter(file -> file.toString().endsWith(".answers"))
                    .sorted()
                    .toList();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean hasMuch(final Path directory, final Path logs) {
        final long answeredBytes = answerLogs(logs).stream()
                .mapToLong(log -> log.toFile().length())
                .sum();
        return answeredBytes > (long) MIN_ANSWERS * AnswerLog.RECORD_LENGTH
                && !Snapshots.list(directory).isEmpty();
    }

    private static boolean hasAnswers(final Path logs) {
        return answerLogs(logs).stream().anyMatch(log -> log.toFile().length() > 0);
    }
}
