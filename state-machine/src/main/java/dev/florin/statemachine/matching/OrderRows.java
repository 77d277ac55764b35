package dev.florin.statemachine.matching;

import dev.florin.protocol.order.OrderSide;
import dev.florin.protocol.order.OrderStatus;
import dev.florin.protocol.order.OrderType;
import dev.florin.protocol.order.TimeInForce;
import dev.florin.statemachine.hash.Mixing;
import dev.florin.statemachine.hash.StateHash;
import dev.florin.statemachine.paged.ExpiryQueue;
import dev.florin.statemachine.paged.PagedRows;
import dev.florin.statemachine.paged.RowPool;
import dev.florin.statemachine.paged.UndoJournal;

/**
 * The rows of open orders: those that rest, wait for their trigger, or wait for an uncross. What trading changes stands
 * first. Whoever changes a column that counts towards the state hash goes through a method here that keeps the hash. Owned
 * by the engine thread.
 *
 * <pre>
 *  0 order id | 1 price | 2 open quantity | 3 displayed quantity | 4 previous and next in the queue
 *  5 meta: bits 0-15 instrument, 16-23 account type, 24-25 side, 26-27 type, 28-30 tif, 31-33 self-trade, 34 post-only,
 *    35-37 status | 6 owner | 7 level, and next order of the same index line | 8 filled | 9 priority
 * 10 paying and receiving account | 11 reserved | 12 fee schedule and what rounding has charged ahead, millionths
 * 13 keyHigh | 14 keyLow | 15 display | 16 trigger | 17 budget left | 18 previous and next order of the trader
 * 19 trader, and where the outcome is once it has outlived the retention
 * 20 GTD: expiry in ns; DAY: previous and next of the instrument | 21 position among expiries
 * </pre>
 */
public final class OrderRows implements ExpiryQueue.Rows {
    static final int ID = 0;
    static final int PRICE = 1;
    static final int OPEN = 2;
    static final int SHOWN = 3;
    static final int NEIGHBOURS = 4;
    static final int META = 5;
    static final int OWNER = 6;
    static final int LEVEL_AND_CHAIN = 7;
    static final int FILLED = 8;
    static final int PRIORITY = 9;
    static final int ACCOUNTS = 10;
    static final int RESERVED = 11;
    static final int FEES = 12;
    static final int KEY_HIGH = 13;
    static final int KEY_LOW = 14;
    static final int DISPLAY = 15;
    static final int TRIGGER = 16;
    static final int BUDGET = 17;
    static final int TRADER_LINKS = 18;
    static final int TRADER_AND_LOCATION = 19;
    static final int EXPIRY = 20;
    static final int QUEUE_POSITION = 21;
    private static final int ROW_LENGTH = 22;
    private static final int ROWS_PER_PAGE_LOG2 = 10;

    private static final long LOW_MASK = 0xFFFF_FFFFL;
    private static final int STATUS_SHIFT = 35;
    private static final long STATUS_MASK = 7L << STATUS_SHIFT;

    private static final long IDENTITY = 0x6C62272E07BB0142L;
    private static final long WEIGHT_PRICE = 0xB492B66FBE98F273L;
    private static final long WEIGHT_OPEN = 0x9AE16A3B2F90404FL;
    private static final long WEIGHT_SHOWN = 0xC3A5C85C97CB3127L;
    private static final long WEIGHT_META = 0xD6D0BFE2B3A9C0E5L;
    private static final long WEIGHT_OWNER = 0x8648DBDB64A1F1C7L;
    private static final long WEIGHT_FILLED = 0xE4D8A4B1A5F6C95DL;
    private static final long WEIGHT_PRIORITY = 0xA0B428DB9C7E3F61L;
    private static final long WEIGHT_RESERVED = 0xF7C2EBC08F67F2B5L;
    private static final long WEIGHT_FEES = 0x8CB92BA72F3D8DD9L;
    private static final long WEIGHT_DISPLAY = 0x93E7A9D2C4B5F60BL;
    private static final long WEIGHT_TRIGGER = 0xDA3E39CB94B95BDBL;
    private static final long WEIGHT_BUDGET = 0xAB3D6E5F9C21D847L;
    private static final long WEIGHT_EXPIRY = 0xCE3C84E7A1B6F259L;

