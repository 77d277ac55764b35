package dev.florin.statemachine.matching;

import dev.florin.statemachine.hash.Mixing;
import dev.florin.statemachine.paged.PagedRows;
import dev.florin.statemachine.paged.SlotIndex;
import dev.florin.statemachine.paged.UndoJournal;

/**
 * The open orders of every owner, by order id. An owner's row stays once it had an order. Follows from the orders; owned by
 * the engine thread.
 *
 * <pre>
 *  0 owner | 1 first and last order | 2 next row of the same hash
 * </pre>
 */
final class Traders {
    private static final int OWNER = 0;
    private static final int ORDERS = 1;
    private static final int CHAIN = 2;
    private static final int ROW_LENGTH = 3;
    private static final int ROWS_PER_PAGE_LOG2 = 10;
    private static final int TABLES_LOG2 = 8;
    private static final int FIRST_PLACES_LOG2 = 4;
    private static final long LOW_MASK = 0xFFFF_FFFFL;

    private final OrderRows orders;
    private final PagedRows rows;
    private final SlotIndex index = new SlotIndex(TABLES_LOG2, FIRST_PLACES_LOG2);
    private int count;

    Traders(final OrderRows orders, final UndoJournal undo) {
        this.orders = orders;
        rows = new PagedRows(ROW_LENGTH, ROWS_PER_PAGE_LOG2, undo);
    }

    /** The first open order of an owner, or 0. */
    int firstOrder(final long owner) {
        final int trader = find(owner);
        return trader == 0 ? 0 : first(trader);
    }

    /** The owner's next open order, or 0. */
    int next(final int order) {
        return orders.nextOf(order, OrderRows.TRADER_LINKS);
    }

    /** Adds an order whose id is above those of all others. */
    void add(final int order) {
        final int trader = findOrMake(orders.owner(order));
        final int last = last(trader);
        orders.trader(order, trader);
        orders.previousOf(order, OrderRows.TRADER_LINKS, last);
        link(trader, last, order);
        linkBack(trader, 0, order);
    }

    void remove(final int order) {
        final int trader = orders.trader(order);
        final int previous = orders.previousOf(order, OrderRows.TRADER_LINKS);
        final int next = next(order);
        link(trader, previous, next);
        linkBack(trader, next, previous);
    }

    private void link(final int trader, final int previous, final int next) {
        if (previous == 0) {
            rows.set(trader, ORDERS, ((long) next << Integer.SIZE) | (rows.get(trader, ORDERS) & LOW_MASK));
        } else {
            orders.nextOf(previous, OrderRows.TRADER_LINKS, next);
        }
    }

    private void linkBack(final int trader, final int next, final int previous) {
        if (next == 0) {
            rows.set(trader, ORDERS, (rows.get(trader, ORDERS) & ~LOW_MASK) | (previous & LOW_MASK));
        } else {
            orders.previousOf(next, OrderRows.TRADER_LINKS, previous);
        }
    }

    private int first(final int trader) {
        return (int) (rows.get(trader, ORDERS) >>> Integer.SIZE);
    }

    private int last(final int trader) {
        return (int) rows.get(trader, ORDERS);
    }

    private int find(final long owner) {
        int trader = index.get(Mixing.mix(owner + 1));
        while (trader != 0 && rows.get(trader, OWNER) != owner) {
            trader = (int) rows.get(trader, CHAIN);
        }
        return trader;
    }

    private int findOrMake(final long owner) {
        final int existing = find(owner);
        if (existing != 0) {
            return existing;
        }
        count = Math.addExact(count, 1);
        rows.ensure(count);
        final long identityHash = Mixing.mix(owner + 1);
        rows.set(count, OWNER, owner);
        rows.set(count, CHAIN, index.get(identityHash));
        index.put(identityHash, count);
        return count;
    }
}
