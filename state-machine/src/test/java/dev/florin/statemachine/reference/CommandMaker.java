package dev.florin.statemachine.reference;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.CommandKind;
import dev.florin.protocol.HoldId;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Conditions;
import dev.florin.protocol.command.Leg;
import dev.florin.protocol.command.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/** Makes commands that the door lets in, of every kind, without conditions. */
final class CommandMaker {
    private static final List<Side> SIDES = List.of(Side.DEBITS, Side.CREDITS, Side.BOTH);
    private static final String[] LEDGER_CODES = {"SEK", "A", "X.Y_Z-0", "ABCDEFGHIJKL"};

    private final SplittableRandom random;
    private final StreamSettings settings;
    private final Picker pick;
    private final List<Uint128> keys;
    private final OrderMaker orders;

    CommandMaker(
            final SplittableRandom random,
            final StreamSettings settings,
            final Picker pick,
            final List<Uint128> keys,
            final OrderMaker orders) {
        this.random = random;
        this.settings = settings;
        this.pick = pick;
        this.keys = keys;
        this.orders = orders;
    }

    Command make(final CommandKind kind, final Uint128 key, final long timestampNs) {
        return switch (kind) {
            case CREATE_LEDGER -> createLedger(key);
            case OPEN_ACCOUNT -> openAccount(key, pick.account(pick.ledger()));
            case SET_LIMITS -> setLimits(key);
            case FREEZE -> new Command.Freeze(key, pick.account(pick.ledger()), side(), Conditions.NONE);
            case UNFREEZE -> new Command.Unfreeze(key, pick.barredAccount(), side(), Conditions.NONE);
            case CLOSE -> new Command.CloseAccount(key, pick.account(pick.ledger()), Conditions.NONE);
            case REOPEN -> new Command.ReopenAccount(key, pick.barredAccount(), Conditions.NONE);
            case TRANSFER -> transfer(key);
            case HOLD -> hold(key, timestampNs);
            case CAPTURE -> capture(key);
            case RELEASE -> new Command.Release(key, pick.hold(), code(), ref(), Conditions.NONE);
            case ENTRY -> entry(key, timestampNs);
            case REVERSE -> reverse(key);
            case CREATE_INSTRUMENT, SET_INSTRUMENT, PLACE, REPLACE, CANCEL, CANCEL_ALL ->
                orders.make(kind, key, timestampNs);
            case TICK -> throw new IllegalArgumentException("a tick is no command of a client");
        };
    }

    /** One of the ledgers of the stream, by its place. */
    Command.CreateLedger createLedger(final Uint128 key, final int index) {
        return new Command.CreateLedger(key, pick.ledger(index), "L" + index, index, Conditions.NONE);
    }

    Command.OpenAccount openAccount(final Uint128 key, final AccountId account) {
        return new Command.OpenAccount(key, account, pick.floor(account), pick.ceiling(), Conditions.NONE);
    }

    Command.Transfer fund(final Uint128 key, final AccountId debit, final AccountId credit) {
        final long amount = 1 + random.nextLong(1L << (1 + random.nextInt(24)));
        return new Command.Transfer(key, debit, credit, amount, true, 0, Uint128.ZERO, Conditions.NONE);
    }

    private Command createLedger(final Uint128 key) {
        final int index = random.nextInt(settings.ledgers());
        if (pick.chance(50)) {
            return createLedger(key, index);
        }
        final boolean isOldCode = pick.chance(50);
        final String code = isOldCode ? "L" + index : LEDGER_CODES[random.nextInt(LEDGER_CODES.length)];
        final int ledger = pick.chance(50) ? pick.ledger(index) : 5_000 + random.nextInt(5);
        return new Command.CreateLedger(key, ledger, code, random.nextInt(19), Conditions.NONE);
    }

    private Command setLimits(final Uint128 key) {
        final AccountId account = pick.account(pick.ledger());
        final int which = random.nextInt(3);
        final OptionalLong floor = which == 0 ? OptionalLong.empty() : OptionalLong.of(pick.newFloor(account));
        final OptionalLong ceiling = which == 1 ? OptionalLong.empty() : OptionalLong.of(pick.newCeiling(account));
        return new Command.SetLimits(key, account, floor, ceiling, Conditions.NONE);
    }

