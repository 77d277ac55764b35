package dev.florin.statemachine.paged;

import java.nio.LongBuffer;
import java.util.Arrays;

/**
 * A table of rows of longs in fixed pages of heap arrays. A row never moves; a page is made when its first row is needed,
 * so that growth costs one page and never a copy of the table. Every write asks {@link #writablePage} for the page first:
 * the one place that knows which page is about to change. Owned by the engine thread.
 */
public final class PagedRows {
    private static final int INITIAL_PAGES = 8;

    private final int rowLength;
    private final int pageShift;
    private final int rowMask;
    private final UndoJournal undo;
    private long[][] pages = new long[INITIAL_PAGES][];
    private EpochMarks marks;

    /**
     * An empty table.
     *
     * @param rowLength longs of a row, at least 1.
     * @param rowsPerPageLog2 binary logarithm of the rows of a page, 0..20.
     * @param undo told of every row about to be written, where it or an epoch wants to know.
     */
    public PagedRows(final int rowLength, final int rowsPerPageLog2, final UndoJournal undo) {
        if (rowLength < 1) {
            throw new IllegalArgumentException("a row has at least 1 long, not " + rowLength);
        }
        if (rowsPerPageLog2 < 0 || rowsPerPageLog2 > 20) {
            throw new IllegalArgumentException("rowsPerPageLog2 must be 0..20, is " + rowsPerPageLog2);
        }
        this.rowLength = rowLength;
        this.pageShift = rowsPerPageLog2;
        this.rowMask = (1 << rowsPerPageLog2) - 1;
        this.undo = undo;
    }

    /**
     * Longs of a row.
     *
     * @return at least 1.
     */
    public int rowLength() {
        return rowLength;
    }

    /**
     * Makes the page of a row if it is missing.
     *
     * @param row 0 or more.
     */
    public void ensure(final int row) {
        final int page = row >>> pageShift;
        if (page >= pages.length) {
            pages = Arrays.copyOf(pages, Math.max(page + 1, pages.length + (pages.length >> 1)));
        }
        if (pages[page] == null) {
            pages[page] = new long[rowLength << pageShift];
            if (marks != null) {
                marks.made(page);
            }
        }
    }

    /**
     * Whether the page of a row was made.
     *
     * @param row 0 or more.
     * @return true if the row can be read.
     */
    public boolean isPresent(final int row) {
        final int page = row >>> pageShift;
        return page < pages.length && pages[page] != null;
    }

    /**
     * The page of a row, to read from at {@link #offset}.
     *
     * @param row whose page was made.
     * @return the page itself; not to be written.
     */
    public long[] page(final int row) {
        return pages[row >>> pageShift];
    }

    /**
     * The page of a row, to write that row in at {@link #offset}. Asked for anew by every step that writes.
     *
     * @param row whose page was made; the only one that may be written.
     * @return the page itself.
     */
    public long[] writablePage(final int row) {
        if (undo.isWatching()) {
            undo.beforeWrite(this, row);
        }
        return pages[row >>> pageShift];
    }

    /**
     * Where a row starts in its page.
     *
     * @param row 0 or more.
     * @return index of its column 0.
     */
    public int offset(final int row) {
        return (row & rowMask) * rowLength;
    }

    /**
     * Reads one value.
     *
     * @param row whose page was made.
     * @param column 0..rowLength-1.
     * @return the value; 0 where never written.
     */
    public long get(final int row, final int column) {
        return page(row)[offset(row) + column];
    }

    /**
     * Writes one value.
     *
     * @param row whose page was made.
     * @param column 0..rowLength-1.
     * @param value to write.
     */
    public void set(final int row, final int column, final long value) {
        writablePage(row)[offset(row) + column] = value;
    }

    /**
     * Sets all columns of a row to 0.
     *
     * @param row whose page was made.
     */
    public void clear(final int row) {
        final long[] page = writablePage(row);
        final int offset = offset(row);
        Arrays.fill(page, offset, offset + rowLength, 0);
    }

    /** From now on epochs know what they have taken of this table. */
    void mark(final EpochMarks newMarks) {
        marks = newMarks;
        for (int page = 0; page < pages.length; page++) {
            if (pages[page] != null) {
                marks.made(page);
            }
        }
    }

    /** What epochs have taken, or null where they leave this table out. */
    EpochMarks marks() {
        return marks;
    }

    /** Pages there are room for; some of them were not made. */
    int pageCount() {
        return pages.length;
    }

    /**
     * Binary logarithm of the rows of a page.
     *
     * @return 0..20.
     */
    public int rowsPerPageLog2() {
        return pageShift;
    }

    /** Of a page, given by its first row: the first row that is not all zeros; the page's last where all are. */
    int firstUsedRow(final int firstRow) {
        final long[] page = page(firstRow);
        int position = 0;
        while (position < page.length - 1 && page[position] == 0) {
            position++;
        }
        return firstRow + position / rowLength;
    }

    boolean isZero(final int row) {
        final long[] page = page(row);
        for (int i = offset(row); i < offset(row) + rowLength; i++) {
            if (page[i] != 0) {
                return false;
            }
        }
        return true;
    }

    /** Of a page, given by its first row, that is not all zeros: the row behind the last that is not. */
    int endOfUsedRows(final int firstRow) {
        final long[] page = page(firstRow);
        int length = page.length;
        while (length > 0 && page[length - 1] == 0) {
            length--;
        }
        return firstRow + (length + rowLength - 1) / rowLength;
    }

    void copyRows(final int row, final int count, final long[] target, final int targetOffset) {
        System.arraycopy(page(row), offset(row), target, targetOffset, count * rowLength);
    }

    /** Rows of one page, or none, as a snapshot holds them, in one piece. */
    void load(final int row, final int count, final LongBuffer source, final int position) {
        if (count > 0) {
            source.get(position, page(row), offset(row), count * rowLength);
        }
    }

    void restore(final int row, final long[] source, final int sourceOffset) {
        System.arraycopy(source, sourceOffset, page(row), offset(row), rowLength);
    }
}
