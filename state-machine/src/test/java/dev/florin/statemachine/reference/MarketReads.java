package dev.florin.statemachine.reference;

import dev.florin.protocol.Bounds;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.order.InstrumentState;
import dev.florin.protocol.order.OrderSide;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What can be read of instruments, books and orders. */
final class MarketReads {
    private final Market market;
    private final ModelState state;

    MarketReads(final Market market) {
        this.market = market;
        this.state = market.state;
    }

    Answer.OfBook book(final int id, final int depth) {
        final ModelInstrument instrument = state.instruments.get(id);
        if (instrument == null) {
            return new Answer.OfBook(market.sequence, id, Optional.empty(), Optional.empty(), List.of(), List.of());
        }
        return new Answer.OfBook(
                market.sequence,
                id,
                Optional.of(instrument.state),
                indicative(instrument),
                levels(id, OrderSide.BUY, depth),
                levels(id, OrderSide.SELL, depth));
    }

    private Optional<Answer.Indicative> indicative(final ModelInstrument instrument) {
        if (instrument.state != InstrumentState.AUCTION) {
            return Optional.empty();
        }
        return Optional.of(new Auction(market)
                .cross(instrument)
                .map(cross ->
                        new Answer.Indicative(cross.price(), cross.quantity().longValueExact()))
                .orElse(new Answer.Indicative(0, 0)));
    }

    private List<Answer.Level> levels(final int instrument, final OrderSide side, final int depth) {
        final Map<Long, List<ModelOrder>> byPrice = new LinkedHashMap<>();
        for (final ModelOrder order : market.queue(instrument, side)) {
            if (!order.isMarket()) {
                byPrice.computeIfAbsent(order.price, price -> new ArrayList<>()).add(order);
            }
        }
        return byPrice.entrySet().stream()
                .limit(depth)
                .map(level -> new Answer.Level(
                        level.getKey(),
                        Market.shown(level.getValue()).longValueExact(),
                        level.getValue().size()))
                .toList();
    }

    Answer.OfOrders orders(final long owner) {
        final List<ModelOrder> orders = state.orders.values().stream()
                .filter(order -> order.owner() == owner)
                .toList();
        return new Answer.OfOrders(
                market.sequence,
                owner,
                orders.stream()
                        .limit(Bounds.MAX_ORDERS_READ)
                        .map(MarketReads::shown)
                        .toList(),
                orders.size() > Bounds.MAX_ORDERS_READ);
    }

    private static Answer.OpenOrder shown(final ModelOrder order) {
        return new Answer.OpenOrder(
                order.key(),
                order.id,
                order.instrument(),
                order.side(),
                order.price,
                order.stop,
                new Answer.OrderProgress(order.status, order.filled, order.open));
    }

    Answer.OfInstruments instruments() {
        return new Answer.OfInstruments(
                market.sequence,
                state.instruments.values().stream().map(MarketReads::shown).toList());
    }

    private static Answer.Instrument shown(final ModelInstrument instrument) {
        return new Answer.Instrument(
                instrument.id(),
                instrument.made.code(),
                instrument.made.baseLedger(),
                instrument.made.quoteLedger(),
                instrument.made.lot(),
                instrument.made.tick(),
                instrument.state);
    }
}
