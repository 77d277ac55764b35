package dev.florin.protocol.command;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.Bounds;
import dev.florin.protocol.HoldId;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.order.Fee;
import dev.florin.protocol.order.InstrumentState;
import dev.florin.protocol.order.OrderRef;
import dev.florin.protocol.order.OrderSide;
import dev.florin.protocol.order.OrderType;
import dev.florin.protocol.order.SelfTrade;
import dev.florin.protocol.order.TimeInForce;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
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

    /**
     * Makes an instrument, open.
     *
     * @param key of the command.
     * @param instrument id, 1..65535.
     * @param code 1-25 of {@code A-Z 0-9 . _ -}.
     * @param baseLedger id of the ledger that is traded.
     * @param quoteLedger id of the ledger that it is paid in.
     * @param lot base minor units in one lot, at least 1.
     * @param tick quote minor units that prices are multiples of, at least 1.
     * @param operator owner of the fee account and of the clearing accounts.
     * @param makerFee of orders that rest.
     * @param takerFee of orders that take.
     * @param conditions under which it may be applied.
     */
    record CreateInstrument(
            Uint128 key,
            int instrument,
            String code,
            int baseLedger,
            int quoteLedger,
            long lot,
            long tick,
            long operator,
            Fee makerFee,
            Fee takerFee,
            Conditions conditions)
            implements Command {}

    /**
     * Sets what is given of an instrument; the rest stays.
     *
     * @param key of the command.
     * @param instrument id.
     * @param state to enter, last of all.
     * @param reference a price on tick.
     * @param bandPpm millionths of the anchor, at least 0; 0: no band.
     * @param makerFee for orders placed after.
     * @param takerFee for orders placed after.
     * @param conditions under which it may be applied.
     */
    record SetInstrument(
            Uint128 key,
            int instrument,
            Optional<InstrumentState> state,
            OptionalLong reference,
            OptionalLong bandPpm,
            Optional<Fee> makerFee,
            Optional<Fee> takerFee,
            Conditions conditions)
            implements Command {}

    /**
     * Places an order.
     *
     * @param key of the command, and the name of the order.
     * @param owner who trades.
     * @param accountType of the owner's accounts that the order trades on, usually 0.
     * @param instrument id.
     * @param side buy or sell.
     * @param type limit or market.
     * @param timeInForce how long it stands; of a market order without a stop all but FOK mean IOC.
     * @param price quote minor units for one lot, for a limit order and for no other.
     * @param quantity lots, at least 1.
     * @param postOnly true: rather refused than a taker.
     * @param display lots shown at a time; empty: all.
     * @param stop trigger price; empty: enters at once.
     * @param budget quote minor units, the most that a buy spends or the least that an FOK sell receives.
     * @param timeoutNs after which a GTD order expires; 0 for any other.
     * @param selfTrade what to do about orders of the same owner.
     * @param conditions under which it may be applied.
     */
    record Place(
            Uint128 key,
            long owner,
            int accountType,
            int instrument,
            OrderSide side,
            OrderType type,
            TimeInForce timeInForce,
            OptionalLong price,
            long quantity,
            boolean postOnly,
            OptionalLong display,
            OptionalLong stop,
            OptionalLong budget,
            long timeoutNs,
            SelfTrade selfTrade,
            Conditions conditions)
            implements Command {
        /**
         * A plain limit order: good till cancelled, on accounts of type 0, cancelled where it meets its owner's own.
         *
         * @param key of the command, and the name of the order.
         * @param owner who trades.
         * @param instrument id.
         * @param side buy or sell.
         * @param price quote minor units for one lot.
         * @param quantity lots.
         * @return the command.
         */
        public static Place limit(
                final Uint128 key,
                final long owner,
                final int instrument,
                final OrderSide side,
                final long price,
                final long quantity) {
            return new Place(
                    key,
                    owner,
                    0,
                    instrument,
                    side,
                    OrderType.LIMIT,
                    TimeInForce.GTC,
                    OptionalLong.of(price),
                    quantity,
                    false,
                    OptionalLong.empty(),
                    OptionalLong.empty(),
                    OptionalLong.empty(),
                    0,
                    SelfTrade.CANCEL_TAKER,
                    Conditions.NONE);
        }
    }

    /**
     * Changes an order: its price, its open quantity or both, or takes a quantity off.
     *
     * @param key of the command.
     * @param owner of the order.
     * @param order which.
     * @param price new price.
     * @param quantity new open quantity, lots.
     * @param reduceBy lots to take off; given alone.
     * @param filled lots that the client believes traded; given with a quantity.
     * @param stop new trigger price of a waiting stop.
     * @param conditions under which it may be applied.
     */
    record Replace(
            Uint128 key,
            long owner,
            OrderRef order,
            OptionalLong price,
            OptionalLong quantity,
            OptionalLong reduceBy,
            OptionalLong filled,
            OptionalLong stop,
            Conditions conditions)
            implements Command {}

    /**
     * Cancels an order.
     *
     * @param key of the command.
     * @param owner of the order.
     * @param order which.
     * @param conditions under which it may be applied.
     */
    record Cancel(Uint128 key, long owner, OrderRef order, Conditions conditions) implements Command {}

    /**
     * Cancels the orders of an owner, in the order of their ids, at most {@link Bounds#MAX_CANCEL_ALL}.
     *
     * @param key of the command.
     * @param owner of the orders.
     * @param instrument id; empty: of every instrument.
     * @param conditions under which it may be applied.
     */
    record CancelAll(Uint128 key, long owner, OptionalInt instrument, Conditions conditions) implements Command {}
}
