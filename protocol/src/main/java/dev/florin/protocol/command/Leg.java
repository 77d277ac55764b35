package dev.florin.protocol.command;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.HoldId;
import dev.florin.protocol.Uint128;
import java.util.OptionalLong;

/** A leg of an entry. */
public sealed interface Leg {
    /**
     * Moves an amount.
     *
     * @param debit account that pays.
     * @param credit account that receives.
     * @param amount minor units, at least 1.
     * @param code the client's own, 0..65535.
     * @param ref the client's own.
     */
    record Transfer(AccountId debit, AccountId credit, long amount, int code, Uint128 ref) implements Leg {}

    /**
     * Reserves an amount; the hold is named by the entry's key and the index of this leg.
     *
     * @param debit account that will pay.
     * @param credit account that will receive.
     * @param amount minor units, at least 1.
     * @param timeoutNs after which the hold expires; 0: never.
     * @param code the client's own, 0..65535.
     * @param ref the client's own.
     */
    record Hold(AccountId debit, AccountId credit, long amount, long timeoutNs, int code, Uint128 ref) implements Leg {}

    /**
     * Posts what a hold reserves.
     *
     * @param hold which, also one that an earlier leg made.
     * @param amount minor units, at least 1; empty: all that is left.
     * @param keepOpen true: what remains stays held.
     * @param code the client's own, 0..65535.
     * @param ref the client's own.
     */
    record Capture(HoldId hold, OptionalLong amount, boolean keepOpen, int code, Uint128 ref) implements Leg {}

    /**
     * Gives back what a hold reserves.
     *
     * @param hold which, also one that an earlier leg made.
     * @param code the client's own, 0..65535.
     * @param ref the client's own.
     */
    record Release(HoldId hold, int code, Uint128 ref) implements Leg {}
}
