package dev.florin.statemachine.reference;

import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.order.InstrumentState;
import dev.florin.protocol.order.OrderSide;
import dev.florin.protocol.order.OrderStatus;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** One command at work on the orders of the model: what it may see, what it tells, and what every rule needs. */
final class Market {
    private static final Comparator<Level> LEVEL_ORDER = Comparator.comparingInt(Level::instrument)
            .thenComparing(Level::side)
            .thenComparingLong(level -> level.side == OrderSide.BUY ? -level.price : level.price);

    private static final Comparator<ModelOrder> PRIORITY = Comparator.comparing((ModelOrder order) -> !order.isMarket())
            .thenComparingLong(order -> order.isBuy() ? -order.price : order.price)
            .thenComparingLong(order -> order.queueRank);

    record Level(int instrument, OrderSide side, long price) {}

    final ModelState state;
    final long sequence;
    final long timestampNs;
    /** Everything told so far, holds included. */
    final List<Object> events;

    private TreeSet<Level> touched = new TreeSet<>(LEVEL_ORDER);

    Market(final ModelState state, final long sequence, final long timestampNs, final List<Object> events) {
        this.state = state;
        this.sequence = sequence;
        this.timestampNs = timestampNs;
        this.events = events;
    }

    /** Everything that a fill-or-kill order may have to undo. */
    final class Checkpoint {
        private final ModelState before = new ModelState(state);
        private final int told = events.size();
        private final TreeSet<Level> touchedBefore = new TreeSet<>(touched);

        /** Orders and instruments are then other objects than before. */
        void restore() {
            state.become(before);
            events.subList(told, events.size()).clear();
            touched = touchedBefore;
        }
    }

    ModelInstrument instrumentOf(final ModelOrder order) {
        return state.instruments.get(order.instrument());
    }

    /** Orders in the book and market orders that wait for an uncross, first to trade first. */
    List<ModelOrder> queue(final int instrument, final OrderSide side) {
        return resting(instrument)
                .filter(order -> order.side() == side)
                .sorted(PRIORITY)
                .toList();
    }

    Stream<ModelOrder> resting(final int instrument) {
        return state.orders.values().stream()
                .filter(order -> order.instrument() == instrument)
                .filter(ModelOrder::isResting);
    }

    /** Puts an order behind all others of its price, its next slice to be seen. */
    void rest(final ModelOrder order) {
        order.status = OrderStatus.RESTING;
        order.spendLimit = Optional.empty();
        order.shown = order.slice();
        state.lastQueueRank++;
        order.queueRank = state.lastQueueRank;
        touch(order);
    }

    /** After a resting order lost some of what it shows: the next slice comes to the back. */
    void refill(final ModelOrder order) {
        touch(order);
        if (order.shown == 0 && order.open > 0) {
            rest(order);
        }
    }

    void touch(final ModelOrder order) {
        if (!order.isMarket()) {
            touched.add(new Level(order.instrument(), order.side(), order.price));
        }
    }

    /** Reserves this much for an order from now on. */
    void reserve(final ModelOrder order, final BigInteger amount) {
        final ModelAccount payer = state.accounts.get(order.payingAccount());
        final ModelAccount clearing = state.accounts.get(instrumentOf(order).clearingAccount(order.side()));
        final BigInteger more = amount.subtract(order.reserved);
        payer.debitsPending = payer.debitsPending.add(more);
        clearing.creditsPending = clearing.creditsPending.add(more);
        order.reserved = amount;
    }

    /** Takes an order out of the market for good. */
    void end(final ModelOrder order, final OrderStatus status) {
        if (order.isResting()) {
            touch(order);
        }
        reserve(order, BigInteger.ZERO);
        applyTo(order);
        order.status = status;
        state.orders.remove(order.id);
        state.doneOrders.put(order.key(), order);
        tell(order);
    }

    void cancel(final ModelOrder order) {
        end(order, order.endedEarly());
    }

    /** The account that pays for an order has had a command applied to it. */
    void applyTo(final ModelOrder order) {
        state.accounts.get(order.payingAccount()).version = sequence;
    }

    void halt(final ModelInstrument instrument) {
        enter(instrument, InstrumentState.HALTED);
    }

    void enter(final ModelInstrument instrument, final InstrumentState next) {
        if (instrument.state != next) {
            instrument.state = next;
            events.add(new MarketEvent.Instrument(sequence, timestampNs, instrument.id(), next));
        }
    }

    void tell(final ModelOrder order) {
        events.add(new MarketEvent.Order(
                sequence,
                timestampNs,
                order.instrument(),
                order.key(),
                order.owner(),
                order.status,
                order.filled,
                order.open));
    }

    /** One level for each price that was touched: the last thing that a command tells. */
    void tellLevels() {
        for (final Level level : touched) {
            final List<ModelOrder> there = resting(level.instrument)
                    .filter(order -> !order.isMarket() && order.side() == level.side && order.price == level.price)
                    .toList();
            events.add(new MarketEvent.Level(
                    sequence,
                    timestampNs,
                    level.instrument,
                    level.side,
                    level.price,
                    shown(there).longValueExact(),
                    there.size()));
        }
    }

    static BigInteger shown(final List<ModelOrder> orders) {
        return orders.stream().map(order -> BigInteger.valueOf(order.shown)).reduce(BigInteger.ZERO, BigInteger::add);
    }

    /** A trade as the one who took is told of it. */
    static Answer.Fill fill(final ModelOrder maker, final long price, final long quantity) {
        return new Answer.Fill(price, quantity, maker.key(), maker.owner());
    }
}
