package dev.florin.protocol.event;

import dev.florin.protocol.HoldId;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.order.InstrumentState;
import dev.florin.protocol.order.OrderSide;
import dev.florin.protocol.order.OrderStatus;

/** What a command caused to anybody. Events of a command come in the order in which it caused them. */
public sealed interface Event {
    /**
     * The command that caused it.
     *
     * @return its sequence.
     */
    long sequence();

    /**
     * When that command was stamped.
     *
     * @return ns since the epoch.
     */
    long timestampNs();

    /** What became of a hold. */
    enum HoldStatus {
        /** It reserves something. */
        OPEN("open"),
        /** It was captured to its end. */
        CAPTURED("captured"),
        /** It was released. */
        RELEASED("released"),
        /** Its time was over. */
        EXPIRED("expired");

        private final String text;

        HoldStatus(final String text) {
            this.text = text;
        }

        /**
         * The name at text doors.
         *
         * @return such as {@code open}.
         */
        public String text() {
            return text;
        }
    }

    /**
     * A hold was made, captured, released or expired.
     *
     * @param sequence of the command.
     * @param timestampNs of the command.
     * @param hold which.
     * @param status what became of it.
     * @param amount what the change reserved, captured or gave back, minor units.
     * @param remaining what it reserves now.
     * @param code the client's own, of the command or leg that changed it, 0..65535; 0 of an expiry.
     * @param ref likewise.
     */
    record HoldChanged(
            long sequence,
            long timestampNs,
            HoldId hold,
            HoldStatus status,
            long amount,
            long remaining,
            int code,
            Uint128 ref)
            implements Event {}

    /**
     * Two orders traded.
     *
     * @param sequence of the command.
     * @param timestampNs of the command.
     * @param instrument id.
     * @param trade number of the trade, from 1 for each instrument.
     * @param price quote minor units for one lot.
     * @param quantity lots.
     * @param maker key that placed the order that rested; in an uncross the one of the lower order id.
     * @param makerOwner who owns it.
     * @param makerFee charged with this trade, quote minor units; negative: given.
     * @param taker key that placed the other order.
     * @param takerOwner who owns it.
     * @param takerFee charged with this trade, quote minor units; negative: given.
     * @param takerSide what the taker does.
     */
    record Traded(
            long sequence,
            long timestampNs,
            int instrument,
            long trade,
            long price,
            long quantity,
            Uint128 maker,
            long makerOwner,
            long makerFee,
            Uint128 taker,
            long takerOwner,
            long takerFee,
            OrderSide takerSide)
            implements Event {}

    /**
     * An order was placed, traded, changed or ended.
     *
     * @param sequence of the command.
     * @param timestampNs of the command.
     * @param instrument id.
     * @param order key that placed it.
     * @param owner who owns it.
     * @param status how it stands.
     * @param filled lots traded since it was placed.
     * @param remaining lots that are, or were, left untraded.
     */
    record OrderChanged(
            long sequence,
            long timestampNs,
            int instrument,
            Uint128 order,
            long owner,
            OrderStatus status,
            long filled,
            long remaining)
            implements Event {}

    /**
     * A price level is other than before the command.
     *
     * @param sequence of the command.
     * @param timestampNs of the command.
     * @param instrument id.
     * @param side of the book.
     * @param price quote minor units for one lot.
     * @param quantity displayed lots; 0: the level is gone.
     * @param orders how many.
     */
    record LevelChanged(
            long sequence, long timestampNs, int instrument, OrderSide side, long price, long quantity, int orders)
            implements Event {}

    /**
     * An instrument was made or changed its state.
     *
     * @param sequence of the command.
     * @param timestampNs of the command.
     * @param instrument id.
     * @param state what it takes now.
     */
    record InstrumentChanged(long sequence, long timestampNs, int instrument, InstrumentState state) implements Event {}
}
