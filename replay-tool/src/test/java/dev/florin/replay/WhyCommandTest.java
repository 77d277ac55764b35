package dev.florin.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WhyCommandTest {
    @TempDir
    private static Path directory;

    @BeforeAll
    static void fill() {
        Shop.fill(directory);
    }

    private static List<String> linesOf(final String account, final List<String> lines) {
        return lines.stream().filter(line -> line.startsWith(account + " ")).toList();
    }

    @Test
    void shouldShowARefusalAndTheStateThatDecidedIt() {
        final List<String> lines = Tool.lines("why", directory, 13);
        assertThat(lines)
                .anyMatch(line -> line.contains("42/SEK -> 7/SEK/3 999999.99") && line.endsWith("INSUFFICIENT_FUNDS"));
        assertThat(linesOf("42/SEK", lines)).hasSize(2).allMatch(line -> line.contains(" 502.96 "));
        assertThat(lines).anyMatch(line -> line.startsWith("after sequence 12,"));
    }

    @Test
    void shouldFindTheAccountsOfWhatOnlyNamesAHoldOrACapture() {
        for (final int key : new int[] {7, 8, 12}) {
            final List<String> lines = Tool.lines("why", directory, key);
            assertThat(linesOf("42/SEK", lines)).as("key %d", key).hasSize(2);
            assertThat(linesOf("7/SEK/3", lines)).as("key %d", key).hasSize(2);
            assertThat(linesOf("0/SEK", lines)).isEmpty();
        }
    }

    @Test
    void shouldShowARetryBesideTheFirst() {
        final List<String> lines = Tool.lines("why", directory, 5);
        assertThat(lines.stream().filter(line -> line.equals("before:"))).hasSize(2);
        assertThat(lines).contains("a retry: answered as sequence 5 was, and nothing changed");
    }

    @Test
    void shouldSayThatNoCommandHasTheKey() {
        final Tool.Result result = Tool.run("why", directory, 99);
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("no command in " + directory + " has the key 99");
        assertThat(Tool.run("why", directory, "5#1").exitCode()).isEqualTo(2);
    }
}
