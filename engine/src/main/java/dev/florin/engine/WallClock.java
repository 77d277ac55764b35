package dev.florin.engine;

import java.time.Instant;

/** Wall time in nanoseconds, which the JDK keeps in two parts. */
final class WallClock {
    private static final long NS_PER_SECOND = 1_000_000_000L;

    private WallClock() {}

    /** ns since the epoch, until the year 2262. */
    static long nowNs() {
        final Instant now = Instant.now();
        return now.getEpochSecond() * NS_PER_SECOND + now.getNano();
    }
}
