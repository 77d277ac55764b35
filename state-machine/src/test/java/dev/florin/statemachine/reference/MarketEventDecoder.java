package dev.florin.statemachine.reference;

import dev.florin.protocol.Frames;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.codec.InstrumentEventDecoder;
import dev.florin.protocol.codec.LevelEventDecoder;
import dev.florin.protocol.codec.OrderEventDecoder;
import dev.florin.protocol.codec.TradeEventDecoder;
import dev.florin.protocol.order.InstrumentState;
import dev.florin.protocol.order.OrderSide;
import dev.florin.protocol.order.OrderStatus;
import org.agrona.DirectBuffer;

/** Takes what is told of trading as values. */
final class MarketEventDecoder {
    private final TradeEventDecoder trade = new TradeEventDecoder();
    private final OrderEventDecoder order = new OrderEventDecoder();
    private final LevelEventDecoder level = new LevelEventDecoder();
    private final InstrumentEventDecoder instrument = new InstrumentEventDecoder();

    MarketEvent decode(final DirectBuffer buffer, final int offset) {
        return switch (Frames.templateId(buffer, offset)) {
            case TradeEventDecoder.TEMPLATE_ID -> trade(buffer, offset);
            case OrderEventDecoder.TEMPLATE_ID -> order(buffer, offset);
            case LevelEventDecoder.TEMPLATE_ID -> level(buffer, offset);
            case InstrumentEventDecoder.TEMPLATE_ID -> instrument(buffer, offset);
            default -> throw new AssertionError("template " + Frames.templateId(buffer, offset) + " is no event");
        };
    }

    private MarketEvent trade(final DirectBuffer buffer, final int offset) {
        Frames.wrap(trade, buffer, offset);
        return new MarketEvent.Trade(
                trade.sequence(),
                trade.timestampNs(),
                trade.instrument(),
                trade.trade(),
                trade.price(),
                trade.quantity(),
                new Uint128(trade.makerHigh(), trade.makerLow()),
                new Uint128(trade.takerHigh(), trade.takerLow()),
                trade.makerOwner(),
                trade.takerOwner(),
                OrderSide.of(trade.takerSide()),
                trade.makerFee(),
                trade.takerFee());
    }

    private MarketEvent order(final DirectBuffer buffer, final int offset) {
        Frames.wrap(order, buffer, offset);
        return new MarketEvent.Order(
                order.sequence(),
                order.timestampNs(),
                order.instrument(),
                new Uint128(order.orderHigh(), order.orderLow()),
                order.owner(),
                OrderStatus.of(order.status()),
                order.filled(),
                order.remaining());
    }

    private MarketEvent level(final DirectBuffer buffer, final int offset) {
        Frames.wrap(level, buffer, offset);
        return new MarketEvent.Level(
                level.sequence(),
                level.timestampNs(),
                level.instrument(),
                OrderSide.of(level.side()),
                level.price(),
                level.quantity(),
                level.orders());
    }

    private MarketEvent instrument(final DirectBuffer buffer, final int offset) {
        Frames.wrap(instrument, buffer, offset);
        return new MarketEvent.Instrument(
                instrument.sequence(),
                instrument.timestampNs(),
                instrument.instrument(),
                InstrumentState.of(instrument.state()));
    }
}
