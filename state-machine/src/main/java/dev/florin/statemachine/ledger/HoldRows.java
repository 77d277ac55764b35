package dev.florin.statemachine.ledger;

import dev.florin.statemachine.hash.Mixing;
import dev.florin.statemachine.paged.ExpiryQueue;
import dev.florin.statemachine.paged.PagedRows;
import dev.florin.statemachine.paged.RowPool;
import dev.florin.statemachine.paged.UndoJournal;

/**
 * The rows of holds, 64 bytes each. One made by a hold command is here while it is open; those made by an entry until the
 * entry's outcome is forgotten. Owned by the engine thread.
 *
 * <pre>
 *  0 remaining | 1 sequence | 2 expiryNs | 3 debit and credit slot
 *  4 meta: bits 0-15 leg, 16-23 status, 32-63 position among expiries
 *  5 location of the outcome that made it; 0 while that is not stored yet
 *  6 previous and next hold of the debit account | 7 next hold of the entry
 * </pre>
 */
final class HoldRows implements ExpiryQueue.Rows {
    private static final int REMAINING = 0;
    private static final int SEQUENCE = 1;
    private static final int EXPIRY = 2;
    private static final int PARTIES = 3;
    private static final int META = 4;
    private static final int LOCATION = 5;
    private static final int NEIGHBOURS = 6;
    private static final int NEXT_OF_ENTRY = 7;
    private static final int ROW_LENGTH = 8;
    private static final int ROWS_PER_PAGE_LOG2 = 10;

    private static final long LEG_MASK = 0xFFFF;
    private static final int STATUS_SHIFT = 16;
    private static final long STATUS_MASK = 0xFFL;
    private static final long LOW_MASK = 0xFFFF_FFFFL;

    private static final long IDENTITY = 0x369DEA0F31A53F85L;
    private static final long WEIGHT_STATUS = 0xDA942042E4DD58B5L;
    private static final long WEIGHT_REMAINING = 0xA8E2A4F9B8D5E0C3L;
    private static final long WEIGHT_EXPIRY = 0x8A3B5C9E6F1D2B47L;

    private final RowPool pool;
    private final PagedRows rows;

    HoldRows(final UndoJournal undo) {
        pool = new RowPool(ROW_LENGTH, ROWS_PER_PAGE_LOG2, undo);
        rows = pool.rows();
    }

    /** A new open hold. */
    int take(final long parties, final long amount, final long expiryNs, final long sequence, final int leg) {
        final int hold = pool.take();
        final long[] page = rows.writablePage(hold);
        final int offset = rows.offset(hold);
        page[offset + REMAINING] = amount;
        page[offset + SEQUENCE] = sequence;
        page[offset + EXPIRY] = expiryNs;
        page[offset + PARTIES] = parties;
        page[offset + META] = leg | ((long) HoldStatus.OPEN << STATUS_SHIFT);
        return hold;
    }

    void give(final int hold) {
        pool.give(hold);
    }

    PagedRows rows() {
        return rows;
    }

    /** Makes what follows from rows that were loaded. */
    void restore() {
        pool.ensureUsed();
    }

    int rowsUsed() {
        return pool.rowsUsed();
    }

    /** Whether a row up to {@link #rowsUsed} holds anything. */
    boolean isInUse(final int hold) {
        return sequence(hold) != 0;
    }

    /** Ends a hold: nothing remains. */
    void end(final int hold, final int status) {
        final long[] page = rows.writablePage(hold);
        final int offset = rows.offset(hold);
        page[offset + REMAINING] = 0;
        page[offset + META] = (page[offset + META] & ~(STATUS_MASK << STATUS_SHIFT)) | ((long) status << STATUS_SHIFT);
    }

    void remaining(final int hold, final long remaining) {
        rows.set(hold, REMAINING, remaining);
    }

    long remaining(final int hold) {
        return rows.get(hold, REMAINING);
    }

    @Override
    public long sequence(final int hold) {
        return rows.get(hold, SEQUENCE);
    }

    @Override
    public long expiryNs(final int hold) {
        return rows.get(hold, EXPIRY);
    }

    int debit(final int hold) {
        return Parties.debit(rows.get(hold, PARTIES));
    }

    int credit(final int hold) {
        return Parties.credit(rows.get(hold, PARTIES));
    }

    long parties(final int hold) {
        return rows.get(hold, PARTIES);
    }

    @Override
    public int leg(final int hold) {
        return (int) (rows.get(hold, META) & LEG_MASK);
    }

    int status(final int hold) {
        return (int) (rows.get(hold, META) >>> STATUS_SHIFT & STATUS_MASK);
    }

    @Override
    public int queuePosition(final int hold) {
        return (int) (rows.get(hold, META) >>> Integer.SIZE);
    }

    @Override
    public void queuePosition(final int hold, final int position) {
        final long[] page = rows.writablePage(hold);
        final int offset = rows.offset(hold);
        page[offset + META] = (page[offset + META] & LOW_MASK) | ((long) position << Integer.SIZE);
    }

    int location(final int hold) {
        return (int) rows.get(hold, LOCATION);
    }

    void location(final int hold, final int location) {
        rows.set(hold, LOCATION, location);
    }

    int previous(final int hold) {
        return (int) (rows.get(hold, NEIGHBOURS) >>> Integer.SIZE);
    }

    int next(final int hold) {
        return (int) rows.get(hold, NEIGHBOURS);
    }

    void neighbours(final int hold, final int previous, final int next) {
        rows.set(hold, NEIGHBOURS, ((long) previous << Integer.SIZE) | next);
    }

    int nextOfEntry(final int hold) {
        return (int) rows.get(hold, NEXT_OF_ENTRY);
    }

    void nextOfEntry(final int hold, final int next) {
        rows.set(hold, NEXT_OF_ENTRY, next);
    }

    /** What a hold adds to the state hash. */
    long hash(final int hold) {
        final int status = status(hold);
        if (status != HoldStatus.OPEN) {
            return hashOfEnded(sequence(hold), leg(hold), status);
        }
        return weight(sequence(hold), leg(hold))
                * (status * WEIGHT_STATUS + remaining(hold) * WEIGHT_REMAINING + expiryNs(hold) * WEIGHT_EXPIRY);
    }

    /** What a hold that has ended adds to the state hash until it is forgotten. */
    static long hashOfEnded(final long sequence, final int leg, final int status) {
        return weight(sequence, leg) * status * WEIGHT_STATUS;
    }

    private static long weight(final long sequence, final int leg) {
        return Mixing.mix(sequence, leg + IDENTITY);
    }
}
