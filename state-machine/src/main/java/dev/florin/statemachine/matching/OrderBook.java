package dev.florin.statemachine.matching;

import dev.florin.protocol.Bounds;
import dev.florin.protocol.order.OrderStatus;
import dev.florin.protocol.order.TimeInForce;
import dev.florin.statemachine.hash.StateHash;
import dev.florin.statemachine.paged.ExpiryQueue;
import dev.florin.statemachine.paged.PagedRows;
import dev.florin.statemachine.paged.UndoJournal;
import dev.florin.statemachine.snapshot.SnapshotPart;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The open orders of all instruments: where each stands, who owns it, when it expires. Whatever puts an order in, changes
 * it or takes it out goes through here, where levels, indexes and the state hash follow. Owned by the engine thread.
 */
public final class OrderBook implements SnapshotPart {
    private static final int RESTING = OrderStatus.RESTING.code();
    private static final int WAITING = OrderStatus.WAITING.code();
    private static final int DAY = TimeInForce.DAY.code();
    private static final int GTD = TimeInForce.GTD.code();

    private final Instruments instruments;
    private final OrderRows orders;
    private final TouchedLevels touched = new TouchedLevels();
    private final Levels levels;
    private final OrderIndex index;
    private final Traders traders;
    private final ExpiryQueue expiries;

    /**
     * No instruments, no orders.
     *
     * @param undo told of every row about to be written.
     * @param hash that instruments and orders add to.
     */
    public OrderBook(final UndoJournal undo, final StateHash hash) {
        instruments = new Instruments(undo, hash);
        orders = new OrderRows(undo, hash);
        levels = new Levels(orders, touched, undo);
        index = new OrderIndex(orders, undo);
        traders = new Traders(orders, undo);
        expiries = new ExpiryQueue(orders, undo);
    }

    /** {@return the instruments there are} */
    public Instruments instruments() {
        return instruments;
    }

    /** {@return the rows of open orders} */
    public OrderRows orders() {
        return orders;
    }

    /** {@return the levels that orders stand in} */
    public Levels levels() {
        return levels;
    }

    /** {@return the levels that the command at hand has touched} */
    public TouchedLevels touched() {
        return touched;
    }

    /**
     * Makes an instrument; see {@link Instruments}.
     *
     * @param id 1..65535, free.
     * @param code of {@link Instruments#CODE_LENGTH} longs, free.
     * @param ledgers base ledger x 2^16 + quote ledger.
     * @param lot base minor units.
     * @param tick quote minor units.
     * @param operator who owns the accounts that serve it.
     * @param schedule row of the fees.
     */
    public void createInstrument(
            final int id,
            final long[] code,
            final int ledgers,
            final long lot,
            final long tick,
            final long operator,
            final int schedule) {
        instruments.create(id, code, ledgers, lot, tick, operator, schedule);
        levels.ensure(id);
        if (instruments.count() == 1) {
            index.ensure();
        }
    }

    /** {@return the row of an open order of this id, or 0} */
    public int find(final long orderId) {
        return index.find(orderId);
    }

    /** {@return the open order of an owner with the lowest id, or 0} */
    public int firstOfOwner(final long owner) {
        return traders.firstOrder(owner);
    }

    /** {@return the next open order of the same owner by id, or 0} */
    public int nextOfOwner(final int order) {
        return traders.next(order);
    }

    /** {@return when the next GTD order expires, or {@link Bounds#NO_EXPIRY}} */
    public long firstExpiryNs() {
        return expiries.firstExpiryNs();
    }

    /** {@return the order that expires first; there is one} */
    public int firstExpiring() {
        return expiries.first();
    }

    /** {@return the first DAY order of an instrument by id, or 0} */
    public int firstDayOrder(final int instrument) {
        return instruments.firstDayOrder(instrument);
    }

