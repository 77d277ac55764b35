package dev.florin.protocol.support;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.Bounds;
import dev.florin.protocol.HoldId;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Conditions;
import dev.florin.protocol.command.Leg;
import dev.florin.protocol.command.Read;
import dev.florin.protocol.command.Request;
import dev.florin.protocol.command.Side;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Requests of every kind that the door lets in, with fields drawn over their whole ranges. */
public final class RandomRequests {
    private static final List<Side> SIDES = List.of(Side.DEBITS, Side.CREDITS, Side.BOTH);
    private static final int KINDS = 17;
    private static final String CODE_CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-";

    private final SplittableRandom random;
    private final RandomTradingRequests trading;

    /** Draws from a source of chance. */
    public RandomRequests(final SplittableRandom random) {
        this.random = random;
        this.trading = new RandomTradingRequests(random);
    }

    /** The next request. */
    public Request next() {
        if (random.nextInt(3) == 0) {
            return trading.next(key(), conditions());
        }
        return switch (random.nextInt(KINDS)) {
            case 0 -> new Command.CreateLedger(key(), ledger(), ledgerCode(), random.nextInt(19), conditions());
            case 1 ->
                new Command.OpenAccount(
                        key(), account(ledger()), limit(Bounds.NO_FLOOR), limit(Bounds.NO_CEILING), conditions());
            case 2 -> setLimits();
            case 3 -> new Command.Freeze(key(), account(ledger()), side(), conditions());
            case 4 -> new Command.Unfreeze(key(), account(ledger()), side(), conditions());
            case 5 -> new Command.CloseAccount(key(), account(ledger()), conditions());
            case 6 -> new Command.ReopenAccount(key(), account(ledger()), conditions());
            case 7 -> transfer();
            case 8 -> hold();
            case 9 -> new Command.Capture(key(), holdId(), part(), random.nextBoolean(), code(), wide(), conditions());
            case 10 -> new Command.Release(key(), holdId(), code(), wide(), conditions());
            case 11 -> new Command.Entry(key(), many(1 + random.nextInt(12), this::leg), code(), wide(), conditions());
            case 12 -> new Command.Reverse(key(), wide(), part(), code(), wide(), conditions());
            case 13 -> new Read.GetAccounts(many(random.nextInt(20), () -> account(ledger())));
            case 14 -> new Read.GetTrialBalance();
            case 15 -> new Read.GetOutcome(key());
            default -> new Read.GetLedgers();
        };
    }

    private Command setLimits() {
        final int which = random.nextInt(3);
        final OptionalLong floor = which == 0 ? OptionalLong.empty() : OptionalLong.of(limit(Bounds.NO_FLOOR));
        final OptionalLong ceiling = which == 1 ? OptionalLong.empty() : OptionalLong.of(limit(Bounds.NO_CEILING));
        return new Command.SetLimits(key(), account(ledger()), floor, ceiling, conditions());
    }

    private Command transfer() {
        final AccountId debit = account(ledger());
        return new Command.Transfer(
                key(), debit, beside(debit), amount(), random.nextBoolean(), code(), wide(), conditions());
    }

    private Command hold() {
        final AccountId debit = account(ledger());
        return new Command.Hold(key(), debit, beside(debit), amount(), magnitude(), code(), wide(), conditions());
    }

    private Leg leg() {
        final AccountId debit = account(ledger());
        return switch (random.nextInt(4)) {
            case 0 -> new Leg.Transfer(debit, beside(debit), amount(), code(), wide());
            case 1 -> new Leg.Hold(debit, beside(debit), amount(), magnitude(), code(), wide());
            case 2 -> new Leg.Capture(holdId(), part(), random.nextBoolean(), code(), wide());
            default -> new Leg.Release(holdId(), code(), wide());
        };
    }

    private Conditions conditions() {
        if (random.nextInt(3) > 0) {
            return Conditions.NONE;
        }
        return new Conditions(
                random.nextBoolean() ? Bounds.NO_DEADLINE : magnitude(),
                many(random.nextInt(5), () -> new Conditions.Expectation(account(ledger()), magnitude())));
    }

    private interface Source<T> {
        T next();
    }

    private static <T> List<T> many(final int count, final Source<T> source) {
        return Stream.generate(source::next).limit(count).toList();
    }

    private Uint128 key() {
        return new Uint128(random.nextBoolean() ? 0 : random.nextLong(), random.nextLong() | 1);
    }

    private Uint128 wide() {
        return new Uint128(random.nextBoolean() ? 0 : random.nextLong(), magnitude());
    }

    private AccountId account(final int ledger) {
        return new AccountId(magnitude(), ledger, random.nextInt(256));
    }

    private static AccountId beside(final AccountId account) {
        return new AccountId(account.owner() ^ 1, account.ledger(), account.type());
    }

    private HoldId holdId() {
        return new HoldId(wide(), random.nextBoolean() ? Bounds.NO_LEG : random.nextInt(Bounds.MAX_LEGS));
    }

    private OptionalLong part() {
        return random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(amount());
    }

    private long amount() {
        return Math.max(1, magnitude());
    }

    /** 0 to 2^63-1, every number of bits equally likely. */
    private long magnitude() {
        return random.nextLong() >>> (1 + random.nextInt(63));
    }

    private long limit(final long none) {
        if (random.nextInt(4) == 0) {
            return none;
        }
        final long limit = Math.min(magnitude(), Bounds.MAX_LIMIT);
        return random.nextBoolean() ? limit : -limit;
    }

    private int ledger() {
        return 1 + random.nextInt(Bounds.MAX_LEDGER);
    }

    private int code() {
        return random.nextInt(65_536);
    }

    private Side side() {
        return SIDES.get(random.nextInt(SIDES.size()));
    }

    private String ledgerCode() {
        final StringBuilder code = new StringBuilder();
        for (int i = random.nextInt(12); i >= 0; i--) {
            code.append(CODE_CHARACTERS.charAt(random.nextInt(CODE_CHARACTERS.length())));
        }
        return code.toString();
    }
}
