package dev.florin.statemachine.hash;

/**
 * Functions that spread bits. They decide where things are found and what they weigh in the state hash, never what a
 * command does. Their values are part of the journal (through the state hash) and never change.
 */
public final class Mixing {
    private static final long MULTIPLIER_1 = 0xBF58476D1CE4E5B9L;
    private static final long MULTIPLIER_2 = 0x94D049BB133111EBL;
    private static final long HIGH_MULTIPLIER = 0x9E3779B97F4A7C15L;

    private Mixing() {}

    /**
     * Spreads the bits of a value: a bijection in which every bit of the input moves about half of the output's.
     *
     * @param value any.
     * @return spread; 0 for 0.
     */
    public static long mix(final long value) {
        long mixed = (value ^ (value >>> 30)) * MULTIPLIER_1;
        mixed = (mixed ^ (mixed >>> 27)) * MULTIPLIER_2;
        return mixed ^ (mixed >>> 31);
    }

    /**
     * Spreads two values into one. Different pairs may give the same result; who looks something up by it compares.
     *
     * @param high any.
     * @param low any.
     * @return spread.
     */
    public static long mix(final long high, final long low) {
        return mix(high * HIGH_MULTIPLIER + low);
    }

    /**
     * The 128-bit product of two values, folded.
     *
     * @param value any.
     * @param multiplier odd, with about as many ones as zeros.
     * @return upper half xor lower half of the signed product.
     */
    public static long fold(final long value, final long multiplier) {
        return Math.multiplyHigh(value, multiplier) ^ (value * multiplier);
    }
}
