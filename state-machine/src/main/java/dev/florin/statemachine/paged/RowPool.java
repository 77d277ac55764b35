package dev.florin.statemachine.paged;

/**
 * A table whose rows are taken and given back. Row 0 is the pool's own (first free row, rows ever used, rows in use), so
 * that undoing covers it and 0 can stand for "none". While a row is free, its column 0 links to the next free one and all
 * others are 0. Which row is taken depends only on the takes and gives before. Owned by the engine thread.
 */
public final class RowPool {
    private static final int FIRST_FREE = 0;
    private static final int ROWS_USED = 1;
    private static final int ROWS_IN_USE = 2;
    private static final int HEADER_ROW = 0;
    private static final int NEXT_FREE = 0;
    private static final int MIN_ROW_LENGTH = 3;

    private final PagedRows rows;

    /**
     * An empty pool.
     *
     * @param rowLength longs of a row, at least 3.
     * @param rowsPerPageLog2 binary logarithm of the rows of a page.
     * @param undo told of every row about to be written.
     */
    public RowPool(final int rowLength, final int rowsPerPageLog2, final UndoJournal undo) {
        if (rowLength < MIN_ROW_LENGTH) {
            throw new IllegalArgumentException("a pooled row has at least 3 longs, not " + rowLength);
        }
        rows = new PagedRows(rowLength, rowsPerPageLog2, undo);
        rows.ensure(HEADER_ROW);
    }

    /**
     * The table itself.
     *
     * @return rows 1 to {@link #rowsUsed()} are in use or free.
     */
    public PagedRows rows() {
        return rows;
    }

    /**
     * Takes a row.
     *
     * @return its number, at least 1; all its columns are 0.
     */
    public int take() {
        final long[] header = rows.writablePage(HEADER_ROW);
        header[ROWS_IN_USE]++;
        final int free = (int) header[FIRST_FREE];
        if (free != 0) {
            header[FIRST_FREE] = rows.get(free, NEXT_FREE);
            rows.set(free, NEXT_FREE, 0);
            return free;
        }
        header[ROWS_USED]++;
        final int row = Math.toIntExact(header[ROWS_USED]);
        rows.ensure(row);
        return row;
    }

    /**
     * Gives a row back.
     *
     * @param row in use.
     */
    public void give(final int row) {
        rows.clear(row);
        final long[] header = rows.writablePage(HEADER_ROW);
        rows.set(row, NEXT_FREE, header[FIRST_FREE]);
        header[FIRST_FREE] = row;
        header[ROWS_IN_USE]--;
    }

    /** Makes the pages of all rows that were ever in use, after rows were loaded: a page of zeros is not stored. */
    public void ensureUsed() {
        for (int row = 0; row <= rowsUsed(); row++) {
            rows.ensure(row);
        }
    }

    /**
     * Rows in use.
     *
     * @return 0 or more.
     */
    public int rowsInUse() {
        return (int) rows.get(HEADER_ROW, ROWS_IN_USE);
    }

    /**
     * The highest row that was ever in use.
     *
     * @return 0 where none was.
     */
    public int rowsUsed() {
        return (int) rows.get(HEADER_ROW, ROWS_USED);
    }
}
