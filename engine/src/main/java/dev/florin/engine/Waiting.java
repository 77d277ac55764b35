package dev.florin.engine;

import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.BusySpinIdleStrategy;
import org.agrona.concurrent.IdleStrategy;

/** How the engine's threads wait for work. */
public enum Waiting {
    /** Spin a little, yield a little, then park for up to 1 ms: an idle engine costs next to nothing. */
    BACKOFF {
        @Override
        IdleStrategy idleStrategy() {
            return new BackoffIdleStrategy(MAX_SPINS, MAX_YIELDS, MIN_PARK_NS, MAX_PARK_NS);
        }
    },
    /** Never gives the core away: for dedicated cores, one for each of the engine's threads. */
    BUSY {
        @Override
        IdleStrategy idleStrategy() {
            return BusySpinIdleStrategy.INSTANCE;
        }
    };

    private static final int MAX_SPINS = 20;
    private static final int MAX_YIELDS = 500;
    private static final long MIN_PARK_NS = 20_000;
    private static final long MAX_PARK_NS = 1_000_000;

    abstract IdleStrategy idleStrategy();
}
