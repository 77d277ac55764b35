package dev.florin.engine;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for conditions, with a limit that fails loudly. */
public final class Await {
    private static final long LIMIT_NS = 60_000_000_000L;
    private static final long PARK_NS = 50_000;

    private Await() {}

    /**
     * Waits until a condition holds.
     *
     * @param what is waited for, in words for the failure.
     * @param condition asked again and again, on the calling thread.
     * @throws AssertionError if it does not hold within a minute.
     */
    public static void until(final String what, final BooleanSupplier condition) {
        final long startedNs = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - startedNs > LIMIT_NS) {
                throw new AssertionError("waited a minute in vain until " + what);
            }
            LockSupport.parkNanos(PARK_NS);
        }
    }
}
