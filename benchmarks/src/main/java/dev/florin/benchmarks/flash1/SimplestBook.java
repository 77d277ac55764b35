package dev.florin.benchmarks.flash1;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** A book of ordinary collections: sorted prices, a queue for each, orders by id. What every other book is compared with. */
final class SimplestBook implements Book {
    private static final class Order {
        private final long id;
        private final boolean isBuy;
        private final long price;
        private long open;

        private Order(final long id, final boolean isBuy, final long price, final long open) {
            this.id = id;
            this.isBuy = isBuy;
            this.price = price;
            this.open = open;
        }
    }

    private final Reports reports;
    private final NavigableMap<Long, Deque<Order>> bids = new TreeMap<>(Comparator.reverseOrder());
    private final NavigableMap<Long, Deque<Order>> asks = new TreeMap<>();
    private final Map<Long, Order> orders = new HashMap<>();

    SimplestBook(final Reports reports) {
        this.reports = reports;
    }

    @Override
    public void place(
            final long sequence,
            final boolean isBuy,
            final boolean isImmediate,
            final long quantity,
            final long id,
            final long price) {
        reports.placed(sequence, isBuy, id, price, quantity);
        final Order order = new Order(id, isBuy, price, quantity);
        match(sequence, order);
        if (order.open > 0 && isImmediate) {
            reports.cancelled(sequence, isBuy, id, price);
        } else if (order.open > 0) {
            rest(order);
        }
    }

    @Override
    public void cancel(final long sequence, final long id) {
        final Order order = orders.get(id);
        if (order == null) {
            reports.cancelRefused(sequence, id);
        } else {
            remove(order);
            reports.cancelled(sequence, order.isBuy, id, order.price);
        }
    }

    @Override
    public void modify(final long sequence, final boolean isBuy, final long quantity, final long id, final long price) {
        final Order old = orders.get(id);
        if (old == null) {
            reports.modifyRefused(sequence, id);
            return;
        }
        remove(old);
        final Order order = new Order(id, isBuy, price, quantity);
        match(sequence, order);
        if (order.open > 0) {
            rest(order);
        }
        reports.modified(sequence, isBuy, id, price, quantity);
    }

    private NavigableMap<Long, Deque<Order>> side(final boolean isBuy) {
        return isBuy ? bids : asks;
    }

    private void match(final long sequence, final Order taker) {
        final NavigableMap<Long, Deque<Order>> other = side(!taker.isBuy);
        while (taker.open > 0 && !other.isEmpty()) {
            final long price = other.firstKey();
            if (taker.isBuy ? price > taker.price : price < taker.price) {
                return;
            }
            final Order maker = other.firstEntry().getValue().getFirst();
            final long quantity = Math.min(taker.open, maker.open);
            taker.open -= quantity;
            maker.open -= quantity;
            reports.traded(sequence, price, quantity, maker.id, taker.id);
            if (maker.open == 0) {
                remove(maker);
            }
        }
    }

    private void rest(final Order order) {
        orders.put(order.id, order);
        side(order.isBuy)
                .computeIfAbsent(order.price, price -> new ArrayDeque<>())
                .add(order);
    }

    private void remove(final Order order) {
        orders.remove(order.id);
        final Deque<Order> level = side(order.isBuy).get(order.price);
        level.remove(order);
        if (level.isEmpty()) {
            side(order.isBuy).remove(order.price);
        }
    }
}
