package dev.florin.statemachine.settlement;

import java.util.Arrays;

/**
 * The trades of the command's order as taker, for its answer. Switched off where nobody gets answers. Grows to the largest
 * number that one order had. Owned by the engine thread.
 */
public final class Fills {
    private static final int INITIAL_LENGTH = 256;

    private long[] prices = new long[INITIAL_LENGTH];
    private long[] quantities = new long[INITIAL_LENGTH];
    private long[] makersHigh = new long[INITIAL_LENGTH];
    private long[] makersLow = new long[INITIAL_LENGTH];
    private long[] owners = new long[INITIAL_LENGTH];
    private int count;
    private boolean enabled;

    /**
     * Says whether anybody gets answers.
     *
     * @param wanted false: nothing is remembered.
     */
    public void enable(final boolean wanted) {
        enabled = wanted;
        count = 0;
    }

    /** Forgets all. */
    void clear() {
        count = 0;
    }

    /** Takes back what was added since an earlier count. */
    void truncate(final int earlierCount) {
        count = earlierCount;
    }

    void add(final long price, final long quantity, final long makerHigh, final long makerLow, final long makerOwner) {
        if (!enabled) {
            return;
        }
        if (count == prices.length) {
            prices = Arrays.copyOf(prices, 2 * count);
            quantities = Arrays.copyOf(quantities, 2 * count);
            makersHigh = Arrays.copyOf(makersHigh, 2 * count);
            makersLow = Arrays.copyOf(makersLow, 2 * count);
            owners = Arrays.copyOf(owners, 2 * count);
        }
        prices[count] = price;
        quantities[count] = quantity;
        makersHigh[count] = makerHigh;
        makersLow[count] = makerLow;
        owners[count] = makerOwner;
        count++;
    }

    /** {@return how many} */
    public int count() {
        return count;
    }

    /** {@return price of a trade} */
    public long price(final int i) {
        return prices[i];
    }

    /** {@return lots of a trade} */
    public long quantity(final int i) {
        return quantities[i];
    }

    /** {@return upper half of the key that placed the maker's order} */
    public long makerHigh(final int i) {
        return makersHigh[i];
    }

    /** {@return lower half of the key that placed the maker's order} */
    public long makerLow(final int i) {
        return makersLow[i];
    }

    /** {@return who owns the maker's order} */
    public long makerOwner(final int i) {
        return owners[i];
    }
}
