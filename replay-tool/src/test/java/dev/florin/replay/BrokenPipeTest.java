package dev.florin.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.florin.statemachine.reference.StreamSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The tool in a process of its own, behind which somebody stops reading, as {@code head} does. */
class BrokenPipeTest {
    @TempDir
    private Path directory;

    @Test
    @Timeout(60)
    void shouldEndQuietlyWhenNobodyReadsOn() throws IOException, InterruptedException {
        RandomDirectory.fill(directory, 1, 2_000, StreamSettings.ALL_KINDS);
        final Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        final Process process = new ProcessBuilder(List.of(
                        java.toString(),
                        "@" + Path.of("..", ".jvm", "access.flags"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ReplayMain.class.getName(),
                        "dump",
                        directory.toString(),
                        "--json"))
                .start();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.readLine()).startsWith("{\"seq\":1,");
        }
        assertThat(process.waitFor(50, TimeUnit.SECONDS)).isTrue();
        assertThat(process.errorReader(StandardCharsets.UTF_8).lines()).isEmpty();
        assertThat(process.exitValue()).isEqualTo(ReplayMain.OUTPUT_CLOSED);
    }
}
