package dev.florin.gateway.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.florin.engine.ClockMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The transactions of a real bank, against the balances that the bank itself came to. */
class BankTest {
    private static final Path DATA = Path.of("..", "..", "shared", "data", "bank");
    private static final Pattern BALANCE = Pattern.compile("\"account\":\"([^\"]+)\"[^}]*?\"balance\":(-?\\d+)");
    private static final int LINES = 52_627;

    @TempDir
    private Path folder;

    @BeforeEach
    void requireData() {
        assumeTrue(
                Files.isDirectory(DATA),
                () -> "skipped: the bank's data is not at "
                        + DATA.toAbsolutePath().normalize());
    }

    @Test
    void shouldReachTheBalancesOfTheBankAndAnswerEveryLineAgain() throws IOException {
        final Runs runs = new Runs(folder).clock(ClockMode.SYSTEM);
        final Runs.Result first = runs.file(DATA.resolve("commands.jsonl.gz"));

        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(first.figure("lines")).isEqualTo(Integer.toString(LINES));
        assertThat(first.figure("decided")).isEqualTo("OK " + LINES);
        assertThat(first.figure("last sequence")).isEqualTo(Integer.toString(LINES));

        final List<String> expected = Files.readAllLines(DATA.resolve("balances.csv")).stream()
                .skip(1)
                .toList();
        assertThat(expected).hasSize(1_229);
        assertThat(balances(runs, expected)).isEqualTo(expected);

        final Runs.Result again = runs.file(DATA.resolve("commands.jsonl.gz"));
        assertThat(again.figure("duplicates")).isEqualTo(Integer.toString(LINES));
        assertThat(again.out()).isEqualTo(first.out().replace("}\n", ",\"duplicate\":true}\n"));
    }

    private static List<String> balances(final Runs runs, final List<String> expected) throws IOException {
        final String accounts = expected.stream()
                .map(row -> "'" + row.substring(0, row.indexOf(',')) + "'")
                .collect(Collectors.joining(","));
        final Matcher matcher = BALANCE.matcher(
                runs.lines("{'op':'get','accounts':[" + accounts + "]}").out());
        return matcher.results()
                .map(match -> match.group(1) + "," + match.group(2))
                .toList();
    }
}
