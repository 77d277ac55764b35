package dev.florin.engine.client;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Pauses between attempts: each drawn at random from 0 to a bound that doubles, so that those who met once do not meet
 * again.
 *
 * @param first bound, before the second attempt.
 * @param longest that the bound grows to.
 */
record Backoff(Duration first, Duration longest) {
    private static final int MAX_DOUBLINGS = 30;

    Backoff {
        if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException("pauses must be above 0 and grow, are " + first + " and " + longest);
        }
    }

    /** Bound of the pause after the attempt of this number, counted from 1. */
    long boundNs(final int attempt) {
        final int doublings = Math.min(attempt - 1, MAX_DOUBLINGS);
        final long longestNs = longest.toNanos();
        final long firstNs = first.toNanos();
        return firstNs > longestNs >> doublings ? longestNs : firstNs << doublings;
    }

    /** Waits; an interrupt ends the wait and stays set. */
    void pause(final int attempt) {
        final long untilNs = System.nanoTime() + ThreadLocalRandom.current().nextLong(boundNs(attempt) + 1);
        long leftNs = untilNs - System.nanoTime();
        while (leftNs > 0 && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(this, Math.min(leftNs, TimeUnit.SECONDS.toNanos(1)));
            leftNs = untilNs - System.nanoTime();
        }
    }
}
