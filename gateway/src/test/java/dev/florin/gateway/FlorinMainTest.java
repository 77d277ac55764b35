package dev.florin.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.florin.engine.Engine;
import dev.florin.engine.EngineConfig;
import dev.florin.gateway.run.ExitCode;
import dev.florin.journal.Durability;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class FlorinMainTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "fly",
                "run --bogus",
                "run one two",
                "run --durability paper",
                "run --clock moon",
                "run --retention 0",
                "run --retention many",
                "run --data",
                "stat",
                "stat --bogus x"
            })
    void shouldTeachAfterAWrongCommandLine(final String arguments) {
        final int exitCode = execute(arguments.isEmpty() ? new String[0] : arguments.split(" "));

        assertThat(exitCode).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).containsIgnoringCase("usage:");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void shouldHelp() {
        assertThat(execute("run", "--help")).isZero();
        assertThat(out.toString()).contains("--data", "--dir", "--durability", "--clock", "--events", "--retention");
        assertThat(execute("stat", "--help")).isZero();
        assertThat(execute("--version")).isZero();
    }

    @Test
    void shouldRefuseADataDirectoryThatIsAFile() throws IOException {
        final Path file = Files.createFile(folder.resolve("file"));

        assertThat(execute("run", "--data", file.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("is a file");
    }

    @ParameterizedTest
    @CsvSource({
        "mapped, MEMORY_MAPPED",
        "MEMORY_MAPPED, MEMORY_MAPPED",
        "memory-mapped, MEMORY_MAPPED",
        "fsync, FSYNC",
        "FSYNC, FSYNC"
    })
    void shouldTakeEverySpellingOfADurability(final String spelling, final Durability durability) {
        assertThat(new RunCommand.DurabilityConverter().convert(spelling)).isEqualTo(durability);
    }

    @Test
    void shouldTakeItsOptionsInAnyOrder() throws IOException {
        final Path lines = Files.writeString(folder.resolve("empty.jsonl"), "");

        assertThat(execute("run", lines.toString(), "-q", "--dir", dir("data"), "--clock", "Manual"))
                .isZero();
        assertThat(execute(
                        "run",
                        "--retention",
                        "1000",
                        "--durability",
                        "mapped",
                        "--data",
                        dir("other"),
                        "-q",
                        lines.toString()))
                .isZero();
    }

    @Test
    void shouldShowTheCountersOfADirectory() throws IOException {
        final Path lines = Files.writeString(
                folder.resolve("one.jsonl"),
                "{\"op\":\"create_ledger\",\"key\":\"1\",\"ledger\":\"SEK\",\"id\":752,\"scale\":2}");
        assertThat(execute("run", "-q", "-d", dir("data"), "--durability", "mapped", lines.toString()))
                .isZero();

        assertThat(execute("stat", dir("data"))).isZero();
        assertThat(out.toString())
                .containsPattern("health +closed")
                .containsPattern("durability +MEMORY_MAPPED")
                .containsPattern("last_sequence +1\n")
                .containsPattern("durable_lag +0\n");
        assertThat(execute("stat", dir("data"), "--json")).isZero();
        assertThat(out.toString())
                .contains("\"health\":\"closed\"")
                .contains("\"last_sequence\":1,")
                .contains("\"durability\":\"MEMORY_MAPPED\"");
    }

    @Test
    void shouldShowTheCountersOfARunningEngine() {
        try (Engine engine = Engine.open(
                EngineConfig.builder(folder.resolve("live")).keyRetention(1_000).build())) {
            assertThat(execute("stat", dir("live"), "--json")).isZero();

            assertThat(engine.failure()).isNull();
            assertThat(out.toString())
                    .contains("\"health\":\"running\"", "\"is_process_alive\":true", "\"durability\":\"FSYNC\"");
        }
    }

    @Test
    void shouldSayThatNoEngineRanInADirectory() {
        assertThat(execute("stat", folder.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("no engine has run");
    }

    @Test
    void shouldSayThatADirectoryIsInUse() {
        try (Engine engine = Engine.open(
                EngineConfig.builder(folder.resolve("live")).keyRetention(1_000).build())) {
            assertThat(execute(
                            "run",
                            "-q",
                            "-d",
                            dir("live"),
                            folder.resolve("none").toString()))
                    .as("the input is looked at first")
                    .isEqualTo(ExitCode.USAGE);
            assertThat(execute("run", "-q", "-d", dir("live"), emptyFile())).isEqualTo(ExitCode.FAILED);
            assertThat(engine.failure()).isNull();
        }
    }

    private String emptyFile() {
        try {
            return Files.writeString(folder.resolve("empty.jsonl"), "").toString();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String dir(final String name) {
        return folder.resolve(name).toString();
    }

    private int execute(final String... arguments) {
        final CommandLine commandLine = FlorinMain.commandLine();
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(arguments);
    }
}
