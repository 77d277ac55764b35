package dev.florin.statemachine.paged;

import java.util.Arrays;

/**
 * What the epoch at hand has taken of a table: pages as a whole, and single rows of the others. An epoch is a number, so
 * that beginning one touches nothing. Owned by the engine thread.
 */
final class EpochMarks {
    private static final int INITIAL_PAGES = 8;

    private final Epoch epoch;
    private final int tableId;
    private final int rowMask;
    /** By page: 2 x epoch where the bits of its rows are of that epoch, one more where all of it was taken. */
    private int[] marks = new int[INITIAL_PAGES];

    private long[][] rowsTaken = new long[INITIAL_PAGES][];

    EpochMarks(final Epoch epoch, final int tableId, final int rowsPerPageLog2) {
        this.epoch = epoch;
        this.tableId = tableId;
        rowMask = (1 << rowsPerPageLog2) - 1;
    }

    int tableId() {
        return tableId;
    }

    /** A page was made: it has no part in the epoch at hand, if there is one. */
    void made(final int page) {
        if (page >= marks.length) {
            final int length = Math.max(page + 1, marks.length + (marks.length >> 1));
            marks = Arrays.copyOf(marks, length);
            rowsTaken = Arrays.copyOf(rowsTaken, length);
        }
        marks[page] = whole();
    }

    boolean isTaken(final int page) {
        return marks[page] == whole();
    }

    void take(final int page) {
        marks[page] = whole();
    }

    boolean isRowTaken(final int page, final int row) {
        final int mark = marks[page];
        return mark == whole() || (mark == inPart() && (rowsTaken[page][(row & rowMask) >>> 6] >>> row & 1) != 0);
    }

    /** Returns false where the row was taken before, alone or with its page. */
    boolean takeRow(final int page, final int row) {
        if (isRowTaken(page, row)) {
            return false;
        }
        if (marks[page] != inPart()) {
            if (rowsTaken[page] == null) {
                rowsTaken[page] = new long[(rowMask >>> 6) + 1];
            } else {
                Arrays.fill(rowsTaken[page], 0);
            }
            marks[page] = inPart();
        }
        rowsTaken[page][(row & rowMask) >>> 6] |= 1L << row;
        return true;
    }

    /** While rows are loaded: nothing of a page was loaded yet. */
    void open(final int page) {
        if (marks[page] == whole()) {
            marks[page] = 0;
        }
    }

    private int inPart() {
        return 2 * epoch.number();
    }

    private int whole() {
        return 2 * epoch.number() + 1;
    }
}
