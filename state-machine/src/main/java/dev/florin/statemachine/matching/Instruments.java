package dev.florin.statemachine.matching;

import dev.florin.protocol.order.InstrumentState;
import dev.florin.statemachine.hash.Mixing;
import dev.florin.statemachine.hash.StateHash;
import dev.florin.statemachine.paged.PagedRows;
import dev.florin.statemachine.paged.SlotIndex;
import dev.florin.statemachine.paged.UndoJournal;

/**
 * The instruments: what they trade, in which state they are, what was traded last. The row of an instrument is its id.
 * Owned by the engine thread.
 *
 * <pre>
 *  0-3 code | 4 lot | 5 tick | 6 operator | 7 base and quote ledger | 8 state | 9 band | 10 anchor | 11 last price traded
 * 12 trades | 13 last priority given | 14 first and newest fee schedule | 15 clearing accounts, base and quote
 * 16 fee account | 17 first and last DAY order | 18 next instrument with the same hash of its code
 * </pre>
 */
public final class Instruments {
    /** Longs of an instrument's code. */
    public static final int CODE_LENGTH = 4;

    private static final int LOT = 4;
    private static final int TICK = 5;
    private static final int OPERATOR = 6;
    private static final int LEDGERS = 7;
    private static final int STATE = 8;
    private static final int BAND = 9;
    private static final int ANCHOR = 10;
    private static final int LAST = 11;
    private static final int TRADES = 12;
    private static final int PRIORITY = 13;
    private static final int SCHEDULES = 14;
    private static final int CLEARING = 15;
    private static final int FEE_ACCOUNT = 16;
    private static final int DAY_ORDERS = 17;
    private static final int CHAIN = 18;
    private static final int ROW_LENGTH = 19;
    private static final int ROWS_PER_PAGE_LOG2 = 4;
    private static final int HASHED_COLUMNS = SCHEDULES + 1;
    private static final int TABLES_LOG2 = 1;
    private static final int FIRST_PLACES_LOG2 = 4;

    private static final long LOW_MASK = 0xFFFF_FFFFL;
    private static final long IDENTITY = 0x71C9BF2D3A5E8D47L;
    private static final long COLUMN_IDENTITY = 0x4F2162926E40C299L;
    private static final long WEIGHT_ANCHOR = weightOf(ANCHOR);
    private static final long WEIGHT_LAST = weightOf(LAST);
    private static final long WEIGHT_TRADES = weightOf(TRADES);
    private static final long WEIGHT_PRIORITY = weightOf(PRIORITY);

    private final PagedRows rows;
    private final StateHash hash;
    private final SlotIndex index = new SlotIndex(TABLES_LOG2, FIRST_PLACES_LOG2);
    private int count;
    private int highestId;

    Instruments(final UndoJournal undo, final StateHash hash) {
        rows = new PagedRows(ROW_LENGTH, ROWS_PER_PAGE_LOG2, undo);
        this.hash = hash;
    }

    /**
     * Makes an instrument whose id and code are free, in state open.
     *
     * @param id 1..65535.
     * @param code of {@link #CODE_LENGTH} longs.
     * @param ledgers base ledger x 2^16 + quote ledger.
     * @param lot base minor units, 1 or more.
     * @param tick quote minor units, 1 or more.
     * @param operator who owns the accounts that serve it.
     * @param schedule row of the fees.
     */
    void create(
            final int id,
            final long[] code,
            final int ledgers,
            final long lot,
            final long tick,
            final long operator,
            final int schedule) {
        rows.ensure(id);
        final long[] page = rows.writablePage(id);
        final int offset = rows.offset(id);
        System.arraycopy(code, 0, page, offset, CODE_LENGTH);
        page[offset + LOT] = lot;
        page[offset + TICK] = tick;
        page[offset + OPERATOR] = operator;
        page[offset + LEDGERS] = ledgers;
        page[offset + STATE] = InstrumentState.OPEN.code();
        page[offset + SCHEDULES] = ((long) schedule << Integer.SIZE) | schedule;
        enter(id, hashOf(code));
        count++;
        highestId = Math.max(highestId, id);
        hash.add(hashOf(id));
    }

