package dev.florin.protocol;

/**
 * The name of a hold: the key of the command that made it and, where that was an entry, the leg.
 *
 * @param key of the hold command or the entry.
 * @param leg 0..999 within an entry; {@link Bounds#NO_LEG} where a hold command made it.
 */
public record HoldId(Uint128 key, int leg) {
    /** Checks the ranges. */
    public HoldId {
        if (leg != Bounds.NO_LEG && (leg < 0 || leg >= Bounds.MAX_LEGS)) {
            throw new IllegalArgumentException("leg must be 0..999, is " + leg);
        }
    }

    /**
     * A hold made by a hold command.
     *
     * @param key of that command.
     * @return its name.
     */
    public static HoldId of(final Uint128 key) {
        return new HoldId(key, Bounds.NO_LEG);
    }

    /** {@return {@code key}, or {@code key#leg}} */
    @Override
    public String toString() {
        return leg == Bounds.NO_LEG ? key.toString() : key + "#" + leg;
    }
}
