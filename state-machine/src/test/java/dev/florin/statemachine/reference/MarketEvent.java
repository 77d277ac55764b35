package dev.florin.statemachine.reference;

import dev.florin.protocol.Uint128;
import dev.florin.protocol.order.InstrumentState;
import dev.florin.protocol.order.OrderSide;
import dev.florin.protocol.order.OrderStatus;

/** What a listener is told of trading. Every event carries the sequence and timestamp of the command that caused it. */
public sealed interface MarketEvent {
    /**
     * Two orders traded.
     *
     * @param sequence of the command.
     * @param timestampNs of the command.
     * @param instrument id.
     * @param trade number of the instrument's trade, from 1.
     * @param price quote minor units for a lot.
     * @param quantity lots.
     * @param maker key of the resting order.
     * @param taker key of the order that came to it.
     * @param makerOwner owner of the resting order.
     * @param takerOwner owner of the order that came to it.
     * @param takerSide side of the order that came to it.
     * @param makerFee charged with this trade; negative: given.
     * @param takerFee charged with this trade; negative: given.
     */
    record Trade(
            long sequence,
            long timestampNs,
            int instrument,
            long trade,
            long price,
            long quantity,
            Uint128 maker,
            Uint128 taker,
            long makerOwner,
            long takerOwner,
            OrderSide takerSide,
            long makerFee,
            long takerFee)
            implements MarketEvent {}

    /**
     * An order changed.
     *
     * @param sequence of the command.
     * @param timestampNs of the command.
     * @param instrument id.
     * @param order key that placed it.
     * @param owner its owner.
     * @param status after the change.
     * @param filled lots since it was placed.
     * @param remaining lots that are, or were, left untraded.
     */
    record Order(
            long sequence,
            long timestampNs,
            int instrument,
            Uint128 order,
            long owner,
            OrderStatus status,
            long filled,
            long remaining)
            implements MarketEvent {}

    /**
     * What a price level is after the command.
     *
     * @param sequence of the command.
     * @param timestampNs of the command.
     * @param instrument id.
     * @param side of the book.
     * @param price of the level.
     * @param quantity displayed lots; 0: gone.
     * @param orders how many.
     */
    record Level(
            long sequence, long timestampNs, int instrument, OrderSide side, long price, long quantity, long orders)
            implements MarketEvent {}

    /**
     * An instrument was made or changed its state.
     *
     * @param sequence of the command.
     * @param timestampNs of the command.
     * @param instrument id.
     * @param state after the change.
     */
    record Instrument(long sequence, long timestampNs, int instrument, InstrumentState state) implements MarketEvent {}
}
