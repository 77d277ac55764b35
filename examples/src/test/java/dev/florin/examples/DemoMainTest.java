package dev.florin.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Runs the demo as a user does, with real processes. */
@Timeout(180)
class DemoMainTest {
    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(final String... arguments) {
        final CommandLine commandLine = DemoMain.commandLine();
        commandLine.setOut(new PrintWriter(out));
        commandLine.setErr(new PrintWriter(err));
        return commandLine.execute(arguments);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fsync", "mapped"})
    void shouldKeepEveryPromiseThroughAKill(final String durability) {
        final Path data = directory.resolve("demo");
        assertThat(run("--seconds=1", "--rate=50000", "--durability=" + durability, "--data=" + data))
                .as("%s%s", out, err)
                .isZero();
        assertThat(out.toString()).contains("kill -9", "Everything held.").doesNotContain("BROKEN");
        assertThat(data.resolve("ledger")).isDirectory();
        assertThat(data.resolve("clients").resolve("answers-0")).isNotEmptyFile();
    }

    @Test
    void shouldNotWorkInADirectoryWithSomethingInIt() throws Exception {
        Files.writeString(directory.resolve("mine"), "precious");
        assertThat(run("--data=" + directory)).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString()).contains("not an empty directory");
        assertThat(directory.resolve("mine")).hasContent("precious");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--seconds=0", "--threads=1", "--rate=999", "--durability=paper", "--seconds=x", "--what"})
    void shouldRefuseACommandLineThatMakesNoSense(final String argument) {
        assertThat(run(argument)).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString())
                .contains(argument.substring(0, argument.indexOf('=') + 1).replace("=", ""));
    }
}
