package dev.florin.examples.trading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.florin.engine.Engine;
import dev.florin.engine.EngineConfig;
import dev.florin.engine.client.Account;
import dev.florin.engine.client.Florin;
import dev.florin.engine.client.Key;
import dev.florin.engine.client.Ledger;
import dev.florin.engine.client.Money;
import dev.florin.protocol.event.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstTradeTest {
    private static final Ledger BTC = new Ledger(1, "BTC", 8);
    private static final Ledger USD = new Ledger(840, "USD", 2);
    private static final Path SOURCE = Path.of("src/main/java/dev/florin/examples/trading/FirstTrade.java");
    private static final int MAX_LINES = 40;

    @Test
    void shouldTradeAndSettle(@TempDir final Path directory) {
        final EngineConfig config =
                EngineConfig.builder(directory).keyRetention(100_000).build();
        try (Engine engine = Engine.open(config)) {
            final Florin florin = Florin.on(engine);
            florin.createLedger(BTC).callOrThrow();
            florin.createLedger(USD).callOrThrow();
            fund(florin, BTC.account(7), BTC.minor(10_000));
            fund(florin, USD.account(42), USD.amount("1000.00"));

            final List<Event> events = new ArrayList<>();
            assertThat(FirstTrade.run(engine, events)).isEqualTo(BTC.minor(4_000));
            assertThat(events)
                    .filteredOn(Event.Traded.class::isInstance)
                    .singleElement()
                    .satisfies(trade ->
                            assertThat(((Event.Traded) trade).quantity()).isEqualTo(4));
            assertThat(florin.read(USD.account(42)).available()).isEqualTo(USD.amount("899.97"));
        }
    }

    @Test
    void shouldFitOnOneLook() throws IOException {
        final String text = Files.readString(SOURCE);
        final String example = text.substring(text.indexOf("// example\n"), text.indexOf("// end of example"));
        assertThat(example.lines().count()).isLessThanOrEqualTo(MAX_LINES);
    }

    private static void fund(final Florin florin, final Account account, final Money amount) {
        final Account bank = account.ledger().account(0);
        florin.openAccount(bank).noFloor().callOrThrow();
        florin.openAccount(account).callOrThrow();
        florin.transfer(Key.random()).from(bank).to(account).amount(amount).callOrThrow();
    }
}
