package dev.florin.engine.counters;

/** Values of {@link Counter#HEALTH}. */
public enum Health {
    /** No engine has written here. */
    UNKNOWN(0),
    /** Replaying the journal. */
    RECOVERING(1),
    /** Taking commands. */
    RUNNING(2),
    /** Closed in good order. */
    CLOSED(3),
    /** Stopped by a failure; the log says which. */
    FAILED(4);

    private final long value;

    Health(final long value) {
        this.value = value;
    }

    /**
     * The number that stands for this constant in the file.
     *
     * @return 0..4.
     */
    public long value() {
        return value;
    }

    /**
     * The constant of a counter's value.
     *
     * @param value as stored.
     * @return the constant; {@link #UNKNOWN} for a value of a later version.
     */
    public static Health of(final long value) {
        for (final Health health : values()) {
            if (health.value == value) {
                return health;
            }
        }
        return UNKNOWN;
    }
}