    /**
     * The ladder that an order belongs to.
     *
     * @param order row of an order.
     * @return its name.
     */
    public int ladder(final int order) {
        final int kind;
        if (orders.isWaiting(order)) {
            kind = Ladders.BUY_STOPS;
        } else {
            kind = orders.isMarket(order) ? Ladders.MARKET_BUYS : Ladders.BIDS;
        }
        return Ladders.of(orders.instrument(order), orders.isBuy(order) ? kind : kind + 1);
    }

    /**
     * Puts an order at the back of its place: the book, the queue for the uncross, or the stops that wait.
     *
     * @param order whose row, if it has one, stands nowhere.
     * @param isWaiting whether it waits for its trigger.
     */
    public void enter(final WorkingOrder order, final boolean isWaiting) {
        final boolean isNew = order.row == 0;
        if (isNew) {
            order.row = orders.take(order);
        }
        final int row = order.row;
        orders.store(row, order, isWaiting ? WAITING : RESTING, instruments.nextPriority(order.instrument));
        orders.counted(row);
        append(row);
        if (isNew) {
            register(row);
        }
    }

    /**
     * Takes an order that has a row out of its place, to be entered again or ended.
     *
     * @param row of an order that stands somewhere.
     */
    public void leave(final int row) {
        levels.remove(row);
        orders.uncounted(row);
    }

    /**
     * Ends an order that {@link #leave} took out: its row is free.
     *
     * @param row of the order.
     */
    public void end(final int row) {
        unregister(row);
        orders.give(row);
    }

    /**
     * Takes an order out of its place and ends it.
     *
     * @param row of the order.
     */
    public void remove(final int row) {
        leave(row);
        end(row);
    }

    /**
     * Reads an order.
     *
     * @param row of the order.
     * @param order filled.
     */
    public void load(final int row, final WorkingOrder order) {
        orders.load(row, order);
    }

    /**
     * Writes new price, trigger, quantity and reservation of an order that keeps its place.
     *
     * @param order that was loaded.
     */
    public void change(final WorkingOrder order) {
        final int row = order.row;
        final long openBefore = orders.open(row);
        final long shownBefore = orders.shown(row);
        final int status = orders.status(row);
        orders.uncounted(row);
        orders.store(row, order, status, orders.priority(row));
        if (status == RESTING) {
            orders.keepShown(row, shownBefore);
        }
        orders.counted(row);
        levels.reduce(row, shownBefore - orders.shown(row), openBefore - order.open);
    }

    /** A quantity of a resting order has traded. With nothing open any more, it is out of its place, but has its row. */
    void fill(final int row, final long quantity) {
        final long open = orders.open(row) - quantity;
        if (open == 0) {
            leave(row);
            orders.fillOut(row, quantity);
            return;
        }
        orders.fill(row, quantity);
        levels.reduce(row, quantity, quantity);
        refill(row);
    }

    /** Takes displayed quantity off a resting order without a trade; something stays open. */
    void decrement(final int row, final long quantity) {
        orders.reduce(row, quantity, quantity);
        levels.reduce(row, quantity, quantity);
        refill(row);
    }

    /** A stop leaves the ladder where it waits, but nothing else. */
    void trigger(final int row) {
        levels.remove(row);
    }

    /** A stop that was triggered waits again, before all that wait for the same price. */
    void untrigger(final int row) {
        final long trigger = orders.trigger(row);
        levels.prepend(ladder(row), trigger / instruments.tick(orders.instrument(row)), trigger, row);
    }

    /**
     * A stop that was triggered enters: it stands nowhere.
     *
     * @param row of the stop.
     */
    public void takeTriggered(final int row) {
        orders.uncounted(row);
    }

    /**
     * A stop without a price that was triggered waits for an uncross: GTD and DAY counted until now.
     *
     * @param row of the order.
     */
    public void forgetTime(final int row) {
        unregisterTime(row);
        orders.makeImmediate(row);
    }