    private final RowPool pool;
    private final PagedRows rows;
    private final StateHash hash;

    OrderRows(final UndoJournal undo, final StateHash hash) {
        this.hash = hash;
        pool = new RowPool(ROW_LENGTH, ROWS_PER_PAGE_LOG2, undo);
        rows = pool.rows();
    }

    /** Writes an order into a new row. It counts towards the state hash from {@link #counted} on. */
    int take(final WorkingOrder order) {
        final int row = pool.take();
        final long[] page = rows.writablePage(row);
        final int offset = rows.offset(row);
        page[offset + ID] = order.orderId;
        page[offset + META] = order.instrument
                | ((long) order.accountType << 16)
                | ((long) order.side << 24)
                | ((long) order.type << 26)
                | ((long) order.timeInForce << 28)
                | ((long) order.selfTrade << 31)
                | (order.isPostOnly ? 1L << 34 : 0);
        page[offset + OWNER] = order.owner;
        page[offset + KEY_HIGH] = order.keyHigh;
        page[offset + KEY_LOW] = order.keyLow;
        page[offset + DISPLAY] = order.display;
        page[offset + EXPIRY] = order.timeInForce == TimeInForce.GTD.code() ? order.expiryNs : 0;
        return row;
    }

    /** Writes what may have changed of an order since it was taken or loaded. It does not count while this goes on. */
    void store(final int row, final WorkingOrder order, final int status, final long priority) {
        final long[] page = rows.writablePage(row);
        final int offset = rows.offset(row);
        page[offset + PRICE] = order.price;
        page[offset + OPEN] = order.open;
        page[offset + SHOWN] = order.display == 0 ? order.open : Math.min(order.display, order.open);
        page[offset + META] = (page[offset + META] & ~STATUS_MASK) | ((long) status << STATUS_SHIFT);
        page[offset + FILLED] = order.filled;
        page[offset + PRIORITY] = priority;
        page[offset + ACCOUNTS] = ((long) order.paying << Integer.SIZE) | order.receiving;
        page[offset + RESERVED] = order.reserved;
        page[offset + FEES] = ((long) order.schedule << Integer.SIZE) | (order.feeRest & LOW_MASK);
        page[offset + TRIGGER] = status == OrderStatus.WAITING.code() ? order.trigger : 0;
        page[offset + BUDGET] = order.budget;
    }

    /** Reads an order. */
    void load(final int row, final WorkingOrder order) {
        final long[] page = rows.page(row);
        final int offset = rows.offset(row);
        order.row = row;
        order.orderId = page[offset + ID];
        order.instrument = instrument(row);
        order.accountType = accountType(row);
        order.side = side(row);
        order.isBuy = order.side == OrderSide.BUY.code();
        order.type = type(row);
        order.isMarket = order.type == OrderType.MARKET.code();
        order.timeInForce = timeInForce(row);
        order.selfTrade = selfTrade(row);
        order.isPostOnly = (page[offset + META] & (1L << 34)) != 0;
        order.owner = page[offset + OWNER];
        order.keyHigh = page[offset + KEY_HIGH];
        order.keyLow = page[offset + KEY_LOW];
        order.price = page[offset + PRICE];
        order.open = page[offset + OPEN];
        order.display = page[offset + DISPLAY];
        order.filled = page[offset + FILLED];
        order.paying = paying(row);
        order.receiving = receiving(row);
        order.reserved = page[offset + RESERVED];
        order.schedule = schedule(row);
        order.feeRest = feeRest(row);
        order.trigger = page[offset + TRIGGER];
        order.budget = page[offset + BUDGET];
        order.expiryNs = page[offset + EXPIRY];
    }

    void give(final int row) {
        pool.give(row);
    }

    /** The highest row ever in use. */
    public int rowsUsed() {
        return pool.rowsUsed();
    }

    /** Orders there are. */
    public int count() {
        return pool.rowsInUse();
    }

    /** Whether a row up to {@link #rowsUsed} holds an order. */
    public boolean isInUse(final int row) {
        return rows.get(row, META) != 0;
    }

    /** An order's share of the state hash is counted from now on. */
    void counted(final int row) {
        hash.add(hashOf(row));
    }

    /** An order's share of the state hash is taken back. */
    void uncounted(final int row) {
        hash.add(-hashOf(row));
    }

