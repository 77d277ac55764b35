package dev.florin.statemachine.matching;

import java.util.Arrays;

/**
 * The levels of books that the command at hand has touched, to be told when it is done: by instrument, bids before asks,
 * best first, each once. Switched off where nobody listens. Owned by the engine thread.
 */
public final class TouchedLevels {
    private static final int INITIAL_LENGTH = 256;

    private int[] ladders = new int[INITIAL_LENGTH];
    private long[] prices = new long[INITIAL_LENGTH];
    private int count;
    private boolean enabled;

    /**
     * Says whether anybody wants to know.
     *
     * @param wanted false: nothing is remembered.
     */
    public void enable(final boolean wanted) {
        enabled = wanted;
        count = 0;
    }

    /** Notes a level; the one noted last may be noted again and again. */
    void add(final int ladder, final long price) {
        if (!enabled || !Ladders.isBook(ladder)) {
            return;
        }
        if (count > 0 && ladders[count - 1] == ladder && prices[count - 1] == price) {
            return;
        }
        if (count == prices.length) {
            ladders = Arrays.copyOf(ladders, 2 * count);
            prices = Arrays.copyOf(prices, 2 * count);
        }
        ladders[count] = ladder;
        prices[count] = price;
        count++;
    }

    /**
     * Levels noted so far.
     *
     * @return 0 or more, with repetitions until {@link #arrange}.
     */
    public int count() {
        return count;
    }

    /**
     * Takes back what was noted since an earlier count.
     *
     * @param earlierCount what {@link #count} was.
     */
    public void truncate(final int earlierCount) {
        count = earlierCount;
    }

    /** Forgets all. */
    public void clear() {
        count = 0;
    }

    /** Puts the levels into the order in which they are told, each once. */
    public void arrange() {
        for (int root = count / 2 - 1; root >= 0; root--) {
            sink(root, count);
        }
        for (int end = count - 1; end > 0; end--) {
            swap(0, end);
            sink(0, end);
        }
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (kept == 0 || ladders[kept - 1] != ladders[i] || prices[kept - 1] != prices[i]) {
                ladders[kept] = ladders[i];
                prices[kept] = prices[i];
                kept++;
            }
        }
        count = kept;
    }

    /**
     * The ladder of a level noted.
     *
     * @param i 0 to {@link #count} - 1.
     * @return its name.
     */
    public int ladder(final int i) {
        return ladders[i];
    }

    /**
     * The price of a level noted.
     *
     * @param i 0 to {@link #count} - 1.
     * @return quote minor units for one lot.
     */
    public long price(final int i) {
        return prices[i];
    }

    private void sink(final int start, final int end) {
        int root = start;
        while (2 * root + 1 < end) {
            int child = 2 * root + 1;
            if (child + 1 < end && isBefore(child, child + 1)) {
                child++;
            }
            if (!isBefore(root, child)) {
                return;
            }
            swap(root, child);
            root = child;
        }
    }

    private boolean isBefore(final int one, final int other) {
        if (ladders[one] != ladders[other]) {
            return ladders[one] < ladders[other];
        }
        return Ladders.isAscending(ladders[one]) ? prices[one] < prices[other] : prices[one] > prices[other];
    }

    private void swap(final int one, final int other) {
        final int ladder = ladders[one];
        final long price = prices[one];
        ladders[one] = ladders[other];
        prices[one] = prices[other];
        ladders[other] = ladder;
        prices[other] = price;
    }
}
