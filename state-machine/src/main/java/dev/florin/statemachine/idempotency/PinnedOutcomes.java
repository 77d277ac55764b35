package dev.florin.statemachine.idempotency;

import dev.florin.statemachine.paged.PagedRows;
import dev.florin.statemachine.paged.RowPool;
import dev.florin.statemachine.paged.SlotIndex;
import dev.florin.statemachine.paged.UndoJournal;

/**
 * Outcomes that outlive the retention because a hold with their key is open. Rows are those of the log, with one more
 * column that chains rows of equal hash. Owned by the engine thread.
 */
final class PinnedOutcomes {
    private static final int CHAIN = OutcomeColumns.COUNT;
    private static final int ROW_LENGTH = OutcomeColumns.COUNT + 1;
    private static final int ROWS_PER_PAGE_LOG2 = 10;
    private static final int TABLES_LOG2 = 8;
    private static final int FIRST_PLACES_LOG2 = 4;

    private final RowPool pool;
    private final PagedRows rows;
    private final SlotIndex index = new SlotIndex(TABLES_LOG2, FIRST_PLACES_LOG2);

    PinnedOutcomes(final UndoJournal undo) {
        pool = new RowPool(ROW_LENGTH, ROWS_PER_PAGE_LOG2, undo);
        rows = pool.rows();
    }

    PagedRows rows() {
        return rows;
    }

    int count() {
        return pool.rowsInUse();
    }

    int rowsUsed() {
        return pool.rowsUsed();
    }

    /** The row of a key, or 0. */
    int find(final long hash, final long keyHigh, final long keyLow) {
        int row = index.get(hash);
        while (row != 0 && !isKey(row, keyHigh, keyLow)) {
            row = (int) rows.get(row, CHAIN);
        }
        return row;
    }

    /** Copies a row of the log in. */
    int add(final long hash, final long[] page, final int offset) {
        final int row = pool.take();
        System.arraycopy(page, offset, rows.writablePage(row), rows.offset(row), OutcomeColumns.COUNT);
        enter(hash, row);
        return row;
    }

    /** Makes what follows from rows that were loaded. */
    void restore() {
        pool.ensureUsed();
        for (int row = 1; row <= rowsUsed(); row++) {
            if (rows.get(row, OutcomeColumns.SEQUENCE) != 0) {
                enter(
                        OutcomeStore.hashOf(
                                rows.get(row, OutcomeColumns.KEY_HIGH), rows.get(row, OutcomeColumns.KEY_LOW)),
                        row);
            }
        }
    }

    private void enter(final long hash, final int row) {
        rows.set(row, CHAIN, index.get(hash));
        index.put(hash, row);
    }

    void remove(final long hash, final int row) {
        final int next = (int) rows.get(row, CHAIN);
        int previous = index.get(hash);
        if (previous != row) {
            while (rows.get(previous, CHAIN) != row) {
                previous = (int) rows.get(previous, CHAIN);
            }
            rows.set(previous, CHAIN, next);
        } else if (next != 0) {
            index.put(hash, next);
        } else {
            index.remove(hash);
        }
        pool.give(row);
    }

    private boolean isKey(final int row, final long keyHigh, final long keyLow) {
        return rows.get(row, OutcomeColumns.KEY_HIGH) == keyHigh && rows.get(row, OutcomeColumns.KEY_LOW) == keyLow;
    }
}