    /** {@return whether there is an instrument of this id} */
    public boolean exists(final int id) {
        return rows.isPresent(id) && rows.get(id, LOT) != 0;
    }

    /**
     * The instrument of a code.
     *
     * @param code of {@link #CODE_LENGTH} longs.
     * @return its id, or 0.
     */
    public int find(final long[] code) {
        int id = index.get(hashOf(code));
        while (id != 0 && !isCode(id, code)) {
            id = (int) rows.get(id, CHAIN);
        }
        return id;
    }

    /** {@return whether an instrument has this code} */
    public boolean isCode(final int id, final long[] code) {
        for (int i = 0; i < CODE_LENGTH; i++) {
            if (rows.get(id, i) != code[i]) {
                return false;
            }
        }
        return true;
    }

    /** {@return 8 characters of an instrument's code, from 8 x i on, little-endian} */
    public long code(final int id, final int i) {
        return rows.get(id, i);
    }

    /** {@return how many there are} */
    public int count() {
        return count;
    }

    /** {@return the lowest id above the given one, or 0 if there is none} */
    public int next(final int id) {
        for (int candidate = id + 1; candidate <= highestId; candidate++) {
            if (exists(candidate)) {
                return candidate;
            }
        }
        return 0;
    }

    /** {@return base minor units in one lot} */
    public long lot(final int id) {
        return rows.get(id, LOT);
    }

    /** {@return quote minor units that prices are multiples of} */
    public long tick(final int id) {
        return rows.get(id, TICK);
    }

    /** {@return who owns the accounts that serve the instrument} */
    public long operator(final int id) {
        return rows.get(id, OPERATOR);
    }

    /** {@return id of the ledger that is traded} */
    public int baseLedger(final int id) {
        return (int) rows.get(id, LEDGERS) >>> Short.SIZE;
    }

    /** {@return id of the ledger that it is paid in} */
    public int quoteLedger(final int id) {
        return (int) rows.get(id, LEDGERS) & 0xFFFF;
    }

    /** {@return base ledger x 2^16 + quote ledger} */
    public int ledgers(final int id) {
        return (int) rows.get(id, LEDGERS);
    }

    /** {@return code of an InstrumentState} */
    public int state(final int id) {
        return (int) rows.get(id, STATE);
    }

    /** {@return millionths of the anchor; 0: no band} */
    public long bandPpm(final int id) {
        return rows.get(id, BAND);
    }

    /** {@return the last trade, or the reference price if that was set since; 0: neither} */
    public long anchor(final int id) {
        return rows.get(id, ANCHOR);
    }

    /** {@return the price traded last; 0: none} */
    public long last(final int id) {
        return rows.get(id, LAST);
    }

    /** {@return trades so far} */
    public long trades(final int id) {
        return rows.get(id, TRADES);
    }

    /** {@return row of the fees that it was created with} */
    public int firstSchedule(final int id) {
        return (int) (rows.get(id, SCHEDULES) >>> Integer.SIZE);
    }

    /** {@return row of the fees for orders placed now} */
    public int schedule(final int id) {
        return (int) rows.get(id, SCHEDULES);
    }

    /** {@return slot of the clearing account in base} */
    public int clearingBase(final int id) {
        return (int) (rows.get(id, CLEARING) >>> Integer.SIZE);
    }

    /** {@return slot of the clearing account in quote} */
    public int clearingQuote(final int id) {
        return (int) rows.get(id, CLEARING);
    }

    /** {@return slot of the account that fees go to} */
    public int feeAccount(final int id) {
        return (int) rows.get(id, FEE_ACCOUNT);
    }

    /**
     * Says which accounts serve an instrument.
     *
     * @param id of the instrument.
     * @param clearingBase slot.
     * @param clearingQuote slot.
     * @param feeAccount slot.
     */
    public void accounts(final int id, final int clearingBase, final int clearingQuote, final int feeAccount) {
        rows.set(id, CLEARING, ((long) clearingBase << Integer.SIZE) | clearingQuote);
        rows.set(id, FEE_ACCOUNT, feeAccount);
    }

