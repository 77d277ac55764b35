package dev.florin.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.florin.engine.Engine;
import dev.florin.engine.EngineConfig;
import dev.florin.engine.FlorinClient;
import dev.florin.protocol.HoldId;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Conditions;
import dev.florin.protocol.command.Leg;
import dev.florin.statemachine.reference.StreamSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatementCommandTest {
    @TempDir
    private Path directory;

    @Test
    void shouldTellEveryMovementWithTheBalanceAfterIt() {
        Shop.fill(directory);
        assertThat(Tool.lines("statement", directory, "7/SEK/3", "--csv"))
                .containsExactly(
                        "seq,at,op,key,counterparty,amount,balance,code,ref,instrument,trade,part,price,quantity",
                        "7,7,capture,7,42/SEK,50000,50000,8,,,,,,",
                        "9,9,transfer,9#0,42/SEK,1,50001,,,,,,,",
                        "9,9,capture,9#3,42/SEK,3,50004,9,,,,,,",
                        "12,12,reverse,12,42/SEK,-300,49704,,,,,,,",
                        "18,2000018,transfer,18,42/SEK,55296,105000,,,,,,,");
        assertThat(Tool.lines("statement", directory, "42/SEK", "--json"))
                .hasSize(6)
                .contains("{\"seq\":5,\"at\":5,\"op\":\"transfer\",\"key\":\"5\",\"counterparty\":\"0/SEK\","
                        + "\"amount\":100000,\"balance\":100000,\"code\":7,\"ref\":\"901\"}");
    }

    /** Of {@link Bazaar}: buyer, seller and operator of one trade, some of whose accounts no command has opened. */
    @Test
    void shouldTellEveryPostingOfATradeWithItsCounterparty() {
        Bazaar.fill(directory);
        assertThat(rows("42/USD"))
                .containsExactly(
                        "transfer,8,0/USD,100000,100000,,,,,,,",
                        "place,23,7/USD,-10000,90000,,,BTC-USD,1,value,2500,4",
                        "place,23,9/USD/1,-3,89997,,,BTC-USD,1,fee,2500,4");
        assertThat(rows("7/USD"))
                .containsExactly(
                        "place,23,42/USD,10000,10000,,,BTC-USD,1,value,2500,4",
                        "place,23,9/USD/1,-1,9999,,,BTC-USD,1,fee,2500,4");
        assertThat(rows("42/BTC")).containsExactly("place,23,7/BTC,40,40,,,BTC-USD,1,base,2500,4");
        assertThat(rows("7/BTC"))
                .containsExactly(
                        "transfer,5,0/BTC,1000,1000,,,,,,,", "place,23,42/BTC,-40,960,,,BTC-USD,1,base,2500,4");
        assertThat(rows("9/USD/1"))
                .containsExactly(
                        "place,23,7/USD,1,1,,,BTC-USD,1,fee,2500,4", "place,23,42/USD,3,4,,,BTC-USD,1,fee,2500,4");
        assertThat(rows("9/USD/2")).isEmpty();
        assertThat(rows("9/BTC/2")).isEmpty();
        assertThat(Tool.lines("statement", directory, "9/USD/1", "--json").get(1))
                .endsWith("\"key\":\"23\",\"counterparty\":\"42/USD\",\"amount\":3,\"balance\":4,"
                        + "\"instrument\":\"BTC-USD\",\"trade\":1,\"part\":\"fee\",\"price\":2500,\"quantity\":4}");
        assertThat(Tool.lines("statement", directory, "7/USD").get(2))
                .contains("42/USD", "10000", "23, value of trade 1 BTC-USD, 4 at 2500");
        assertThat(Tool.run("statement", directory, "42/BTC/3").err()).contains("there is no account 42/BTC/3");
    }

    /** Without sequence and time. */
    private List<String> rows(final String account) {
        return Tool.lines("statement", directory, account, "--csv").stream()
                .skip(1)
                .map(line -> line.split(",", 3)[2])
                .toList();
    }

    @Test
    void shouldOpenWithTheBalanceBeforeTheTimeAskedFor() {
        Shop.fill(directory);
        final List<String> lines = Tool.lines("statement", directory, "7/SEK/3", "--time", "12ns..12ns");
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).isEqualTo("statement of 7/SEK/3, opening balance 500.04");
        assertThat(lines.get(2)).contains("reverse", "42/SEK", "-3.00", "497.04");
        assertThat(lines.get(3)).isEqualTo("closing balance 497.04 after sequence 12");
    }

    @Test
    void shouldSayThatThereIsNoSuchAccount() {
        Shop.fill(directory);
        for (final String unknown : List.of("8/SEK", "42/EUR")) {
            final Tool.Result result = Tool.run("statement", directory, unknown);
            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.err()).contains("there is no account " + unknown);
        }
    }

    @Test
    void shouldFollowAHoldThatIsCapturedManyTimes() {
        try (Engine engine = Engine.open(EngineConfig.builder(directory)
                .keyRetention(1_000)
                .minFreeDiskBytes(0)
                .build())) {
            final FlorinClient client = engine.client();
            final HoldId hold = HoldId.of(Uint128.of(5));
            Shop.open(client);
            client.call(
                    new Command.Hold(Uint128.of(5), Shop.BANK, Shop.ANNA, 100, 0, 0, Uint128.ZERO, Conditions.NONE));
            client.call(new Command.Capture(
                    Uint128.of(6), hold, OptionalLong.of(30), true, 0, Uint128.ZERO, Conditions.NONE));
            client.call(new Command.Entry(
                    Uint128.of(7),
                    List.of(
                            new Leg.Capture(hold, OptionalLong.of(20), true, 0, Uint128.ZERO),
                            new Leg.Capture(hold, OptionalLong.empty(), false, 0, Uint128.ZERO)),
                    0,
                    Uint128.ZERO,
                    Conditions.NONE));
        }
        assertThat(Tool.lines("statement", directory, "42/SEK", "--csv").stream()
                        .skip(1)
                        .map(line -> line.substring(line.indexOf("capture"))))
                .containsExactly(
                        "capture,6,0/SEK,30,30,,,,,,,",
                        "capture,7#0,0/SEK,20,50,,,,,,,",
                        "capture,7#1,0/SEK,50,100,,,,,,,");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldEndAtTheBalanceOfEveryAccountOfRandomStreams(final boolean isTrading) {
        final long seed = System.nanoTime();
        RandomDirectory.fill(directory, seed, 500, isTrading ? StreamSettings.ALL_KINDS : StreamSettings.LEDGER_KINDS);
        final List<String> accounts = new ArrayList<>(Tool.lines("state", directory, "--csv"));
        accounts.remove(0);
        assertThat(accounts).isNotEmpty();
        for (final String account : accounts) {
            final String[] columns = account.split(",", -1);
            assertThat(lastBalance(columns[0]))
                    .as("seed %d, %s", seed, columns[0])
                    .isEqualTo(columns[1]);
        }
    }

    private String lastBalance(final String account) {
        final List<String> lines = Tool.lines("statement", directory, account, "--csv");
        return lines.size() == 1 ? "0" : lines.get(lines.size() - 1).split(",", -1)[6];
    }

    @Test
    void shouldEndAtTheBalancesOfARealBank() throws IOException {
        BankDirectory.assumeThere();
        BankDirectory.fill(directory);
        final Map<String, Long> balances = BankDirectory.balances();
        final Map<String, Long> found = new HashMap<>();
        for (final String line : Tool.lines("state", directory, "--csv").subList(1, balances.size() + 3)) {
            final String[] columns = line.split(",", -1);
            found.put(columns[0], Long.parseLong(columns[1]));
        }
        assertThat(found).containsAllEntriesOf(balances);
        for (final String account : List.of("2378/CZK", "2/CZK", "1237/CZK")) {
            assertThat(lastBalance(account)).isEqualTo(balances.get(account).toString());
        }
    }
}
