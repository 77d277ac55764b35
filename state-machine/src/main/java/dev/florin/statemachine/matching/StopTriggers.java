package dev.florin.statemachine.matching;

import dev.florin.protocol.Bounds;

/**
 * The stops that the trades of the command at hand have triggered, in the order in which they enter: by earlier trade, buys
 * before sells, by trigger, then time. No more are taken than may enter in one command; the others go on waiting. Owned by
 * the engine thread.
 */
public final class StopTriggers {
    private final OrderBook book;
    private final Levels levels;
    private final int[] queue = new int[Bounds.MAX_STOP_CASCADE];
    private int head;
    private int tail;
    private boolean hasMore;

    StopTriggers(final OrderBook book) {
        this.book = book;
        levels = book.levels();
    }

    /** A command begins: nothing was triggered. */
    public void begin() {
        if (head != tail) {
            throw new IllegalStateException((tail - head) + " triggered stops were left behind");
        }
        head = 0;
        tail = 0;
        hasMore = false;
    }

    /** Takes the stops that a trade triggers. */
    void collect(final int instrument, final long price) {
        final int buys = Ladders.of(instrument, Ladders.BUY_STOPS);
        for (int level = levels.best(buys); level != 0 && levels.price(level) <= price; level = levels.best(buys)) {
            if (!collectLevel(level)) {
                return;
            }
        }
        final int sells = Ladders.of(instrument, Ladders.SELL_STOPS);
        for (int level = levels.best(sells); level != 0 && levels.price(level) >= price; level = levels.best(sells)) {
            if (!collectLevel(level)) {
                return;
            }
        }
    }

    /** {@return whether a stop waits to enter} */
    public boolean hasNext() {
        return head < tail;
    }

    /** {@return the stop whose turn it is: its row, which stands nowhere} */
    public int next() {
        return queue[head++];
    }

    /** {@return whether more were triggered than may enter in one command} */
    public boolean hasMore() {
        return hasMore;
    }

    /** {@return how many were triggered so far} */
    public int triggeredCount() {
        return tail;
    }

    /**
     * Forgets those that trades triggered that are undone.
     *
     * @param earlierCount what {@link #triggeredCount} was before these trades.
     * @param hadMore what {@link #hasMore} was.
     */
    public void truncate(final int earlierCount, final boolean hadMore) {
        tail = earlierCount;
        hasMore = hadMore;
    }

    /** Those that have not entered go back to waiting, to the places where they were. */
    public void returnAll() {
        while (tail > head) {
            tail--;
            book.untrigger(queue[tail]);
        }
        hasMore = false;
    }

    private boolean collectLevel(final int startLevel) {
        int remaining = levels.count(startLevel);
        while (remaining > 0) {
            if (tail == queue.length) {
                hasMore = true;
                return false;
            }
            final int stop = levels.first(startLevel);
            book.trigger(stop);
            queue[tail++] = stop;
            remaining--;
        }
        return true;
    }
}
