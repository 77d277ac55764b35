package dev.florin.statemachine.paged;

import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A picture of tables as they are at one moment, taken while they go on changing: pages are swept one after another, and a
 * row that is about to be written before its page was swept is taken as it is until then. A page that comes later holds
 * such rows as they became; whoever loads the picture prefers what came first. Owned by the engine thread.
 *
 * <p>A record is one long, bits 0-31 the first row, 32-54 the number of rows, 56-62 the table, 63 set for a single row that
 * was about to be written; behind it the rows.
 */
public final class Epoch {
    private static final int RECORD_HEADER_LENGTH = 1;
    private static final int BUFFER_HEADER_LENGTH = 1;
    private static final int COUNT_SHIFT = 32;
    private static final int COUNT_MASK = (1 << 23) - 1;
    private static final int TABLE_SHIFT = 56;
    private static final int TABLE_MASK = 0x7F;
    private static final long SINGLE = 1L << 63;

    private final UndoJournal undo;
    private final List<PagedRows> tables = new ArrayList<>();
    private int number;
    private boolean isActive;
    private boolean hasFailed;
    private ImageBuffers buffers;
    private long[] buffer;
    private int filled;
    private int table;
    private int page;

    /**
     * No epoch, no tables.
     *
     * @param undo that is told of every row about to be written.
     */
    public Epoch(final UndoJournal undo) {
        this.undo = undo;
    }

    /**
     * Adds a table to what epochs are pictures of. The order of adding numbers the tables, from 0.
     *
     * @param rows the table.
     */
    public void add(final PagedRows rows) {
        final int pageLength = rows.rowLength() << rows.rowsPerPageLog2();
        if (BUFFER_HEADER_LENGTH + RECORD_HEADER_LENGTH + pageLength > ImageBuffers.BUFFER_LENGTH) {
            throw new IllegalArgumentException("a page of " + pageLength + " longs does not fit in a buffer");
        }
        rows.mark(new EpochMarks(this, tables.size(), rows.rowsPerPageLog2()));
        tables.add(rows);
    }

    /**
     * Begins: the picture is of this moment, which must not lie within a command.
     *
     * @param newBuffers that take it.
     */
    public void begin(final ImageBuffers newBuffers) {
        if (isActive) {
            throw new IllegalStateException("one epoch at a time");
        }
        number = Math.addExact(number, 1);
        buffers = newBuffers;
        buffer = null;
        filled = 0;
        table = 0;
        page = 0;
        isActive = true;
        hasFailed = false;
        undo.epochBegins(this);
    }

    /**
     * Sweeps some pages.
     *
     * @param maxLength longs after which to stop; the last page may pass it.
     * @return true if that was the last: all is published, and the epoch is over.
     */
    public boolean sweep(final int maxLength) {
        int length = 0;
        while (length < maxLength && table < tables.size()) {
            final PagedRows rows = tables.get(table);
            if (page >= rows.pageCount()) {
                table++;
                page = 0;
                continue;
            }
            final int row = page << rows.rowsPerPageLog2();
            if (rows.isPresent(row) && !rows.marks().isTaken(page)) {
                final int first = rows.firstUsedRow(row);
                final int count = rows.isZero(first) ? 0 : rows.endOfUsedRows(row) - first;
                if (count > 0 && !put(rows, table, first, count, false)) {
                    return false;
                }
                rows.marks().take(page);
                length += rows.page(row).length; // also where it is zeros: looking for them takes time, too
            }
            length++;
            page++;
        }
        if (table < tables.size()) {
            return false;
        }
        flush();
        end();
        return true;
    }

    /** A row is about to be written. */
    void beforeWrite(final PagedRows rows, final int row) {
        final EpochMarks marks = rows.marks();
        if (marks == null || !marks.takeRow(row >>> rows.rowsPerPageLog2(), row)) {
            return;
        }
        if (!put(rows, marks.tableId(), row, 1, true)) {
            hasFailed = true;
            end();
        }
    }

    private boolean put(
            final PagedRows rows, final int tableId, final int row, final int count, final boolean isUrgent) {
        final int length = RECORD_HEADER_LENGTH + count * rows.rowLength();
        if (!makeRoom(length, isUrgent)) {
            return false;
        }
        buffer[filled] = (isUrgent ? SINGLE : 0) | (long) tableId << TABLE_SHIFT | (long) count << COUNT_SHIFT | row;
        rows.copyRows(row, count, buffer, filled + RECORD_HEADER_LENGTH);
        filled += length;
        return true;
    }

    /** Ends without a whole picture. Has no effect where there is no epoch. */
    public void end() {
        if (isActive) {
            isActive = false;
            buffer = null;
            buffers = null;
            undo.epochEnds();
        }
    }

    /**
     * Whether there is one.
     *
     * @return false before {@link #begin} and after the end.
     */
    public boolean isActive() {
        return isActive;
    }

    /**
     * Whether the last one ended because no buffer was to be had for a row that was about to be written.
     *
     * @return true if its picture is not whole.
     */
    public boolean hasFailed() {
        return hasFailed;
    }

    int number() {
        return number;
    }

    private boolean makeRoom(final int length, final boolean isUrgent) {
        if (buffer != null && filled + length <= buffer.length) {
            return true;
        }
        flush();
        buffer = buffers.claim(isUrgent);
        filled = BUFFER_HEADER_LENGTH;
        return buffer != null;
    }

    private void flush() {
        if (buffer != null) {
            buffer[0] = filled;
            buffers.publish(buffer);
            buffer = null;
        }
    }

    /** Begins to load a picture into tables that nothing was written to. */
    public void beginLoad() {
        number = Math.addExact(number, 1);
    }

    /**
     * Loads a record.
     *
     * @param source that holds it.
     * @param position of its header.
     * @return longs of the record, or 0 where it is none.
     */
    public int load(final LongBuffer source, final int position) {
        final long header = source.get(position);
        final int id = (int) (header >>> TABLE_SHIFT) & TABLE_MASK;
        final int row = (int) header;
        final int count = (int) (header >>> COUNT_SHIFT) & COUNT_MASK;
        if (id >= tables.size() || row < 0 || count < 1) {
            return 0;
        }
        final PagedRows rows = tables.get(id);
        final long length = RECORD_HEADER_LENGTH + (long) count * rows.rowLength();
        final int pageMask = (1 << rows.rowsPerPageLog2()) - 1;
        if (length > source.limit() - position || (row & pageMask) + count > pageMask + 1) {
            return 0;
        }
        loadRows(rows, row, count, source, position + RECORD_HEADER_LENGTH);
        return (int) length;
    }

    private static void loadRows(
            final PagedRows rows, final int firstRow, final int count, final LongBuffer source, final int position) {
        rows.ensure(firstRow);
        final EpochMarks marks = rows.marks();
        final int page = firstRow >>> rows.rowsPerPageLog2();
        marks.open(page);
        int first = firstRow;
        for (int row = firstRow; row < firstRow + count; row++) {
            if (!marks.takeRow(page, row)) {
                // It came before, as it was.
                rows.load(first, row - first, source, position + (first - firstRow) * rows.rowLength());
                first = row + 1;
            }
        }
        rows.load(first, firstRow + count - first, source, position + (first - firstRow) * rows.rowLength());
    }
}
