package dev.florin.statemachine.ledger;

import dev.florin.protocol.Bounds;
import dev.florin.statemachine.paged.PagedRows;
import dev.florin.statemachine.paged.UndoJournal;

/**
 * The holds that will expire, in the order (expiry, sequence, leg): a heap of four children over paged rows, so that
 * growing copies nothing. Row 0 counts the holds; a hold knows its position. That order is total, so what comes out does
 * not depend on how the heap came to be. Owned by the engine thread.
 */
final class ExpiryQueue {
    private static final int EXPIRY = 0;
    private static final int HOLD = 1;
    private static final int ROW_LENGTH = 2;
    private static final int ROWS_PER_PAGE_LOG2 = 11;
    private static final int COUNT_ROW = 0;
    private static final int FIRST = 1;
    private static final int CHILDREN = 4;

    private final PagedRows heap;
    private final HoldRows holds;

    ExpiryQueue(final HoldRows holds, final UndoJournal undo) {
        this.holds = holds;
        heap = new PagedRows(ROW_LENGTH, ROWS_PER_PAGE_LOG2, undo);
        heap.ensure(COUNT_ROW);
    }

    int count() {
        return (int) heap.get(COUNT_ROW, 0);
    }

    /** When the first hold expires, or {@link Bounds#NO_EXPIRY}. */
    long firstExpiryNs() {
        return count() == 0 ? Bounds.NO_EXPIRY : heap.get(FIRST, EXPIRY);
    }

    /** The hold that expires first; there is one. */
    int first() {
        return (int) heap.get(FIRST, HOLD);
    }

    void add(final int hold) {
        final int last = count() + 1;
        heap.ensure(last);
        heap.set(COUNT_ROW, 0, last);
        rise(last, holds.expiryNs(hold), hold);
    }

    void remove(final int hold) {
        final int position = holds.queuePosition(hold);
        final int last = count();
        final long movedExpiryNs = heap.get(last, EXPIRY);
        final int moved = (int) heap.get(last, HOLD);
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

    /** Whether every hold stands after its parent and knows its position; for audits. */
    boolean isInOrder() {
        for (int position = FIRST; position <= count(); position++) {
            final int hold = (int) heap.get(position, HOLD);
            if (holds.queuePosition(hold) != position || holds.expiryNs(hold) != heap.get(position, EXPIRY)) {
                return false;
            }
            if (position > FIRST && isBefore(heap.get(position, EXPIRY), hold, parent(position))) {
                return false;
            }
        }
        return true;
    }

    private void rise(final int start, final long expiryNs, final int hold) {
        int position = start;
        while (position > FIRST && isBefore(expiryNs, hold, parent(position))) {
            move(parent(position), position);
            position = parent(position);
        }
        put(position, expiryNs, hold);
    }

    private void sink(final int start, final long expiryNs, final int hold, final int count) {
        int position = start;
        int child = firstChild(position, count);
        while (child != 0 && !isBefore(expiryNs, hold, child)) {
            move(child, position);
            position = child;
            child = firstChild(position, count);
        }
        put(position, expiryNs, hold);
    }

    /** Of the children of a position the one that expires first, or 0. */
    private int firstChild(final int position, final int count) {
        final long start = (long) CHILDREN * (position - 1) + 2;
        if (start > count) {
            return 0;
        }
        int best = (int) start;
        for (int child = best + 1; child < start + CHILDREN && child <= count; child++) {
            if (isBefore(heap.get(child, EXPIRY), (int) heap.get(child, HOLD), best)) {
                best = child;
            }
        }
        return best;
    }

    private boolean isBefore(final long expiryNs, final int hold, final int position) {
        final long otherExpiryNs = heap.get(position, EXPIRY);
        if (expiryNs != otherExpiryNs) {
            return expiryNs < otherExpiryNs;
        }
        final int other = (int) heap.get(position, HOLD);
        final long sequence = holds.sequence(hold);
        final long otherSequence = holds.sequence(other);
        return sequence != otherSequence ? sequence < otherSequence : holds.leg(hold) < holds.leg(other);
    }

    private void move(final int from, final int to) {
        put(to, heap.get(from, EXPIRY), (int) heap.get(from, HOLD));
    }

    private void put(final int position, final long expiryNs, final int hold) {
        final long[] page = heap.writablePage(position);
        final int offset = heap.offset(position);
        page[offset + EXPIRY] = expiryNs;
        page[offset + HOLD] = hold;
        holds.queuePosition(hold, position);
    }

    private static int parent(final int position) {
        return (position + CHILDREN - 2) / CHILDREN;
    }
}
