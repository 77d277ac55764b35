package dev.florin.statemachine.matching;

import dev.florin.statemachine.paged.PagedRows;
import dev.florin.statemachine.paged.RowPool;
import dev.florin.statemachine.paged.UndoJournal;

/**
 * The price levels of all ladders: at each price a queue of orders by time, their quantities summed; the levels of a ladder
 * linked from best to worst. What is summed here follows from the orders. Owned by the engine thread.
 *
 * <pre>
 *  0 tick: price in ticks | 1 price | 2 displayed quantity | 3 open quantity, hidden included
 *  4 first and last order | 5 next better and next worse level | 6 ladder and number of orders
 * </pre>
 */
public final class Levels {
    private static final int TICK = 0;
    private static final int PRICE = 1;
    private static final int SHOWN = 2;
    private static final int OPEN = 3;
    private static final int QUEUE = 4;
    private static final int NEIGHBOURS = 5;
    private static final int LADDER_AND_COUNT = 6;
    private static final int ROW_LENGTH = 8;
    private static final int ROWS_PER_PAGE_LOG2 = 9;
    private static final int LADDERS_PER_PAGE_LOG2 = 8;
    private static final long LOW_MASK = 0xFFFF_FFFFL;

    private final RowPool pool;
    private final PagedRows rows;
    private final PagedRows best;
    private final PriceIndex index;
    private final OrderRows orders;
    private final TouchedLevels touched;

    Levels(final OrderRows orders, final TouchedLevels touched, final UndoJournal undo) {
        this.orders = orders;
        this.touched = touched;
        pool = new RowPool(ROW_LENGTH, ROWS_PER_PAGE_LOG2, undo);
        rows = pool.rows();
        best = new PagedRows(1, LADDERS_PER_PAGE_LOG2, undo);
        index = new PriceIndex(undo);
    }

    /** Makes room for the ladders of an instrument. */
    void ensure(final int instrument) {
        final int first = Ladders.of(instrument, Ladders.BIDS);
        best.ensure(first);
        index.ensure(first);
    }

    /**
     * The best level of a ladder.
     *
     * @param ladder a name.
     * @return its row, or 0 where the ladder is empty.
     */
    public int best(final int ladder) {
        return (int) best.get(ladder, 0);
    }

    /**
     * The level at a price.
     *
     * @param ladder a name, not of a queue.
     * @param tick price in ticks.
     * @return its row, or 0.
     */
    public int find(final int ladder, final long tick) {
        return index.find(ladder, tick);
    }

    /**
     * The level that follows.
     *
     * @param level row of a level.
     * @return the next worse level of its ladder, or 0.
     */
    public int worse(final int level) {
        return (int) rows.get(level, NEIGHBOURS);
    }

    int better(final int level) {
        return (int) (rows.get(level, NEIGHBOURS) >>> Integer.SIZE);
    }

    /**
     * Price of a level; on stop ladders the trigger.
     *
     * @param level row of a level.
     * @return quote minor units for one lot; 0 in queues.
     */
    public long price(final int level) {
        return rows.get(level, PRICE);
    }

    /**
     * What a level displays.
     *
     * @param level row of a level.
     * @return lots.
     */
    public long shown(final int level) {
        return rows.get(level, SHOWN);
    }

    /**
     * What can trade at a level.
     *
     * @param level row of a level.
     * @return lots, hidden ones included.
     */
    public long open(final int level) {
        return rows.get(level, OPEN);
    }

    /**
     * Orders of a level.
     *
     * @param level row of a level.
     * @return 1 or more.
     */
    public int count(final int level) {
        return (int) rows.get(level, LADDER_AND_COUNT);
    }

    /**
     * The order of a level whose turn it is.
     *
     * @param level row of a level.
     * @return row of the order.
     */
    public int first(final int level) {
        return (int) (rows.get(level, QUEUE) >>> Integer.SIZE);
    }

    int last(final int level) {
        return (int) rows.get(level, QUEUE);
    }

    int ladder(final int level) {
        return (int) (rows.get(level, LADDER_AND_COUNT) >>> Integer.SIZE);
    }

    /** Price index nodes in use; for audits. */
    int nodeCount() {
        return index.nodeCount();
    }

    int levelCount() {
        return pool.rowsInUse();
    }

    /** Puts an order at the back of the level of a price. */
    void append(final int ladder, final long tick, final long price, final int order) {
        final int level = findOrMake(ladder, tick, price);
        final int last = last(level);
        orders.neighbours(order, last, 0);
        if (last == 0) {
            queue(level, order, order);
        } else {
            orders.nextInQueue(last, order);
            queue(level, first(level), order);
        }
        enter(ladder, level, order);
    }

