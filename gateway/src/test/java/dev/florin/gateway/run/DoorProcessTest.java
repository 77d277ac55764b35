package dev.florin.gateway.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.florin.engine.ClockMode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command as a process of its own, which is ended in the middle of a run, roughly and gently. */
@Tag("crash")
@Timeout(120)
class DoorProcessTest {
    private static final int KILLED = 128 + 9;
    private static final int TERMINATED = 128 + 15;
    private static final int ANSWERS_BEFORE_THE_END = 2_000;

    @TempDir
    private Path folder;

    @Test
    void shouldAnswerTheSameAgainAfterBeingKilled() throws Exception {
        final Process process = start();
        final List<String> answered = readAnswersAndEnd(process, ProcessHandle::destroyForcibly);

        assertThat(process.waitFor()).isEqualTo(KILLED);
        assertAnsweredAgain(answered);
    }

    @Test
    void shouldCloseInGoodOrderWhenAskedToEnd() throws Exception {
        final Process process = start();
        final List<String> answered = readAnswersAndEnd(process, ProcessHandle::destroy);

        assertThat(process.waitFor()).isEqualTo(TERMINATED);
        final String last = answered.remove(answered.size() - 1);
        assertThat(last).contains("\"outcome\":\"CLOSED\",\"line\":" + (answered.size() + 1) + ",");
        assertAnsweredAgain(answered);
    }

    private Process start() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "@"
                                + Path.of("..", ".jvm", "access.flags")
                                        .toAbsolutePath()
                                        .normalize(),
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.florin.gateway.FlorinMain",
                        "run",
                        "--quiet",
                        "--data",
                        folder.resolve("data").toString())
                .redirectError(folder.resolve("err").toFile())
                .start();
    }

    /** Feeds lines without end; ends the process after some answers, and returns all the whole lines that it wrote. */
    private static List<String> readAnswersAndEnd(final Process process, final Consumer<ProcessHandle> end)
            throws Exception {
        final CompletableFuture<Void> feeding = CompletableFuture.runAsync(() -> feed(process));
        final List<String> answered = new ArrayList<>();
        try (BufferedReader answers = process.inputReader(UTF_8)) {
            String answer = answers.readLine();
            while (answer != null) {
                answered.add(answer);
                if (answered.size() == ANSWERS_BEFORE_THE_END) {
                    end.accept(process.toHandle());
                }
                answer = answers.readLine();
            }
        }
        feeding.get(60, TimeUnit.SECONDS);
        if (!answered.get(answered.size() - 1).endsWith("}")) {
            answered.remove(answered.size() - 1);
        }
        assertThat(answered).hasSizeGreaterThanOrEqualTo(ANSWERS_BEFORE_THE_END);
        return answered;
    }

    private static void feed(final Process process) {
        try (Writer lines = process.outputWriter(UTF_8)) {
            for (int i = 1; process.isAlive(); i++) {
                lines.write(line(i) + "\n");
            }
        } catch (final IOException e) {
            // Nobody reads any more: then the process is at its end, or the test times out here.
            process.onExit().join();
        }
    }

    /** Everything that was answered is there: the same lines get the same answers. */
    private void assertAnsweredAgain(final List<String> answered) throws IOException {
        final StringBuilder lines = new StringBuilder();
        for (int i = 1; i <= answered.size(); i++) {
            lines.append(line(i)).append('\n');
        }
        final Path file = Files.writeString(folder.resolve("again.jsonl"), lines);

        final Runs.Result again = new Runs(folder).clock(ClockMode.SYSTEM).file(file);

        assertThat(again.exitCode()).as(again.err()).isZero();
        assertThat(again.out().lines().map(line -> line.replace(",\"duplicate\":true", "")))
                .containsExactlyElementsOf(answered);
    }

    private static String line(final int number) {
        return switch (number) {
            case 1 -> "{\"op\":\"create_ledger\",\"key\":\"1\",\"ledger\":\"SEK\",\"id\":752,\"scale\":2}";
            case 2 -> "{\"op\":\"open_account\",\"key\":\"2\",\"account\":\"0/SEK\",\"floor\":\"none\"}";
            case 3 -> "{\"op\":\"open_account\",\"key\":\"3\",\"account\":\"1/SEK\"}";
            default ->
                "{\"op\":\"transfer\",\"key\":\"" + number
                        + "\",\"debit\":\"0/SEK\",\"credit\":\"1/SEK\",\"amount\":1}";
        };
    }
}
