package dev.florin.protocol.event;

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
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/** Reads events out of frames. Holds flyweights, so it belongs to one thread; what it returns is free of the buffer. */
public final class EventDecoder {
    private static final Event.HoldStatus[] HOLD_STATUS = Event.HoldStatus.values();

    private final HoldEventDecoder hold = new HoldEventDecoder();
    private final TradeEventDecoder trade = new TradeEventDecoder();
    private final OrderEventDecoder order = new OrderEventDecoder();
    private final LevelEventDecoder level = new LevelEventDecoder();
    private final InstrumentEventDecoder instrument = new InstrumentEventDecoder();

    /**
     * Reads one event.
     *
     * @param buffer that holds it; only read.
     * @param offset of its header.
     * @return the event as a value.
     * @throws IllegalArgumentException if the frame is no event.
     */
    public Event decode(final DirectBuffer buffer, final int offset) {
        final int templateId = Frames.templateId(buffer, offset);
        return switch (templateId) {
            case TradeEventDecoder.TEMPLATE_ID -> traded(Frames.wrap(trade, buffer, offset));
            case OrderEventDecoder.TEMPLATE_ID -> orderChanged(Frames.wrap(order, buffer, offset));
            case LevelEventDecoder.TEMPLATE_ID -> levelChanged(Frames.wrap(level, buffer, offset));
            case HoldEventDecoder.TEMPLATE_ID -> holdChanged(Frames.wrap(hold, buffer, offset));
            case InstrumentEventDecoder.TEMPLATE_ID -> instrumentChanged(Frames.wrap(instrument, buffer, offset));
            default -> throw new IllegalArgumentException("template " + templateId + " is no event");
        };
    }

    /**
     * The sequence of the command that caused an event, which all events begin with.
     *
     * @param buffer that holds it; only read.
     * @param offset of its header.
     * @return a sequence.
     */
    public static long sequence(final DirectBuffer buffer, final int offset) {
        return buffer.getLong(offset + Frames.HEADER_LENGTH, ByteOrder.LITTLE_ENDIAN);
    }

    private static Event holdChanged(final HoldEventDecoder d) {
        return new Event.HoldChanged(
                d.sequence(),
                d.timestampNs(),
                new HoldId(new Uint128(d.holdHigh(), d.holdLow()), d.holdLeg()),
                HOLD_STATUS[d.status() - 1],
                d.amount(),
                d.remaining(),
                d.code(),
                new Uint128(d.refHigh(), d.refLow()));
    }

    private static Event traded(final TradeEventDecoder d) {
        return new Event.Traded(
                d.sequence(),
                d.timestampNs(),
                d.instrument(),
                d.trade(),
                d.price(),
                d.quantity(),
                new Uint128(d.makerHigh(), d.makerLow()),
                d.makerOwner(),
                d.makerFee(),
                new Uint128(d.takerHigh(), d.takerLow()),
                d.takerOwner(),
                d.takerFee(),
                OrderSide.of(d.takerSide()));
    }

    private static Event orderChanged(final OrderEventDecoder d) {
        return new Event.OrderChanged(
                d.sequence(),
                d.timestampNs(),
                d.instrument(),
                new Uint128(d.orderHigh(), d.orderLow()),
                d.owner(),
                OrderStatus.of(d.status()),
                d.filled(),
                d.remaining());
    }

    private static Event levelChanged(final LevelEventDecoder d) {
        return new Event.LevelChanged(
                d.sequence(),
                d.timestampNs(),
                d.instrument(),
                OrderSide.of(d.side()),
                d.price(),
                d.quantity(),
                d.orders());
    }

    private static Event instrumentChanged(final InstrumentEventDecoder d) {
        return new Event.InstrumentChanged(
                d.sequence(), d.timestampNs(), d.instrument(), InstrumentState.of(d.state()));
    }
}
