package dev.florin.gateway.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.florin.engine.ClockMode;
import dev.florin.engine.Engine;
import dev.florin.engine.EngineConfig;
import dev.florin.gateway.input.CommandInput;
import dev.florin.gateway.request.Catalogue;
import dev.florin.journal.Durability;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The loop against a real engine, with inputs that come as a person or a program writes them. */
@Timeout(60)
class RunLoopTest {
    @TempDir
    private Path folder;

    private Engine engine;

    @BeforeEach
    void openEngine() {
        engine = Engine.open(EngineConfig.builder(folder.resolve("data"))
                .durability(Durability.FSYNC)
                .keyRetention(100_000)
                .answerQueueLengthBytes(RunLoop.ANSWER_QUEUE_LENGTH_BYTES)
                .build());
    }

    @AfterEach
    void closeEngine() {
        engine.close();
    }

    @Test
    void shouldAnswerEachLineWhileThePersonThinksAboutTheNext() throws Exception {
        final PipedOutputStream person = new PipedOutputStream();
        final PipedInputStream lines = new PipedInputStream(person, 1 << 16);
        final PipedInputStream answers = new PipedInputStream(1 << 16);
        final PipedOutputStream out = new PipedOutputStream(answers);
        final CompletableFuture<Void> run = CompletableFuture.runAsync(() -> run(lines, out));

        for (int i = 0; i < 20; i++) {
            person.write("{\"op\":\"outcome\",\"key\":\"7\"}\nnonsense\n".getBytes(StandardCharsets.UTF_8));
            person.flush();

            assertThat(readLine(answers)).isEqualTo("{\"op\":\"outcome\",\"key\":\"7\",\"found\":false}");
            assertThat(readLine(answers)).startsWith("{\"outcome\":\"MALFORMED\",\"line\":" + (2 * i + 2) + ",");
        }
        person.close();
        run.get(30, TimeUnit.SECONDS);
    }

    @Test
    void shouldKeepTheOrderOfManyLinesMixedWithRefusals() throws IOException {
        final int count = 30_000;
        final StringBuilder lines = new StringBuilder(
                "{\"op\":\"create_ledger\",\"key\":\"1\",\"ledger\":\"SEK\"," + "\"id\":752,\"scale\":2}\n");
        for (int i = 2; i <= count; i++) {
            lines.append(
                    i % 3 == 0
                            ? "bad\n"
                            : "{\"op\":\"open_account\",\"key\":\"" + i + "\",\"account\":\"" + i + "/SEK\"}\n");
        }
        final ByteArrayOutputStream out = new ByteArrayOutputStream();

        run(new ByteArrayInputStream(lines.toString().getBytes(StandardCharsets.UTF_8)), out);

        final String[] answers = out.toString(StandardCharsets.UTF_8).split("\n");
        assertThat(answers).hasSize(count);
        for (int i = 2; i <= count; i++) {
            assertThat(answers[i - 1]).contains(i % 3 == 0 ? "\"line\":" + i + "," : "\"key\":\"" + i + "\"");
        }
    }

    @Test
    void shouldReadAnswersLargerThanTheQueueTakesAtOnce() throws IOException {
        final StringBuilder accounts = new StringBuilder("\"1/SEK\"");
        for (int i = 2; i <= 10_000; i++) {
            accounts.append(",\"").append(i).append("/SEK\"");
        }
        final String get = "{\"op\":\"get\",\"accounts\":[" + accounts + "]}\n";
        final String ledger = "{\"op\":\"create_ledger\",\"key\":\"1\",\"ledger\":\"SEK\",\"id\":752,\"scale\":2}\n";
        final ByteArrayOutputStream out = new ByteArrayOutputStream();

        run(new ByteArrayInputStream((ledger + get.repeat(40)).getBytes(StandardCharsets.UTF_8)), out);

        final String[] answers = out.toString(StandardCharsets.UTF_8).split("\n");
        assertThat(answers).hasSize(41);
        assertThat(answers[40]).endsWith("{\"account\":\"10000/SEK\",\"outcome\":\"ACCOUNT_NOT_FOUND\"}]}");
    }

    @Test
    void shouldStopWhereTheEngineIsClosed() throws Exception {
        final PipedOutputStream person = new PipedOutputStream();
        final PipedInputStream lines = new PipedInputStream(person, 1 << 16);
        final PipedInputStream answers = new PipedInputStream(1 << 16);
        final PipedOutputStream out = new PipedOutputStream(answers);
        final CompletableFuture<Void> run = CompletableFuture.runAsync(() -> run(lines, out));
        person.write("{\"op\":\"outcome\",\"key\":\"7\"}\n".getBytes(StandardCharsets.UTF_8));
        person.flush();
        assertThat(readLine(answers)).contains("found");

        engine.close();
        person.write("{\"op\":\"outcome\",\"key\":\"7\"}\n".getBytes(StandardCharsets.UTF_8));
        person.flush();

        assertThat(readLine(answers)).contains("\"outcome\":\"CLOSED\",\"line\":2,");
        assertThatThrownBy(() -> run.get(30, TimeUnit.SECONDS)).hasRootCauseInstanceOf(EngineStoppedException.class);
    }

    private void run(final InputStream lines, final OutputStream out) {
        try (RunLoop loop = new RunLoop(engine, ClockMode.SYSTEM, new Catalogue(), out, new Tally());
                CommandInput input = CommandInput.of("test", lines)) {
            loop.run(input);
            assertThat(loop.hasUnwritten()).isFalse();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String readLine(final PipedInputStream in) throws IOException {
        final StringBuilder line = new StringBuilder();
        int next = in.read();
        while (next != '\n') {
            line.append((char) next);
            next = in.read();
        }
        return line.toString();
    }
}
