package dev.florin.statemachine.matching;

import dev.florin.statemachine.paged.PagedRows;
import dev.florin.statemachine.paged.UndoJournal;

/**
 * Finds open orders by id, without hashing: ids are sequences, so their lowest bits spread them evenly over the lines, and
 * neighbours in time are neighbours in memory. Orders whose ids end in the same bits are chained. Owned by the engine
 * thread.
 */
final class OrderIndex {
    private static final int LINES_LOG2 = 18;
    private static final int LINE_MASK = (1 << LINES_LOG2) - 1;
    private static final int LINES_PER_PAGE_LOG2 = 12;

    private final OrderRows orders;
    private final PagedRows lines;

    OrderIndex(final OrderRows orders, final UndoJournal undo) {
        this.orders = orders;
        lines = new PagedRows(1, LINES_PER_PAGE_LOG2, undo);
    }

    /** Makes all lines, with the first instrument: orders come to every one of them in turn. */
    void ensure() {
        for (int line = 0; line <= LINE_MASK; line += 1 << LINES_PER_PAGE_LOG2) {
            lines.ensure(line);
        }
    }

    /** The row of an open order, or 0. */
    int find(final long orderId) {
        final int line = line(orderId);
        if (!lines.isPresent(line)) {
            return 0;
        }
        int row = (int) lines.get(line, 0);
        while (row != 0 && orders.orderId(row) != orderId) {
            row = orders.chain(row);
        }
        return row;
    }

    void add(final int row) {
        final int line = line(orders.orderId(row));
        orders.chain(row, (int) lines.get(line, 0));
        lines.set(line, 0, row);
    }

    void remove(final int row) {
        final int line = line(orders.orderId(row));
        final int next = orders.chain(row);
        int previous = (int) lines.get(line, 0);
        if (previous == row) {
            lines.set(line, 0, next);
            return;
        }
        while (orders.chain(previous) != row) {
            previous = orders.chain(previous);
        }
        orders.chain(previous, next);
    }

    private static int line(final long orderId) {
        return (int) orderId & LINE_MASK;
    }
}
