package dev.florin.protocol.support;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.HoldId;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Conditions;
import dev.florin.protocol.command.Leg;
import dev.florin.protocol.command.Request;
import java.util.List;
import java.util.OptionalLong;

/** Requests in few words, without code, reference and conditions. */
public final class SmallRequests {
    private static final Uint128 KEY = SampleRequests.KEY;
    private static final Uint128 REF = Uint128.ZERO;
    private static final AccountId ANNA = AccountId.of(42, 752);
    private static final Conditions NONE = Conditions.NONE;

    private SmallRequests() {}

    /** A ledger under the key of the samples. */
    public static Request createLedger(final int id, final String code, final int scale) {
        return new Command.CreateLedger(KEY, id, code, scale, NONE);
    }

    /** An account with limits. */
    public static Request open(final long floor, final long ceiling) {
        return new Command.OpenAccount(KEY, ANNA, floor, ceiling, NONE);
    }

    /** New limits of an account. */
    public static Request setLimits(final OptionalLong floor, final OptionalLong ceiling) {
        return new Command.SetLimits(KEY, ANNA, floor, ceiling, NONE);
    }

    /** A transfer. */
    public static Request transfer(
            final Uint128 key, final AccountId debit, final AccountId credit, final long amount) {
        return new Command.Transfer(key, debit, credit, amount, false, 0, REF, NONE);
    }

    /** A hold. */
    public static Request hold(
            final Uint128 key, final AccountId debit, final AccountId credit, final long amount, final long timeoutNs) {
        return new Command.Hold(key, debit, credit, amount, timeoutNs, 0, REF, NONE);
    }

    /** A capture that closes the hold. */
    public static Request capture(final Uint128 key, final HoldId hold, final OptionalLong amount) {
        return new Command.Capture(key, hold, amount, false, 0, REF, NONE);
    }

    /** A reversal of what the key of the samples names. */
    public static Request reverse(final Uint128 key, final OptionalLong amount) {
        return new Command.Reverse(key, KEY, amount, 0, REF, NONE);
    }

    /** An entry. */
    public static Request entry(final Uint128 key, final List<Leg> legs) {
        return new Command.Entry(key, legs, 0, REF, NONE);
    }
}
