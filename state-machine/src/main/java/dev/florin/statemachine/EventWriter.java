package dev.florin.statemachine;

import dev.florin.protocol.Frames;
import dev.florin.protocol.codec.HoldEventEncoder;
import dev.florin.protocol.codec.InstrumentEventEncoder;
import dev.florin.protocol.codec.LevelEventEncoder;
import dev.florin.protocol.codec.MessageHeaderEncoder;
import dev.florin.protocol.codec.OrderEventEncoder;
import dev.florin.protocol.codec.TradeEventEncoder;
import dev.florin.statemachine.ledger.CurrentCommand;
import dev.florin.statemachine.ledger.HoldEvents;
import dev.florin.statemachine.settlement.OrderEvents;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.sbe.MessageEncoderFlyweight;

/**
 * Writes events, and holds them back until it is certain that what they tell has happened: an entry may still be undone, and
 * so may an order. Its buffer grows to the largest number of events that one step has caused. Owned by the engine thread.
 */
final class EventWriter implements HoldEvents, OrderEvents {
    private static final int HOLD_LENGTH = Frames.align(Frames.HEADER_LENGTH + HoldEventEncoder.BLOCK_LENGTH);
    private static final int TRADE_LENGTH = Frames.align(Frames.HEADER_LENGTH + TradeEventEncoder.BLOCK_LENGTH);
    private static final int ORDER_LENGTH = Frames.align(Frames.HEADER_LENGTH + OrderEventEncoder.BLOCK_LENGTH);
    private static final int LEVEL_LENGTH = Frames.align(Frames.HEADER_LENGTH + LevelEventEncoder.BLOCK_LENGTH);
    private static final int INSTRUMENT_LENGTH =
            Frames.align(Frames.HEADER_LENGTH + InstrumentEventEncoder.BLOCK_LENGTH);
    private static final int INITIAL_LENGTH = 128 * 1_024;

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[INITIAL_LENGTH]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final HoldEventEncoder hold = new HoldEventEncoder();
    private final TradeEventEncoder trade = new TradeEventEncoder();
    private final OrderEventEncoder order = new OrderEventEncoder();
    private final LevelEventEncoder level = new LevelEventEncoder();
    private final InstrumentEventEncoder instrument = new InstrumentEventEncoder();
    private final CurrentCommand current;
    private Egress egress = Egress.NONE;
    private boolean isListening;
    private int length;

    EventWriter(final CurrentCommand current) {
        this.current = current;
    }

    void egress(final Egress newEgress) {
        egress = newEgress;
        isListening = false;
        length = 0;
    }

    /** A batch begins, whose events somebody wants or nobody does. */
    void listen(final boolean wanted) {
        isListening = wanted;
    }

    @Override
    public void onHold(
            final long keyHigh,
            final long keyLow,
            final int leg,
            final int status,
            final long amount,
            final long remaining) {
        if (!isListening) {
            return;
        }
        begin(hold, HOLD_LENGTH);
        hold.sequence(current.sequence()).timestampNs(current.timestampNs());
        hold.holdHigh(keyHigh).holdLow(keyLow).holdLeg(leg);
        hold.amount(amount).remaining(remaining).status((short) status);
        hold.code(current.code()).refHigh(current.refHigh()).refLow(current.refLow());
    }

    @Override
    public boolean isListening() {
        return isListening;
    }

    @Override
    public void onTrade(
            final int instrumentId,
            final long tradeNumber,
            final long price,
            final long quantity,
            final Party maker,
            final Party taker,
            final int takerSide) {
        begin(trade, TRADE_LENGTH);
        trade.sequence(current.sequence()).timestampNs(current.timestampNs());
        trade.trade(tradeNumber).price(price).quantity(quantity);
        trade.makerHigh(maker.keyHigh).makerLow(maker.keyLow).makerOwner(maker.owner);
        trade.takerHigh(taker.keyHigh).takerLow(taker.keyLow).takerOwner(taker.owner);
        trade.makerFee(maker.fee).takerFee(taker.fee);
        trade.instrument(instrumentId).takerSide((short) takerSide);
    }

    @Override
    public void onOrder(
            final long keyHigh,
            final long keyLow,
            final long owner,
            final int instrumentId,
            final int status,
            final long filled,
            final long remaining) {
        begin(order, ORDER_LENGTH);
        order.sequence(current.sequence()).timestampNs(current.timestampNs());
        order.orderHigh(keyHigh).orderLow(keyLow).owner(owner);
        order.filled(filled).remaining(remaining);
        order.instrument(instrumentId).status((short) status);
    }

    @Override
    public void onLevel(
            final int instrumentId, final int side, final long price, final long quantity, final int orders) {
        begin(level, LEVEL_LENGTH);
        level.sequence(current.sequence()).timestampNs(current.timestampNs());
        level.price(price).quantity(quantity).orders(orders);
        level.instrument(instrumentId).side((short) side);
    }

    @Override
    public void onInstrument(final int instrumentId, final int state) {
        if (!isListening) {
            return;
        }
        begin(instrument, INSTRUMENT_LENGTH);
        instrument.sequence(current.sequence()).timestampNs(current.timestampNs());
        instrument.instrument(instrumentId).state((short) state);
    }

    @Override
    public int mark() {
        return length;
    }

    @Override
    public void discardSince(final int mark) {
        length = mark;
    }

    /** What was told has happened. */
    void release() {
        int offset = 0;
        while (offset < length) {
            final int frameLength = Frames.frameLength(buffer, offset);
            egress.onEvent(buffer, offset, frameLength);
            offset += frameLength;
        }
        length = 0;
    }

    /** What was told since the last release was undone. */
    void discard() {
        length = 0;
    }

    private void begin(final MessageEncoderFlyweight event, final int eventLength) {
        if (length + eventLength > buffer.capacity()) {
            final byte[] grown = new byte[2 * buffer.capacity()];
            buffer.getBytes(0, grown, 0, length);
            buffer.wrap(grown);
        }
        // What the buffer held before must not show through in the padding.
        buffer.setMemory(length + eventLength - Frames.ALIGNMENT, Frames.ALIGNMENT, (byte) 0);
        header.wrap(buffer, length)
                .blockLength(event.sbeBlockLength())
                .templateId(event.sbeTemplateId())
                .schemaId(event.sbeSchemaId())
                .version(event.sbeSchemaVersion());
        header.frameLength(eventLength).conditionsLength(0).options(0);
        event.wrap(buffer, length + Frames.HEADER_LENGTH);
        length += eventLength;
    }
}
