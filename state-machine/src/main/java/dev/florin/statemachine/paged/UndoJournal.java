package dev.florin.statemachine.paged;

import java.util.Arrays;

/**
 * Remembers rows as they were, so that a command of several steps can be undone as a whole. While it records, every row
 * that is about to be written is copied here first; undoing puts the copies back, newest first. Passes on to an {@link
 * Epoch} what is about to be written while there is one. Shared by all tables of one state machine; owned by the engine
 * thread. Grows to the largest command seen and then allocates nothing.
 */
public final class UndoJournal {
    private static final int INITIAL_ROWS = 16 * 1024;
    private static final int INITIAL_LONGS = 12 * INITIAL_ROWS;

    private PagedRows[] tables = new PagedRows[INITIAL_ROWS];
    private int[] rows = new int[INITIAL_ROWS];
    private int rowCount;
    private long[] images = new long[INITIAL_LONGS];
    private int imagesLength;
    private boolean recording;
    private Epoch epoch;
    /** Recording, or an epoch: one branch asks for both before every write. */
    private boolean watching;

    /** Starts to record. */
    public void begin() {
        if (recording) {
            throw new IllegalStateException("already recording");
        }
        recording = true;
        watching = true;
    }

    /** Keeps what was written since {@link #begin()} and stops recording. */
    public void commit() {
        stop();
        clear();
    }

    /** Undoes what was written since {@link #begin()} and stops recording. */
    public void rollback() {
        stop();
        while (rowCount > 0) {
            rowCount--;
            final PagedRows table = tables[rowCount];
            imagesLength -= table.rowLength();
            table.restore(rows[rowCount], images, imagesLength);
        }
        clear();
    }

    boolean isWatching() {
        return watching;
    }

    /** A row is about to be written; called where {@link #isWatching}. */
    void beforeWrite(final PagedRows table, final int row) {
        if (epoch != null) {
            epoch.beforeWrite(table, row);
        }
        if (recording) {
            record(table, row);
        }
    }

    void epochBegins(final Epoch newEpoch) {
        epoch = newEpoch;
        watching = true;
    }

    void epochEnds() {
        epoch = null;
        watching = recording;
    }

    private void record(final PagedRows table, final int row) {
        final int length = table.rowLength();
        if (rowCount == rows.length) {
            tables = Arrays.copyOf(tables, 2 * rowCount);
            rows = Arrays.copyOf(rows, 2 * rowCount);
        }
        if (imagesLength + length > images.length) {
            images = Arrays.copyOf(images, 2 * images.length);
        }
        tables[rowCount] = table;
        rows[rowCount] = row;
        rowCount++;
        table.copyRows(row, 1, images, imagesLength);
        imagesLength += length;
    }

    private void stop() {
        recording = false;
        watching = epoch != null;
    }

    private void clear() {
        rowCount = 0;
        imagesLength = 0;
    }
}
