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

    /** Of {@link Bazaar}: both sides' accounts, orders and the book, before the trade and after it. */
    @Test
    void shouldExplainAnOrderAndATrade(@TempDir final Path market) {
        Bazaar.fill(market);
        final List<String> lines = Tool.lines("why", market, 23);
        assertThat(lines)
                .contains(
                        "order 21 of 7: sell BTC-USD at 2500, resting, 0 filled, 6 left",
                        "    trade 1 of BTC-USD: 4 at 2500, maker 21 of 7 (sells, fee 1), taker 23 of 42 (buys, fee 3)",
                        "    order 21 of 7: resting, 4 filled, 2 left",
                        "    order 23 of 42: filled, 4 filled, 0 left",
                        "order 21 of 7: sell BTC-USD at 2500, resting, 4 filled, 2 left",
                        "sell            2500               6        1",
                        "sell            2500               2        1");
        assertThat(linesOf("42/USD", lines)).hasSize(2);
        assertThat(linesOf("42/USD", lines).get(0)).contains(" 100000 ");
        assertThat(linesOf("42/USD", lines).get(1)).contains(" 89997 ");
        assertThat(linesOf("9/USD/1", lines)).hasSize(2);
        assertThat(linesOf("7/BTC", lines)).hasSize(2);
        assertThat(Tool.lines("why", market, "--trade", "BTC-USD/1")).isEqualTo(lines);
        assertThat(Tool.run("why", market, "--trade", "BTC-USD/2").err()).contains("there was no trade BTC-USD/2");
        assertThat(Tool.run("why", market, "--trade", "BTC").exitCode()).isEqualTo(2);
        assertThat(Tool.run("why", market).exitCode()).isEqualTo(2);
    }
}
