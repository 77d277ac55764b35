package dev.florin.gateway.answer;

import dev.florin.protocol.Frames;
import dev.florin.protocol.HoldId;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.codec.HoldEventDecoder;
import dev.florin.protocol.codec.InstrumentEventDecoder;
import dev.florin.protocol.codec.LevelEventDecoder;
import dev.florin.protocol.codec.OrderEventDecoder;
import dev.florin.protocol.codec.TradeEventDecoder;
import dev.florin.protocol.order.InstrumentState;
import dev.florin.protocol.order.OrderSide;
import dev.florin.protocol.order.OrderStatus;
import java.util.function.IntFunction;
import org.agrona.DirectBuffer;
import org.agrona.sbe.MessageDecoderFlyweight;

/** Writes events, one a line. Holds flyweights, so it belongs to one thread. */
public final class EventWriter {
    private static final String[] HOLD_STATUS = {null, "open", "captured", "released", "expired"};

    private final JsonLines json;
    private final IntFunction<String> instrumentCode;
    private final HoldEventDecoder hold = new HoldEventDecoder();
    private final TradeEventDecoder trade = new TradeEventDecoder();
    private final OrderEventDecoder order = new OrderEventDecoder();
    private final LevelEventDecoder level = new LevelEventDecoder();
    private final InstrumentEventDecoder instrument = new InstrumentEventDecoder();

    /**
     * A writer.
     *
     * @param json where the events go.
     * @param instrumentCode the code of an instrument's id.
     */
    public EventWriter(final JsonLines json, final IntFunction<String> instrumentCode) {
        this.json = json;
        this.instrumentCode = instrumentCode;
    }

    /**
     * Writes one event.
     *
     * @param buffer that holds its frame; only read.
     * @param offset of the frame's header.
     * @throws IllegalArgumentException if the frame is no event that this door knows, which would be a bug.
     */
    public void write(final DirectBuffer buffer, final int offset) {
        final int templateId = Frames.templateId(buffer, offset);
        switch (templateId) {
            case TradeEventDecoder.TEMPLATE_ID -> writeTrade(wrap(trade, buffer, offset));
            case OrderEventDecoder.TEMPLATE_ID -> writeOrder(wrap(order, buffer, offset));
            case LevelEventDecoder.TEMPLATE_ID -> writeLevel(wrap(level, buffer, offset));
            case HoldEventDecoder.TEMPLATE_ID -> writeHold(wrap(hold, buffer, offset));
            case InstrumentEventDecoder.TEMPLATE_ID -> writeInstrument(wrap(instrument, buffer, offset));
            default ->
                throw new IllegalArgumentException("template " + templateId + " is no event that this door can write");
        }
        json.endObject().endLine();
    }

    private void start(final String event, final long sequence, final long timestampNs) {
        json.startObject().name("event").value(event);
        json.name("seq").value(sequence).name("at").value(timestampNs);
    }

    private void writeHold(final HoldEventDecoder event) {
        final HoldId id = new HoldId(new Uint128(event.holdHigh(), event.holdLow()), event.holdLeg());
        start("hold", event.sequence(), event.timestampNs());
        json.name("hold").value(id.toString());
        json.name("status").value(HOLD_STATUS[event.status()]);
        json.name("amount").value(event.amount());
        // Tells a partial capture, which leaves the hold open, from its beginning.
        json.name("remaining").value(event.remaining());
    }

    private void writeTrade(final TradeEventDecoder event) {
        start("trade", event.sequence(), event.timestampNs());
        json.name("trade").value(event.trade()).name("instrument").value(instrumentCode.apply(event.instrument()));
        json.name("price").value(event.price()).name("quantity").value(event.quantity());
        json.name("maker").value(key(event.makerHigh(), event.makerLow()));
        json.name("taker").value(key(event.takerHigh(), event.takerLow()));
        json.name("maker_owner").value(event.makerOwner()).name("taker_owner").value(event.takerOwner());
        json.name("taker_side").value(OrderSide.of(event.takerSide()).text());
        json.name("maker_fee").value(event.makerFee()).name("taker_fee").value(event.takerFee());
    }

    private void writeOrder(final OrderEventDecoder event) {
        start("order", event.sequence(), event.timestampNs());
        json.name("order").value(key(event.orderHigh(), event.orderLow()));
        json.name("owner").value(event.owner());
        json.name("status").value(OrderStatus.of(event.status()).text());
        json.name("remaining").value(event.remaining());
    }

    private void writeLevel(final LevelEventDecoder event) {
        start("level", event.sequence(), event.timestampNs());
        json.name("instrument").value(instrumentCode.apply(event.instrument()));
        json.name("side").value(OrderSide.of(event.side()).text());
        json.name("price").value(event.price()).name("quantity").value(event.quantity());
        json.name("orders").value(event.orders());
    }

    private void writeInstrument(final InstrumentEventDecoder event) {
        start("instrument", event.sequence(), event.timestampNs());
        json.name("instrument").value(instrumentCode.apply(event.instrument()));
        json.name("state").value(InstrumentState.of(event.state()).text());
    }

    private static String key(final long high, final long low) {
        return new Uint128(high, low).toString();
    }

    private static <T extends MessageDecoderFlyweight> T wrap(
            final T decoder, final DirectBuffer buffer, final int offset) {
        decoder.wrap(
                buffer,
                offset + Frames.HEADER_LENGTH,
                Frames.blockLength(buffer, offset),
                Frames.version(buffer, offset));
        return decoder;
    }
}
