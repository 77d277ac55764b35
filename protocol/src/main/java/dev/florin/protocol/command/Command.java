package dev.florin.protocol.command;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.Bounds;
import dev.florin.protocol.HoldId;
import dev.florin.protocol.Uint128;
import java.util.List;
import java.util.OptionalLong;

/**
 * A command that changes state. It carries a key, which decides at most once, and conditions, which are no part of its
 * content. The constructors take anything that a frame can express; what is not allowed is told by {@link
 * dev.florin.protocol.check.CommandCheck}, with an outcome and not an exception.
 */
public sealed interface Command extends Request {
    /**
     * The client's key.
     *
     * @return 128 bits, not 0.
     */
    Uint128 key();

    /**
     * Under which the command may be applied.
     *
     * @return {@link Conditions#NONE} for any.
     */
    Conditions conditions();

    /**
     * Makes a ledger.
     *
     * @param key of the command.
     * @param ledger id, 1..65535.
     * @param code 1-12 of {@code A-Z 0-9 . _ -}.
     * @param scale decimals of an amount, 0..18.
     * @param conditions under which it may be applied.
     */
    record CreateLedger(Uint128 key, int ledger, String code, int scale, Conditions conditions) implements Command {}

    /**
     * Opens an account.
     *
     * @param key of the command.
     * @param account to open.
     * @param floor lowest balance, minor units; {@link Bounds#NO_FLOOR} for unlimited; usually 0.
     * @param ceiling highest balance; {@link Bounds#NO_CEILING} for unlimited.
     * @param conditions under which it may be applied.
     */
    record OpenAccount(Uint128 key, AccountId account, long floor, long ceiling, Conditions conditions)
            implements Command {}

    /**
     * Sets a floor, a ceiling or both.
     *
     * @param key of the command.
     * @param account whose limits.
     * @param floor new floor, or empty to leave it.
     * @param ceiling new ceiling, or empty to leave it.
     * @param conditions under which it may be applied.
     */
    record SetLimits(Uint128 key, AccountId account, OptionalLong floor, OptionalLong ceiling, Conditions conditions)
            implements Command {}

    /**
     * Freezes sides of an account.
     *
     * @param key of the command.
     * @param account to freeze.
     * @param side what of it.
     * @param conditions under which it may be applied.
     */
    record Freeze(Uint128 key, AccountId account, Side side, Conditions conditions) implements Command {}

    /**
     * Unfreezes sides of an account.
     *
     * @param key of the command.
     * @param account to unfreeze.
     * @param side what of it.
     * @param conditions under which it may be applied.
     */
    record Unfreeze(Uint128 key, AccountId account, Side side, Conditions conditions) implements Command {}

    /**
     * Closes an account.
     *
     * @param key of the command.
     * @param account to close.
     * @param conditions under which it may be applied.
     */
    record CloseAccount(Uint128 key, AccountId account, Conditions conditions) implements Command {}

    /**
     * Reopens a closed account.
     *
     * @param key of the command.
     * @param account to reopen.
     * @param conditions under which it may be applied.
     */
    record ReopenAccount(Uint128 key, AccountId account, Conditions conditions) implements Command {}

    /**
     * Moves an amount.
     *
     * @param key of the command.
     * @param debit account that pays.
     * @param credit account that receives.
     * @param amount minor units, at least 1.
     * @param upTo true: move what can be moved, up to the amount.
     * @param code the client's own, 0..65535.
     * @param ref the client's own.
     * @param conditions under which it may be applied.
     */
    record Transfer(
            Uint128 key,
            AccountId debit,
            AccountId credit,
            long amount,
            boolean upTo,
            int code,
            Uint128 ref,
            Conditions conditions)
            implements Command {}

    /**
     * Reserves an amount.
     *
     * @param key of the command, and the name of the hold.
     * @param debit account that will pay.
     * @param credit account that will receive.
     * @param amount minor units, at least 1.
     * @param timeoutNs after which the hold expires; 0: never.
     * @param code the client's own, 0..65535.
     * @param ref the client's own.
     * @param conditions under which it may be applied.
     */
    record Hold(
            Uint128 key,
            AccountId debit,
            AccountId credit,
            long amount,
            long timeoutNs,
            int code,
            Uint128 ref,
            Conditions conditions)
            implements Command {}

    /**
     * Posts what a hold reserves.
     *
     * @param key of the command.
     * @param hold which.
     * @param amount minor units, at least 1; empty: all that is left.
     * @param keepOpen true: what remains stays held.
     * @param code the client's own, 0..65535.
     * @param ref the client's own.
     * @param conditions under which it may be applied.
     */
    record Capture(
            Uint128 key,
            HoldId hold,
            OptionalLong amount,
            boolean keepOpen,
            int code,
            Uint128 ref,
            Conditions conditions)
            implements Command {}

    /**
     * Gives back what a hold reserves.
     *
     * @param key of the command.
     * @param hold which.
     * @param code the client's own, 0..65535.
     * @param ref the client's own.
     * @param conditions under which it may be applied.
     */
    record Release(Uint128 key, HoldId hold, int code, Uint128 ref, Conditions conditions) implements Command {}

    /**
     * Several legs, all or none.
     *
     * @param key of the command.
     * @param legs in the order in which they apply, 1..1000.
     * @param code the client's own, 0..65535.
     * @param ref the client's own.
     * @param conditions under which it may be applied.
     */
    record Entry(Uint128 key, List<Leg> legs, int code, Uint128 ref, Conditions conditions) implements Command {
        /** Copies the list. */
        public Entry {
            legs = List.copyOf(legs);
        }
    }

    /**
     * Undoes a transfer or capture, whole or by amount.
     *
     * @param key of the command.
     * @param transfer key of what to undo.
     * @param amount minor units, at least 1; empty: all that is left.
     * @param code the client's own, 0..65535.
     * @param ref the client's own.
     * @param conditions under which it may be applied.
     */
    record Reverse(Uint128 key, Uint128 transfer, OptionalLong amount, int code, Uint128 ref, Conditions conditions)
            implements Command {}
}