    /**
     * Sets the state.
     *
     * @param id of the instrument.
     * @param state code of an InstrumentState.
     */
    public void state(final int id, final int state) {
        set(id, STATE, state);
    }

    /**
     * Sets the band.
     *
     * @param id of the instrument.
     * @param bandPpm millionths; 0: none.
     */
    public void band(final int id, final long bandPpm) {
        set(id, BAND, bandPpm);
    }

    /**
     * Sets a reference price.
     *
     * @param id of the instrument.
     * @param reference on tick.
     */
    public void reference(final int id, final long reference) {
        set(id, ANCHOR, reference);
    }

    /**
     * Sets the fees for orders placed from now on.
     *
     * @param id of the instrument.
     * @param schedule row of the fees.
     */
    public void schedule(final int id, final int schedule) {
        set(id, SCHEDULES, ((long) firstSchedule(id) << Integer.SIZE) | schedule);
    }

    /** A trade has happened. */
    void traded(final int id, final long price) {
        final long[] page = rows.writablePage(id);
        final int offset = rows.offset(id);
        hash.add(weight(id)
                * ((price - page[offset + ANCHOR]) * WEIGHT_ANCHOR
                        + (price - page[offset + LAST]) * WEIGHT_LAST
                        + WEIGHT_TRADES));
        page[offset + ANCHOR] = price;
        page[offset + LAST] = price;
        page[offset + TRADES]++;
    }

    /** The next place in time. */
    long nextPriority(final int id) {
        final long[] page = rows.writablePage(id);
        final int column = rows.offset(id) + PRIORITY;
        page[column]++;
        hash.add(weight(id) * WEIGHT_PRIORITY);
        return page[column];
    }

    int firstDayOrder(final int id) {
        return (int) (rows.get(id, DAY_ORDERS) >>> Integer.SIZE);
    }

    int lastDayOrder(final int id) {
        return (int) rows.get(id, DAY_ORDERS);
    }

    void dayOrders(final int id, final int first, final int last) {
        rows.set(id, DAY_ORDERS, ((long) first << Integer.SIZE) | (last & LOW_MASK));
    }

    PagedRows rows() {
        return rows;
    }

    /** Makes what follows from rows that were loaded. */
    void restore(final int newCount, final int newHighestId) {
        count = newCount;
        highestId = newHighestId;
        final long[] code = new long[CODE_LENGTH];
        for (int id = next(0); id != 0; id = next(id)) {
            System.arraycopy(rows.page(id), rows.offset(id), code, 0, CODE_LENGTH);
            enter(id, hashOf(code));
            dayOrders(id, 0, 0);
        }
    }

    private void enter(final int id, final long codeHash) {
        rows.set(id, CHAIN, index.get(codeHash));
        index.put(codeHash, id);
    }

    int highestId() {
        return highestId;
    }

    /** Computes anew what the instruments add to the state hash. */
    long recomputeHash() {
        long sum = 0;
        for (int id = next(0); id != 0; id = next(id)) {
            sum += hashOf(id);
        }
        return sum;
    }

    private void set(final int id, final int column, final long value) {
        hash.add(weight(id) * ((value - rows.get(id, column)) * weightOf(column)));
        rows.set(id, column, value);
    }

    private long hashOf(final int id) {
        long sum = 0;
        for (int column = 0; column < HASHED_COLUMNS; column++) {
            sum += rows.get(id, column) * weightOf(column);
        }
        return sum * weight(id);
    }

    private static long weight(final int id) {
        return Mixing.mix(id + IDENTITY);
    }

    private static long weightOf(final int column) {
        return Mixing.mix(column + COLUMN_IDENTITY) | 1;
    }

    private static long hashOf(final long[] code) {
        long mixed = 0;
        for (final long word : code) {
            mixed = Mixing.mix(mixed, word);
        }
        return mixed;
    }
}