    /** Puts an order in front of the level of a price. */
    void prepend(final int ladder, final long tick, final long price, final int order) {
        final int level = findOrMake(ladder, tick, price);
        final int first = first(level);
        orders.neighbours(order, 0, first);
        if (first == 0) {
            queue(level, order, order);
        } else {
            orders.previousInQueue(first, order);
            queue(level, order, last(level));
        }
        enter(ladder, level, order);
    }

    /** Takes an order out of its level, and the level out of its ladder if it was the only one. */
    void remove(final int order) {
        final int level = orders.level(order);
        final int ladder = ladder(level);
        unlink(level, order);
        orders.level(order, 0);
        final long[] page = rows.writablePage(level);
        final int offset = rows.offset(level);
        page[offset + SHOWN] -= orders.shown(order);
        page[offset + OPEN] -= orders.open(order);
        page[offset + LADDER_AND_COUNT]--;
        touched.add(ladder, page[offset + PRICE]);
        if ((int) page[offset + LADDER_AND_COUNT] == 0) {
            removeLevel(ladder, level);
        }
    }

    /** An order of a level trades or loses quantity: its sums follow. */
    void reduce(final int order, final long shownDifference, final long openDifference) {
        final int level = orders.level(order);
        final long[] page = rows.writablePage(level);
        final int offset = rows.offset(level);
        page[offset + SHOWN] -= shownDifference;
        page[offset + OPEN] -= openDifference;
        touched.add((int) (page[offset + LADDER_AND_COUNT] >>> Integer.SIZE), page[offset + PRICE]);
    }

    /** Puts an order behind all others of its level. */
    void moveToBack(final int order) {
        final int level = orders.level(order);
        final int last = last(level);
        if (last == order) {
            return;
        }
        unlink(level, order);
        orders.neighbours(order, last, 0);
        orders.nextInQueue(last, order);
        queue(level, first(level), order);
    }

    private void enter(final int ladder, final int level, final int order) {
        orders.level(order, level);
        final long[] page = rows.writablePage(level);
        final int offset = rows.offset(level);
        page[offset + SHOWN] += orders.shown(order);
        page[offset + OPEN] += orders.open(order);
        page[offset + LADDER_AND_COUNT]++;
        touched.add(ladder, page[offset + PRICE]);
    }

    private void unlink(final int level, final int order) {
        final int previous = orders.previousInQueue(order);
        final int next = orders.nextInQueue(order);
        if (previous != 0) {
            orders.nextInQueue(previous, next);
        }
        if (next != 0) {
            orders.previousInQueue(next, previous);
        }
        if (previous == 0 || next == 0) {
            queue(level, previous == 0 ? next : first(level), next == 0 ? previous : last(level));
        }
    }

    private int findOrMake(final int ladder, final long tick, final long price) {
        final int existing = Ladders.isQueue(ladder) ? best(ladder) : index.find(ladder, tick);
        if (existing != 0) {
            return existing;
        }
        final int level = pool.take();
        final long[] page = rows.writablePage(level);
        final int offset = rows.offset(level);
        page[offset + TICK] = tick;
        page[offset + PRICE] = price;
        page[offset + LADDER_AND_COUNT] = (long) ladder << Integer.SIZE;
        if (Ladders.isQueue(ladder)) {
            best.set(ladder, 0, level);
        } else {
            link(ladder, level, tick);
            index.put(ladder, tick, level);
        }
        return level;
    }

    private void link(final int ladder, final int level, final long tick) {
        final int top = best(ladder);
        final boolean isAscending = Ladders.isAscending(ladder);
        final int better;
        final int worse;
        if (top == 0 || isAscending == (tick < rows.get(top, TICK))) {
            better = 0;
            worse = top;
        } else {
            better = isAscending ? index.below(ladder, tick) : index.above(ladder, tick);
            worse = worse(better);
        }
        neighbours(level, better, worse);
        if (worse != 0) {
            neighbours(worse, level, worse(worse));
        }
        if (better == 0) {
            best.set(ladder, 0, level);
        } else {
            neighbours(better, better(better), level);
        }
    }

    private void removeLevel(final int ladder, final int level) {
        if (Ladders.isQueue(ladder)) {
            best.set(ladder, 0, 0);
        } else {
            final int better = better(level);
            final int worse = worse(level);
            if (better == 0) {
                best.set(ladder, 0, worse);
            } else {
                neighbours(better, better(better), worse);
            }
            if (worse != 0) {
                neighbours(worse, better, worse(worse));
            }
            index.remove(ladder, rows.get(level, TICK));
        }
        pool.give(level);
    }

    private void queue(final int level, final int first, final int last) {
        rows.set(level, QUEUE, ((long) first << Integer.SIZE) | (last & LOW_MASK));
    }

    private void neighbours(final int level, final int better, final int worse) {
        rows.set(level, NEIGHBOURS, ((long) better << Integer.SIZE) | (worse & LOW_MASK));
    }
}