    /** A quantity has traded. */
    void fill(final int row, final long quantity) {
        final long[] page = rows.writablePage(row);
        final int offset = rows.offset(row);
        page[offset + OPEN] -= quantity;
        page[offset + SHOWN] -= quantity;
        page[offset + FILLED] += quantity;
        hash.add(weight(page[offset + ID])
                * (quantity * WEIGHT_FILLED - quantity * WEIGHT_OPEN - quantity * WEIGHT_SHOWN));
    }

    /** All that was open has traded, of an order that no longer counts. */
    void fillOut(final int row, final long quantity) {
        final long[] page = rows.writablePage(row);
        final int offset = rows.offset(row);
        page[offset + OPEN] -= quantity;
        page[offset + SHOWN] -= quantity;
        page[offset + FILLED] += quantity;
    }

    /** A quantity is taken off without a trade, of an order that no longer counts. */
    void takeOff(final int row, final long quantity) {
        final long[] page = rows.writablePage(row);
        final int offset = rows.offset(row);
        page[offset + OPEN] -= quantity;
        page[offset + SHOWN] -= quantity;
    }

    /** GTD or DAY becomes IOC, of an order that does not count at the moment. */
    void makeImmediate(final int row) {
        final long meta = rows.get(row, META) & ~(7L << 28);
        rows.set(row, META, meta | (long) TimeInForce.IOC.code() << 28);
        rows.set(row, EXPIRY, 0);
    }

    /** What is displayed stays as far as it is open, of an order that does not count at the moment. */
    void keepShown(final int row, final long shownBefore) {
        rows.set(row, SHOWN, Math.min(shownBefore, open(row)));
    }

    /** Quantities are taken off without a trade. */
    void reduce(final int row, final long openDifference, final long shownDifference) {
        final long[] page = rows.writablePage(row);
        final int offset = rows.offset(row);
        page[offset + OPEN] -= openDifference;
        page[offset + SHOWN] -= shownDifference;
        hash.add(-weight(page[offset + ID]) * (openDifference * WEIGHT_OPEN + shownDifference * WEIGHT_SHOWN));
    }

    /** The next slice of an iceberg is displayed, behind the others. */
    void refill(final int row, final long newShown, final long newPriority) {
        final long[] page = rows.writablePage(row);
        final int offset = rows.offset(row);
        hash.add(weight(page[offset + ID])
                * ((newShown - page[offset + SHOWN]) * WEIGHT_SHOWN
                        + (newPriority - page[offset + PRIORITY]) * WEIGHT_PRIORITY));
        page[offset + SHOWN] = newShown;
        page[offset + PRIORITY] = newPriority;
    }

    /**
     * What an order reserves, and how its fees were rounded, has changed.
     *
     * @param row of an order.
     * @param newReserved minor units.
     * @param newFeeRest millionths, -999,999..0.
     */
    public void money(final int row, final long newReserved, final long newFeeRest) {
        final long[] page = rows.writablePage(row);
        final int offset = rows.offset(row);
        final long fees = (page[offset + FEES] & ~LOW_MASK) | (newFeeRest & LOW_MASK);
        hash.add(weight(page[offset + ID])
                * ((newReserved - page[offset + RESERVED]) * WEIGHT_RESERVED
                        + (fees - page[offset + FEES]) * WEIGHT_FEES));
        page[offset + RESERVED] = newReserved;
        page[offset + FEES] = fees;
    }

    /**
     * What is left of a budget has changed.
     *
     * @param row of an order.
     * @param newBudget minor units.
     */
    public void budget(final int row, final long newBudget) {
        final long[] page = rows.writablePage(row);
        final int offset = rows.offset(row);
        hash.add(weight(page[offset + ID]) * ((newBudget - page[offset + BUDGET]) * WEIGHT_BUDGET));
        page[offset + BUDGET] = newBudget;
    }

    /** {@return the sequence of the command that placed the order} */
    public long orderId(final int row) {
        return rows.get(row, ID);
    }

    /** {@return the limit, quote minor units for one lot; 0: a market order} */
    public long price(final int row) {
        return rows.get(row, PRICE);
    }

    /** {@return lots that can still trade, hidden ones included} */
    public long open(final int row) {
        return rows.get(row, OPEN);
    }

    /** {@return lots that the book displays} */
    public long shown(final int row) {
        return rows.get(row, SHOWN);
    }