    private Command transfer(final Uint128 key) {
        final AccountId debit = pick.account(pick.ledger());
        final AccountId credit = pick.accountBeside(debit);
        final long amount = pick.amount(debit, credit);
        return new Command.Transfer(key, debit, credit, amount, pick.chance(20), code(), ref(), Conditions.NONE);
    }

    private Command hold(final Uint128 key, final long timestampNs) {
        final AccountId debit = pick.account(pick.ledger());
        final AccountId credit = pick.accountBeside(debit);
        final long amount = pick.amount(debit, credit);
        final long timeoutNs = pick.timeoutNs(timestampNs);
        return new Command.Hold(key, debit, credit, amount, timeoutNs, code(), ref(), Conditions.NONE);
    }

    private Command capture(final Uint128 key) {
        final HoldId hold = pick.hold();
        final OptionalLong amount = pick.amountOf(pick.remaining(hold));
        return new Command.Capture(key, hold, amount, pick.chance(50), code(), ref(), Conditions.NONE);
    }

    private Command reverse(final Uint128 key) {
        final Uint128 transfer = pick.transfer(keys);
        final OptionalLong amount = pick.amountOf(pick.left(transfer));
        return new Command.Reverse(key, transfer, amount, code(), ref(), Conditions.NONE);
    }

    private Command entry(final Uint128 key, final long timestampNs) {
        final int count = 1 + random.nextInt(settings.maxLegs());
        final boolean isGentle = pick.chance(70);
        final List<Leg> legs = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            legs.add(leg(key, legs, isGentle, timestampNs));
        }
        return new Command.Entry(key, legs, code(), ref(), Conditions.NONE);
    }

    private Leg leg(final Uint128 key, final List<Leg> earlier, final boolean isGentle, final long timestampNs) {
        final int choice = random.nextInt(100);
        if (choice < 45 || !settings.weights().containsKey(CommandKind.HOLD)) {
            final AccountId debit = pick.account(pick.ledger());
            final AccountId credit = pick.accountBeside(debit);
            return new Leg.Transfer(debit, credit, legAmount(debit, credit, isGentle), code(), ref());
        } else if (choice < 70) {
            final AccountId debit = pick.account(pick.ledger());
            final AccountId credit = pick.accountBeside(debit);
            final long timeoutNs = pick.timeoutNs(timestampNs);
            return new Leg.Hold(debit, credit, legAmount(debit, credit, isGentle), timeoutNs, code(), ref());
        }
        final HoldId hold = pick.chance(60) ? holdOfEarlierLeg(key, earlier) : pick.hold();
        if (choice < 90) {
            return new Leg.Capture(hold, legAmountOf(hold, isGentle), pick.chance(60), code(), ref());
        }
        return new Leg.Release(hold, code(), ref());
    }

    private long legAmount(final AccountId debit, final AccountId credit, final boolean isGentle) {
        return isGentle ? pick.smallAmount() : pick.amount(debit, credit);
    }

    private OptionalLong legAmountOf(final HoldId hold, final boolean isGentle) {
        return isGentle ? OptionalLong.of(1) : pick.amountOf(pick.remaining(hold));
    }

    private HoldId holdOfEarlierLeg(final Uint128 key, final List<Leg> earlier) {
        for (int attempt = 0; attempt < 4 && !earlier.isEmpty(); attempt++) {
            final int index = random.nextInt(earlier.size());
            if (earlier.get(index) instanceof Leg.Hold) {
                return new HoldId(key, index);
            }
        }
        return pick.hold();
    }

    private Side side() {
        return pick.any(SIDES);
    }

    private int code() {
        return pick.chance(70) ? 0 : random.nextInt(65_536);
    }

    private Uint128 ref() {
        return pick.chance(70) ? Uint128.ZERO : new Uint128(random.nextLong(), random.nextLong());
    }
}
