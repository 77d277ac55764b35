package dev.florin.replay;

import dev.florin.engine.ClockMode;
import dev.florin.engine.Engine;
import dev.florin.engine.EngineConfig;
import dev.florin.engine.FlorinClient;
import dev.florin.engine.Session;
import dev.florin.protocol.AccountId;
import dev.florin.protocol.Bounds;
import dev.florin.protocol.HoldId;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Conditions;
import dev.florin.protocol.command.Leg;
import dev.florin.protocol.command.Side;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;

/** A data directory that a real engine made: every command of the ledger once, some refused, one sent twice. */
final class Shop {
    static final int SEK = 752;
    static final AccountId BANK = AccountId.of(0, SEK);
    static final AccountId ANNA = AccountId.of(42, SEK);
    static final AccountId SHOP = new AccountId(7, SEK, 3);
    /** Sequence of the last command. */
    static final long LAST_SEQUENCE = 18;

    private static final long PARK_NS = 10_000;

    private final Engine engine;
    private final Session session;
    private long correlationId;

    private Shop(final Engine engine) {
        this.engine = engine;
        session = engine.openSession();
    }

    /** Makes the directory; the hash of its state. */
    static long fill(final Path directory) {
        final Engine engine = Engine.open(EngineConfig.builder(directory)
                .clock(ClockMode.MANUAL)
                .keyRetention(1_000)
                .segmentLengthBytes(16L * 1024 * 1024)
                .commitFileLengthBytes(4L * 1024 * 1024)
                .minFreeDiskBytes(0)
                .build());
        try (engine) {
            final Shop shop = new Shop(engine);
            shop.trade();
            shop.session.close();
        }
        return engine.stateHash();
    }

    /** Makes the ledger, {@link #BANK} without a floor and {@link #ANNA} with one of 0: sequences and keys 1 to 3. */
    static void open(final FlorinClient client) {
        client.call(new Command.CreateLedger(key(1), SEK, "SEK", 2, Conditions.NONE));
        client.call(new Command.OpenAccount(key(2), BANK, Bounds.NO_FLOOR, Bounds.NO_CEILING, Conditions.NONE));
        client.call(new Command.OpenAccount(key(3), ANNA, 0, Bounds.NO_CEILING, Conditions.NONE));
    }

    static Command.Transfer transfer(final long key, final AccountId debit, final AccountId credit, final long amount) {
        return new Command.Transfer(key(key), debit, credit, amount, false, 7, key(901), Conditions.NONE);
    }

    private static Uint128 key(final long key) {
        return Uint128.of(key);
    }

    private void trade() {
        send(new Command.CreateLedger(key(1), SEK, "SEK", 2, Conditions.NONE));
        send(new Command.OpenAccount(key(2), BANK, Bounds.NO_FLOOR, Bounds.NO_CEILING, Conditions.NONE));
        send(new Command.OpenAccount(key(3), ANNA, 0, Bounds.NO_CEILING, Conditions.NONE));
        send(new Command.OpenAccount(key(4), SHOP, 0, 1_000_000, Conditions.NONE));
        send(transfer(5, BANK, ANNA, 100_000));
        send(new Command.Hold(key(6), ANNA, SHOP, 80_000, 60_000_000_001L, 0, Uint128.ZERO, Conditions.NONE));
        final HoldId hold = HoldId.of(key(6));
        send(new Command.Capture(key(7), hold, OptionalLong.of(50_000), true, 8, Uint128.ZERO, Conditions.NONE));
        send(new Command.Release(key(8), hold, 0, Uint128.ZERO, Conditions.NONE));
        send(new Command.Entry(
                key(9),
                List.of(
                        new Leg.Transfer(ANNA, SHOP, 1, 0, Uint128.ZERO),
                        new Leg.Hold(ANNA, SHOP, 2, 1_000_000, 0, Uint128.ZERO),
                        new Leg.Hold(ANNA, SHOP, 3, 0, 0, Uint128.ZERO),
                        new Leg.Capture(new HoldId(key(9), 2), OptionalLong.empty(), false, 9, Uint128.ZERO)),
                0,
                key(902),
                Conditions.NONE));
        final Conditions conditions = new Conditions(1_000_000_000, List.of(new Conditions.Expectation(ANNA, 6)));
        send(new Command.Transfer(key(10), ANNA, SHOP, 5, false, 0, Uint128.ZERO, conditions));
        send(transfer(5, BANK, ANNA, 100_000));
        send(new Command.Reverse(key(12), key(7), OptionalLong.of(300), 0, Uint128.ZERO, Conditions.NONE));
        send(transfer(13, ANNA, SHOP, 99_999_999));
        send(new Command.Freeze(key(14), ANNA, Side.DEBITS, Conditions.NONE));
        send(new Command.SetLimits(
                key(15), ANNA, OptionalLong.of(-5_000), OptionalLong.of(Bounds.NO_CEILING), Conditions.NONE));
        advance(2_000_000);
        send(new Command.Unfreeze(key(17), ANNA, Side.DEBITS, Conditions.NONE));
        send(new Command.Transfer(key(18), ANNA, SHOP, 1_000_000, true, 0, Uint128.ZERO, Conditions.NONE));
    }

    private void send(final Command command) {
        await(session.offer(command, ++correlationId));
    }

    private void advance(final long byNs) {
        await(session.offerAdvance(++correlationId, byNs));
    }

    private void await(final Outcome offered) {
        if (offered != Outcome.OK) {
            throw new AssertionError(offered + ": " + session.why());
        }
        while (session.poll((id, buffer, offset, length) -> {}, 1) == 0) {
            if (engine.failure() != null) {
                throw engine.failure();
            }
            LockSupport.parkNanos(PARK_NS);
        }
    }
}