    /** {@return lots traded so far} */
    public long filled(final int row) {
        return rows.get(row, FILLED);
    }

    /** {@return who trades} */
    public long owner(final int row) {
        return rows.get(row, OWNER);
    }

    /** {@return upper half of the key that placed the order} */
    public long keyHigh(final int row) {
        return rows.get(row, KEY_HIGH);
    }

    /** {@return lower half of the key that placed the order} */
    public long keyLow(final int row) {
        return rows.get(row, KEY_LOW);
    }

    /** {@return id of the instrument} */
    public int instrument(final int row) {
        return (int) rows.get(row, META) & 0xFFFF;
    }

    /** {@return type of the accounts that the order trades on} */
    public int accountType(final int row) {
        return (int) (rows.get(row, META) >>> 16) & 0xFF;
    }

    /** {@return code of an OrderSide} */
    public int side(final int row) {
        return (int) (rows.get(row, META) >>> 24) & 3;
    }

    /** {@return true for a buy} */
    public boolean isBuy(final int row) {
        return side(row) == OrderSide.BUY.code();
    }

    /** {@return code of an OrderType} */
    public int type(final int row) {
        return (int) (rows.get(row, META) >>> 26) & 3;
    }

    /** {@return true for a market order} */
    public boolean isMarket(final int row) {
        return type(row) == OrderType.MARKET.code();
    }

    /** {@return code of a TimeInForce} */
    public int timeInForce(final int row) {
        return (int) (rows.get(row, META) >>> 28) & 7;
    }

    int selfTrade(final int row) {
        return (int) (rows.get(row, META) >>> 31) & 7;
    }

    /** {@return code of an OrderStatus: resting or waiting} */
    public int status(final int row) {
        return (int) ((rows.get(row, META) & STATUS_MASK) >>> STATUS_SHIFT);
    }

    /** {@return true for a stop that waits for its trigger} */
    public boolean isWaiting(final int row) {
        return status(row) == OrderStatus.WAITING.code();
    }

    /** {@return slot of the account that pays} */
    public int paying(final int row) {
        return (int) (rows.get(row, ACCOUNTS) >>> Integer.SIZE);
    }

    /** {@return slot of the account that receives} */
    public int receiving(final int row) {
        return (int) rows.get(row, ACCOUNTS);
    }

    /** {@return minor units of the paying account's ledger} */
    public long reserved(final int row) {
        return rows.get(row, RESERVED);
    }

    /** {@return row of the fees that the order was placed under} */
    public int schedule(final int row) {
        return (int) (rows.get(row, FEES) >>> Integer.SIZE);
    }

    /** {@return exact fees so far less what was charged, millionths, -999,999..0} */
    public int feeRest(final int row) {
        return (int) rows.get(row, FEES);
    }

    /** {@return trigger price of a waiting stop, else 0} */
    public long trigger(final int row) {
        return rows.get(row, TRIGGER);
    }

    /** {@return what is left of the budget; 0: none was given} */
    public long budget(final int row) {
        return rows.get(row, BUDGET);
    }

    /** {@return lots displayed at a time; 0: all} */
    public long display(final int row) {
        return rows.get(row, DISPLAY);
    }

    /** {@return place in time among the orders of the instrument} */
    public long priority(final int row) {
        return rows.get(row, PRIORITY);
    }

    /** {@return level that the order stands in, or 0} */
    public int level(final int row) {
        return (int) (rows.get(row, LEVEL_AND_CHAIN) >>> Integer.SIZE);
    }

    void level(final int row, final int level) {
        high(row, LEVEL_AND_CHAIN, level);
    }

    int chain(final int row) {
        return (int) rows.get(row, LEVEL_AND_CHAIN);
    }

    void chain(final int row, final int next) {
        low(row, LEVEL_AND_CHAIN, next);
    }

    /** {@return location of the outcome below 0 if it has outlived the retention, else 0} */
    public int pinnedLocation(final int row) {
        return (int) rows.get(row, TRADER_AND_LOCATION);
    }

    /**
     * The outcome of the order has moved aside.
     *
     * @param row of an order.
     * @param location below 0.
     */
    public void pinnedLocation(final int row, final int location) {
        low(row, TRADER_AND_LOCATION, location);
    }