    /** {@return the GTD orders in the queue of expiries, or -1 where that is out of order; for audits} */
    public int expiringCount() {
        return expiries.isInOrder() ? expiries.count() : -1;
    }

    /** {@return what the instruments and orders should add to the state hash, computed anew} */
    public long recomputeHash() {
        return instruments.recomputeHash() + orders.recomputeHash();
    }

    @Override
    public List<PagedRows> tables() {
        return List.of(instruments.rows(), orders.rows());
    }

    @Override
    public long[] figures() {
        return new long[] {instruments.count(), instruments.highestId()};
    }

    @Override
    public void restore(final long[] figures) {
        instruments.restore(Math.toIntExact(figures[0]), Math.toIntExact(figures[1]));
        for (int id = instruments.next(0); id != 0; id = instruments.next(id)) {
            levels.ensure(id);
        }
        if (instruments.count() > 0) {
            index.ensure();
        }
        orders.restore();
        final Integer[] rows = new Integer[orders.count()];
        int count = 0;
        for (int row = 1; row <= orders.rowsUsed(); row++) {
            if (orders.isInUse(row)) {
                rows[count++] = row;
            }
        }
        Arrays.sort(rows, Comparator.comparingLong(orders::orderId));
        Arrays.stream(rows).forEach(this::register);
        Arrays.sort(rows, Comparator.comparingLong(orders::priority));
        Arrays.stream(rows).forEach(this::append);
    }

    private void refill(final int row) {
        if (orders.shown(row) == 0) {
            final long slice = Math.min(orders.display(row), orders.open(row));
            orders.refill(row, slice, instruments.nextPriority(orders.instrument(row)));
            levels.reduce(row, -slice, 0);
            levels.moveToBack(row);
        }
    }

    private void append(final int row) {
        final int ladder = ladder(row);
        if (Ladders.isQueue(ladder)) {
            levels.append(ladder, 0, 0, row);
        } else {
            final long price = orders.isWaiting(row) ? orders.trigger(row) : orders.price(row);
            levels.append(ladder, price / instruments.tick(orders.instrument(row)), price, row);
        }
    }

    private void register(final int row) {
        index.add(row);
        traders.add(row);
        final int timeInForce = orders.timeInForce(row);
        if (timeInForce == GTD && orders.expiryNs(row) != Bounds.NO_EXPIRY) {
            expiries.add(row);
        } else if (timeInForce == DAY) {
            addDayOrder(row);
        }
    }

    private void unregister(final int row) {
        index.remove(row);
        traders.remove(row);
        unregisterTime(row);
    }

    private void unregisterTime(final int row) {
        final int timeInForce = orders.timeInForce(row);
        if (timeInForce == GTD && orders.expiryNs(row) != Bounds.NO_EXPIRY) {
            expiries.remove(row);
        } else if (timeInForce == DAY) {
            removeDayOrder(row);
        }
    }

    private void addDayOrder(final int row) {
        final int instrument = orders.instrument(row);
        final int last = instruments.lastDayOrder(instrument);
        orders.previousOf(row, OrderRows.EXPIRY, last);
        if (last == 0) {
            instruments.dayOrders(instrument, row, row);
        } else {
            orders.nextOf(last, OrderRows.EXPIRY, row);
            instruments.dayOrders(instrument, instruments.firstDayOrder(instrument), row);
        }
    }

    private void removeDayOrder(final int row) {
        final int instrument = orders.instrument(row);
        final int previous = orders.previousOf(row, OrderRows.EXPIRY);
        final int next = orders.nextOf(row, OrderRows.EXPIRY);
        if (previous != 0) {
            orders.nextOf(previous, OrderRows.EXPIRY, next);
        }
        if (next != 0) {
            orders.previousOf(next, OrderRows.EXPIRY, previous);
        }
        instruments.dayOrders(
                instrument,
                previous == 0 ? next : instruments.firstDayOrder(instrument),
                next == 0 ? previous : instruments.lastDayOrder(instrument));
    }
}
