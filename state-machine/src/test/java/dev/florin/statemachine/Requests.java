package dev.florin.statemachine;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.Bounds;
import dev.florin.protocol.HoldId;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Conditions;
import dev.florin.protocol.command.Leg;
import dev.florin.protocol.command.Side;
import java.util.List;
import java.util.OptionalLong;

/** Short ways to write requests in tests. All accounts are of type 0 on one ledger unless said otherwise. */
final class Requests {
    static final int SEK = 752;
    static final int EUR = 978;

    private Requests() {}

    static Uint128 key(final long key) {
        return Uint128.of(key);
    }

    static AccountId account(final long owner) {
        return AccountId.of(owner, SEK);
    }

    static Command.CreateLedger createLedger(final long key, final int id, final String code, final int scale) {
        return new Command.CreateLedger(key(key), id, code, scale, Conditions.NONE);
    }

    static Command.OpenAccount open(final long key, final long owner) {
        return open(key, account(owner), 0, Bounds.NO_CEILING);
    }

    static Command.OpenAccount openUnlimited(final long key, final long owner) {
        return open(key, account(owner), Bounds.NO_FLOOR, Bounds.NO_CEILING);
    }

    static Command.OpenAccount open(final long key, final AccountId account, final long floor, final long ceiling) {
        return new Command.OpenAccount(key(key), account, floor, ceiling, Conditions.NONE);
    }

    static Command.SetLimits setLimits(
            final long key, final long owner, final OptionalLong floor, final OptionalLong ceiling) {
        return new Command.SetLimits(key(key), account(owner), floor, ceiling, Conditions.NONE);
    }

    static Command.Freeze freeze(final long key, final long owner, final Side side) {
        return new Command.Freeze(key(key), account(owner), side, Conditions.NONE);
    }

    static Command.Unfreeze unfreeze(final long key, final long owner, final Side side) {
        return new Command.Unfreeze(key(key), account(owner), side, Conditions.NONE);
    }

    static Command.CloseAccount close(final long key, final long owner) {
        return new Command.CloseAccount(key(key), account(owner), Conditions.NONE);
    }

    static Command.ReopenAccount reopen(final long key, final long owner) {
        return new Command.ReopenAccount(key(key), account(owner), Conditions.NONE);
    }

    static Command.Transfer transfer(final long key, final long debit, final long credit, final long amount) {
        return transfer(key, account(debit), account(credit), amount, Conditions.NONE);
    }

    static Command.Transfer transfer(
            final long key,
            final AccountId debit,
            final AccountId credit,
            final long amount,
            final Conditions conditions) {
        return new Command.Transfer(key(key), debit, credit, amount, false, 0, Uint128.ZERO, conditions);
    }

    static Command.Transfer transferUpTo(final long key, final long debit, final long credit, final long amount) {
        return new Command.Transfer(
                key(key), account(debit), account(credit), amount, true, 0, Uint128.ZERO, Conditions.NONE);
    }

    static Command.Hold hold(final long key, final long debit, final long credit, final long amount) {
        return hold(key, debit, credit, amount, 0);
    }

    static Command.Hold hold(
            final long key, final long debit, final long credit, final long amount, final long timeoutNs) {
        return new Command.Hold(
                key(key), account(debit), account(credit), amount, timeoutNs, 0, Uint128.ZERO, Conditions.NONE);
    }

    static Command.Capture capture(final long key, final long hold, final long amount) {
        return capture(key, HoldId.of(key(hold)), OptionalLong.of(amount), false);
    }

    static Command.Capture captureAll(final long key, final long hold) {
        return capture(key, HoldId.of(key(hold)), OptionalLong.empty(), false);
    }

    static Command.Capture captureKeepingOpen(final long key, final long hold, final long amount) {
        return capture(key, HoldId.of(key(hold)), OptionalLong.of(amount), true);
    }

    static Command.Capture capture(
            final long key, final HoldId hold, final OptionalLong amount, final boolean keepOpen) {
        return new Command.Capture(key(key), hold, amount, keepOpen, 0, Uint128.ZERO, Conditions.NONE);
    }

    static Command.Release release(final long key, final long hold) {
        return release(key, HoldId.of(key(hold)));
    }

    static Command.Release release(final long key, final HoldId hold) {
        return new Command.Release(key(key), hold, 0, Uint128.ZERO, Conditions.NONE);
    }

    static Command.Reverse reverse(final long key, final long transfer, final long amount) {
        return new Command.Reverse(key(key), key(transfer), OptionalLong.of(amount), 0, Uint128.ZERO, Conditions.NONE);
    }

    static Command.Reverse reverseAll(final long key, final long transfer) {
        return new Command.Reverse(key(key), key(transfer), OptionalLong.empty(), 0, Uint128.ZERO, Conditions.NONE);
    }

    static Command.Entry entry(final long key, final Leg... legs) {
        return new Command.Entry(key(key), List.of(legs), 0, Uint128.ZERO, Conditions.NONE);
    }

    static Leg.Transfer transferLeg(final long debit, final long credit, final long amount) {
        return new Leg.Transfer(account(debit), account(credit), amount, 0, Uint128.ZERO);
    }

    static Leg.Hold holdLeg(final long debit, final long credit, final long amount, final long timeoutNs) {
        return new Leg.Hold(account(debit), account(credit), amount, timeoutNs, 0, Uint128.ZERO);
    }

    static Leg.Capture captureLeg(final long hold, final int leg, final OptionalLong amount, final boolean keepOpen) {
        return new Leg.Capture(new HoldId(key(hold), leg), amount, keepOpen, 0, Uint128.ZERO);
    }

    static Leg.Release releaseLeg(final long hold, final int leg) {
        return new Leg.Release(new HoldId(key(hold), leg), 0, Uint128.ZERO);
    }
}
