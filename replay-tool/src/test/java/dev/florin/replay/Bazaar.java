package dev.florin.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.florin.engine.ClockMode;
import dev.florin.engine.Engine;
import dev.florin.engine.EngineConfig;
import dev.florin.engine.FlorinClient;
import dev.florin.journal.Durability;
import dev.florin.protocol.AccountId;
import dev.florin.protocol.Bounds;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Conditions;
import dev.florin.protocol.order.Fee;
import dev.florin.protocol.order.OrderSide;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A data directory with a market, figures worked out by hand: lots of 10 BTC units; 4 of them at 2,500 are worth 10,000, of which
 * the maker's 100 millionths are 1 and the taker's 250 millionths 2.5, rounded up to 3.
 */
final class Bazaar {
    static final int BTC = 1;
    static final int USD = 840;
    static final int BTC_USD = 1;
    static final long MAKER = 7;
    static final long TAKER = 42;
    static final long OPERATOR = 9;

    private Bazaar() {}

    /** Sequences 8 to 11: a sell that rests, another, a buy that takes of it, and what is left of both. */
    static void fill(final Path directory) {
        try (Engine engine = Engine.open(EngineConfig.builder(directory)
                .clock(ClockMode.MANUAL)
                .durability(Durability.MEMORY_MAPPED)
                .keyRetention(1_000)
                .minFreeDiskBytes(0)
                .build())) {
            final FlorinClient client = engine.client();
            final AtomicLong key = new AtomicLong();
            send(client, new Command.CreateLedger(next(key), BTC, "BTC", 0, Conditions.NONE));
            send(client, new Command.CreateLedger(next(key), USD, "USD", 0, Conditions.NONE));
            fund(client, key, AccountId.of(MAKER, BTC), 1_000);
            fund(client, key, AccountId.of(TAKER, USD), 100_000);
            send(
                    client,
                    new Command.CreateInstrument(
                            Uint128.of(20),
                            BTC_USD,
                            "BTC-USD",
                            BTC,
                            USD,
                            10,
                            5,
                            OPERATOR,
                            new Fee(0, 100),
                            new Fee(0, 250),
                            Conditions.NONE));
            send(client, Command.Place.limit(Uint128.of(21), MAKER, BTC_USD, OrderSide.SELL, 2_500, 6));
            send(client, Command.Place.limit(Uint128.of(22), MAKER, BTC_USD, OrderSide.SELL, 2_600, 1));
            send(client, Command.Place.limit(Uint128.of(23), TAKER, BTC_USD, OrderSide.BUY, 2_500, 4));
            send(client, Command.Place.limit(Uint128.of(24), TAKER, BTC_USD, OrderSide.BUY, 2_400, 5));
        }
    }

    private static Uint128 next(final AtomicLong key) {
        return Uint128.of(key.incrementAndGet());
    }

    private static void fund(
            final FlorinClient client, final AtomicLong key, final AccountId account, final long amount) {
        final AccountId world = AccountId.of(0, account.ledger());
        send(client, new Command.OpenAccount(next(key), world, Bounds.NO_FLOOR, Bounds.NO_CEILING, Conditions.NONE));
        send(client, new Command.OpenAccount(next(key), account, 0, Bounds.NO_CEILING, Conditions.NONE));
        send(client, new Command.Transfer(next(key), world, account, amount, false, 0, Uint128.ZERO, Conditions.NONE));
    }

    private static void send(final FlorinClient client, final Command command) {
        assertThat(((Answer.ToCommand) client.call(command)).outcome().isSuccess())
                .as(command.toString())
                .isTrue();
    }
}
