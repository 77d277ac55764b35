package dev.florin.statemachine.paged;

import dev.florin.protocol.Bounds;

/**
 * What will expire, in the order (expiry, sequence, leg): a heap of four children over paged rows, so that growing copies
 * nothing. Row 0 counts what is in it; whatever expires knows its position. That order is total, so what comes out does not
 * depend on how the heap came to be. Owned by the engine thread.
 */
public final class ExpiryQueue {
    /** The rows of what expires: holds or orders. */
    public interface Rows {
        /** {@return when a row expires, ns since the epoch} */
        long expiryNs(int row);

        /** {@return the sequence of the command that made it} */
        long sequence(int row);

        /** {@return the leg of the entry that made it} */
        int leg(int row);

        /** {@return its position in the queue} */
        int queuePosition(int row);

        /** Sets its position in the queue. */
        void queuePosition(int row, int position);
    }

    private static final int EXPIRY = 0;
    private static final int EXPIRING = 1;
    private static final int ROW_LENGTH = 2;
    private static final int ROWS_PER_PAGE_LOG2 = 11;
    private static final int COUNT_ROW = 0;
    private static final int FIRST = 1;
    private static final int CHILDREN = 4;

    private final PagedRows heap;
    private final Rows rows;

    /**
     * An empty queue.
     *
     * @param rows of what will be added.
     * @param undo told of every row about to be written.
     */
    public ExpiryQueue(final Rows rows, final UndoJournal undo) {
        this.rows = rows;
        heap = new PagedRows(ROW_LENGTH, ROWS_PER_PAGE_LOG2, undo);
        heap.ensure(COUNT_ROW);
    }

    /** {@return how many will expire} */
    public int count() {
        return (int) heap.get(COUNT_ROW, 0);
    }

    /** {@return when the first expires, ns since the epoch, or {@link Bounds#NO_EXPIRY}} */
    public long firstExpiryNs() {
        return count() == 0 ? Bounds.NO_EXPIRY : heap.get(FIRST, EXPIRY);
    }

    /** {@return the row that expires first; there is one} */
    public int first() {
        return (int) heap.get(FIRST, EXPIRING);
    }

    /** Adds a row that expires and is not in the queue. */
    public void add(final int row) {
        final int last = count() + 1;
        heap.ensure(last);
        heap.set(COUNT_ROW, 0, last);
        rise(last, rows.expiryNs(row), row);
    }

    /** Removes a row that is in the queue. */
    public void remove(final int row) {
        final int position = rows.queuePosition(row);
        final int last = count();
        final long movedExpiryNs = heap.get(last, EXPIRY);
        final int moved = (int) heap.get(last, EXPIRING);
        heap.clear(last);
        heap.set(COUNT_ROW, 0, last - 1L);
        if (position == last) {
            return;
        }
        if (position > FIRST && isBefore(movedExpiryNs, moved, parent(position))) {
            rise(position, movedExpiryNs, moved);
        } else {
            sink(position, movedExpiryNs, moved, last - 1);
        }
    }

    /** {@return whether every row stands after its parent and knows its position; for audits} */
    public boolean isInOrder() {
        for (int position = FIRST; position <= count(); position++) {
            final int row = (int) heap.get(position, EXPIRING);
            if (rows.queuePosition(row) != position || rows.expiryNs(row) != heap.get(position, EXPIRY)) {
                return false;
            }
            if (position > FIRST && isBefore(heap.get(position, EXPIRY), row, parent(position))) {
                return false;
            }
        }
        return true;
    }

    private void rise(final int start, final long expiryNs, final int row) {
        int position = start;
        while (position > FIRST && isBefore(expiryNs, row, parent(position))) {
            move(parent(position), position);
            position = parent(position);
        }
        put(position, expiryNs, row);
    }

    private void sink(final int start, final long expiryNs, final int row, final int count) {
        int position = start;
        int child = firstChild(position, count);
        while (child != 0 && !isBefore(expiryNs, row, child)) {
            move(child, position);
            position = child;
            child = firstChild(position, count);
        }
        put(position, expiryNs, row);
    }

    /** Of the children of a position the one that expires first, or 0. */
    private int firstChild(final int position, final int count) {
        final long start = (long) CHILDREN * (position - 1) + 2;
        if (start > count) {
            return 0;
        }
        int best = (int) start;
        for (int child = best + 1; child < start + CHILDREN && child <= count; child++) {
            if (isBefore(heap.get(child, EXPIRY), (int) heap.get(child, EXPIRING), best)) {
                best = child;
            }
        }
        return best;
    }

    private boolean isBefore(final long expiryNs, final int row, final int position) {
        final long otherExpiryNs = heap.get(position, EXPIRY);
        if (expiryNs != otherExpiryNs) {
            return expiryNs < otherExpiryNs;
        }
        final int other = (int) heap.get(position, EXPIRING);
        final long sequence = rows.sequence(row);
        final long otherSequence = rows.sequence(other);
        return sequence != otherSequence ? sequence < otherSequence : rows.leg(row) < rows.leg(other);
    }

    private void move(final int from, final int to) {
        put(to, heap.get(from, EXPIRY), (int) heap.get(from, EXPIRING));
    }

    private void put(final int position, final long expiryNs, final int row) {
        final long[] page = heap.writablePage(position);
        final int offset = heap.offset(position);
        page[offset + EXPIRY] = expiryNs;
        page[offset + EXPIRING] = row;
        rows.queuePosition(row, position);
    }

    private static int parent(final int position) {
        return (position + CHILDREN - 2) / CHILDREN;
    }
}
