package dev.florin.statemachine.hash;

/**
 * The linear hash of the state: the sum, modulo 2^64, of every value that matters times a weight that only the value's
 * identity and column decide. A change adds its difference times the weight, so that keeping it costs a multiplication;
 * the sum does not know in which order, slots or pages things came to be. Owned by the engine thread.
 */
public final class StateHash {
    private long value;

    /**
     * Adds a change.
     *
     * @param weightedDifference sum of (new - old) x weight over the values that changed.
     */
    public void add(final long weightedDifference) {
        value += weightedDifference;
    }

    /**
     * The sum so far.
     *
     * @return any 64 bits.
     */
    public long value() {
        return value;
    }

    /**
     * Sets the sum back to an earlier value, when what changed since was undone.
     *
     * @param earlier what {@link #value()} was then.
     */
    public void restore(final long earlier) {
        value = earlier;
    }
}
