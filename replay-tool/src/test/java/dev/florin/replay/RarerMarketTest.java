package dev.florin.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.florin.engine.ClockMode;
import dev.florin.gateway.run.Run;
import dev.florin.gateway.run.RunOptions;
import dev.florin.journal.Durability;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What book, why and statement tell of stops, replaces, cancels, rebates and auctions. */
class RarerMarketTest {
    @TempDir
    private static Path folder;

    private static Path directory;

    /** Makers get a rebate of 100 millionths, so 1 of 10,000; orders 21 to 26, an auction from sequence 17 on. */
    @BeforeAll
    static void fill() throws IOException {
        directory = folder.resolve("data");
        final List<String> lines = List.of(
                "{\"op\":\"create_ledger\",\"key\":\"1\",\"ledger\":\"BTC\",\"id\":1,\"scale\":0}",
                "{\"op\":\"create_ledger\",\"key\":\"2\",\"ledger\":\"USD\",\"id\":840,\"scale\":0}",
                "{\"op\":\"open_account\",\"key\":\"3\",\"account\":\"0/BTC\",\"floor\":\"none\"}",
                "{\"op\":\"open_account\",\"key\":\"4\",\"account\":\"0/USD\",\"floor\":\"none\"}",
                "{\"op\":\"open_account\",\"key\":\"5\",\"account\":\"7/BTC\"}",
                "{\"op\":\"open_account\",\"key\":\"6\",\"account\":\"42/USD\"}",
                "{\"op\":\"transfer\",\"key\":\"7\",\"debit\":\"0/BTC\",\"credit\":\"7/BTC\",\"amount\":1000}",
                "{\"op\":\"transfer\",\"key\":\"8\",\"debit\":\"0/USD\",\"credit\":\"42/USD\",\"amount\":200000}",
                "{\"op\":\"create_instrument\",\"key\":\"20\",\"instrument\":\"BTC-USD\",\"id\":1,\"base\":\"BTC\","
                        + "\"quote\":\"USD\",\"lot\":10,\"tick\":5,\"operator\":9,\"maker_fee\":{\"per_lot\":0,"
                        + "\"ppm\":-100},\"taker_fee\":{\"per_lot\":0,\"ppm\":250}}",
                place(21, 7, "sell", "\"type\":\"limit\",\"price\":2500,\"quantity\":6"),
                place(22, 42, "buy", "\"type\":\"limit\",\"price\":2500,\"quantity\":4"),
                place(23, 42, "buy", "\"type\":\"limit\",\"price\":2600,\"quantity\":3,\"stop\":2600"),
                "{\"op\":\"replace\",\"key\":\"30\",\"owner\":7,\"order\":\"21\",\"price\":2550,\"quantity\":5}",
                "{\"op\":\"replace\",\"key\":\"31\",\"owner\":7,\"order_id\":10,\"quantity\":3}",
                "{\"op\":\"cancel\",\"key\":\"32\",\"owner\":42,\"order\":\"99\"}",
                place(24, 7, "sell", "\"type\":\"limit\",\"price\":2700,\"quantity\":2"),
                "{\"op\":\"set_instrument\",\"key\":\"33\",\"instrument\":\"BTC-USD\",\"state\":\"auction\"}",
                place(25, 42, "buy", "\"type\":\"market\",\"quantity\":2,\"budget\":6000"),
                "{\"op\":\"cancel\",\"key\":\"34\",\"owner\":42,\"order\":\"23\"}");
        final Path file = Files.write(folder.resolve("market.jsonl"), lines);
        final RunOptions options = new RunOptions(
                Optional.of(file),
                Optional.of(directory),
                Durability.MEMORY_MAPPED,
                ClockMode.MANUAL,
                Optional.empty(),
                OptionalInt.of(1_000),
                0,
                false);
        final ByteArrayOutputStream answers = new ByteArrayOutputStream();
        new Run(options, answers, new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8)).execute();
        assertThat(answers.toString(StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> !line.contains("\"outcome\":\"OK\"")))
                .hasSize(1)
                .allMatch(line -> line.contains("ORDER_NOT_FOUND"));
    }

    private static String place(final int key, final int owner, final String side, final String rest) {
        return "{\"op\":\"place\",\"key\":\"" + key + "\",\"owner\":" + owner
                + ",\"instrument\":\"BTC-USD\",\"side\":\"" + side + "\"," + rest + "}";
    }

    @Test
    void shouldTellWhatUncrossingNowWouldTrade() {
        assertThat(Tool.lines("book", directory, "BTC-USD", "--at", 18, "--json"))
                .singleElement()
                .asString()
                .contains("\"state\":\"auction\",\"indicative\":[2550,2],");
        assertThat(Tool.lines("book", directory, "BTC-USD", "--at", 18))
                .contains("uncrossing now would trade 2 at 2550");
        assertThat(Tool.lines("book", directory, "BTC-USD", "--at", 17)).contains("uncrossing now would trade nothing");
        assertThat(Tool.lines("book", directory, "BTC-USD", "--at", 17, "--json"))
                .singleElement()
                .asString()
                .contains("\"indicative\":null,");
        assertThat(Tool.lines("book", directory, "BTC-USD", "--at", 16)).noneMatch(line -> line.contains("uncrossing"));
    }

    @Test
    void shouldTellOfTheOrderThatAReplaceOrACancelNames() {
        for (final int key : new int[] {30, 31}) {
            assertThat(Tool.lines("why", directory, key))
                    .as("key %d", key)
                    .anyMatch(line -> line.startsWith("order 21 of 7: sell BTC-USD at 25"))
                    .anyMatch(line -> line.startsWith("7/BTC "));
        }
        assertThat(Tool.lines("why", directory, 34))
                .contains("order 23 of 42: buy BTC-USD at 2600, stop 2600, waiting, 0 filled, 3 left")
                .anyMatch(line -> line.startsWith("42/USD "));
        assertThat(Tool.lines("why", directory, 25))
                .anyMatch(line -> line.startsWith("order 25 of 42: buy BTC-USD at the market, "));
    }

    @Test
    void shouldShowTheBookThatAStateOfTheInstrumentConcerns() {
        assertThat(Tool.lines("why", directory, 33))
                .anyMatch(line -> line.startsWith("BTC-USD after sequence 16,") && line.endsWith(": open"))
                .anyMatch(line -> line.startsWith("BTC-USD after sequence 17,") && line.endsWith(": auction"));
    }

    @Test
    void shouldTellARebateAsWhatTheFeeAccountPays() {
        assertThat(Tool.lines("statement", directory, "7/USD", "--csv"))
                .filteredOn(line -> line.contains("rebate"))
                .singleElement()
                .asString()
                .contains("9/USD/1", ",1,");
    }
}
