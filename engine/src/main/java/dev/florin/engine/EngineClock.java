package dev.florin.engine;

/** Stamps batches. Owned by the engine thread. */
interface EngineClock {
    /**
     * The timestamp of the next command if it came now.
     *
     * @param lastTimestampNs of the last command, ns since the epoch.
     * @return later than {@code lastTimestampNs}.
     */
    long nextTimestampNs(long lastTimestampNs);

    /**
     * What the clock says of itself.
     *
     * @return how far wall time stood from this clock when it last refused to follow, ns; 0 if it follows.
     */
    default long refusedStepNs() {
        return 0;
    }

    /** A clock that moves only with sequences; {@code advance} adds to the last timestamp itself. */
    EngineClock BY_SEQUENCE = lastTimestampNs -> lastTimestampNs + 1;
}