    int trader(final int row) {
        return (int) (rows.get(row, TRADER_AND_LOCATION) >>> Integer.SIZE);
    }

    void trader(final int row, final int trader) {
        high(row, TRADER_AND_LOCATION, trader);
    }

    /** {@return the order that is served before in the same queue, or 0} */
    public int previousInQueue(final int row) {
        return (int) (rows.get(row, NEIGHBOURS) >>> Integer.SIZE);
    }

    /** {@return the order that is served after in the same queue, or 0} */
    public int nextInQueue(final int row) {
        return (int) rows.get(row, NEIGHBOURS);
    }

    void previousInQueue(final int row, final int previous) {
        high(row, NEIGHBOURS, previous);
    }

    void nextInQueue(final int row, final int next) {
        low(row, NEIGHBOURS, next);
    }

    void neighbours(final int row, final int previous, final int next) {
        rows.set(row, NEIGHBOURS, ((long) previous << Integer.SIZE) | (next & LOW_MASK));
    }

    int previousOf(final int row, final int column) {
        return (int) (rows.get(row, column) >>> Integer.SIZE);
    }

    int nextOf(final int row, final int column) {
        return (int) rows.get(row, column);
    }

    void previousOf(final int row, final int column, final int previous) {
        high(row, column, previous);
    }

    void nextOf(final int row, final int column, final int next) {
        low(row, column, next);
    }

    @Override
    public long expiryNs(final int row) {
        return rows.get(row, EXPIRY);
    }

    @Override
    public long sequence(final int row) {
        return orderId(row);
    }

    @Override
    public int leg(final int row) {
        return 0;
    }

    @Override
    public int queuePosition(final int row) {
        return (int) rows.get(row, QUEUE_POSITION);
    }

    @Override
    public void queuePosition(final int row, final int position) {
        rows.set(row, QUEUE_POSITION, position);
    }

    PagedRows rows() {
        return rows;
    }

    /** After rows were loaded: their links to one another are forgotten, to be made anew. */
    void restore() {
        pool.ensureUsed();
        for (int row = 1; row <= rowsUsed(); row++) {
            if (isInUse(row)) {
                rows.set(row, TRADER_LINKS, 0);
                if (timeInForce(row) == TimeInForce.DAY.code()) {
                    rows.set(row, EXPIRY, 0);
                }
            }
        }
    }

    /** Computes anew what all orders add to the state hash. Slow: reads every row. */
    public long recomputeHash() {
        long sum = 0;
        for (int row = 1; row <= rowsUsed(); row++) {
            if (isInUse(row)) {
                sum += hashOf(row);
            }
        }
        return sum;
    }

    private long hashOf(final int row) {
        final long[] page = rows.page(row);
        final int offset = rows.offset(row);
        final long expiry = timeInForce(row) == TimeInForce.GTD.code() ? page[offset + EXPIRY] : 0;
        return weight(page[offset + ID])
                * (page[offset + PRICE] * WEIGHT_PRICE
                        + page[offset + OPEN] * WEIGHT_OPEN
                        + page[offset + SHOWN] * WEIGHT_SHOWN
                        + page[offset + META] * WEIGHT_META
                        + page[offset + OWNER] * WEIGHT_OWNER
                        + page[offset + FILLED] * WEIGHT_FILLED
                        + page[offset + PRIORITY] * WEIGHT_PRIORITY
                        + page[offset + RESERVED] * WEIGHT_RESERVED
                        + page[offset + FEES] * WEIGHT_FEES
                        + page[offset + DISPLAY] * WEIGHT_DISPLAY
                        + page[offset + TRIGGER] * WEIGHT_TRIGGER
                        + page[offset + BUDGET] * WEIGHT_BUDGET
                        + expiry * WEIGHT_EXPIRY);
    }

    private static long weight(final long orderId) {
        return Mixing.mix(orderId + IDENTITY);
    }

    private void high(final int row, final int column, final int value) {
        final long[] page = rows.writablePage(row);
        final int position = rows.offset(row) + column;
        page[position] = (page[position] & LOW_MASK) | ((long) value << Integer.SIZE);
    }

    private void low(final int row, final int column, final int value) {
        final long[] page = rows.writablePage(row);
        final int position = rows.offset(row) + column;
        page[position] = (page[position] & ~LOW_MASK) | (value & LOW_MASK);
    }
}
