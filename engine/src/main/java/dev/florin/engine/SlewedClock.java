package dev.florin.engine;

import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The monotonic clock, slewed towards wall time by at most one part in 2,000. A step of the wall clock beyond the limit is
 * not followed without the operator's word: the alarm is logged and counted, and time goes on as it went.
 */
final class SlewedClock implements EngineClock {
    private static final Logger LOG = LoggerFactory.getLogger(SlewedClock.class);
    private static final long COMPARE_INTERVAL_NS = 100_000_000L;
    private static final long SLEW_DIVISOR = 2_000;

    private final LongSupplier monotonicNs;
    private final LongSupplier wallNs;
    private final long stepLimitNs;
    private final boolean stepAccepted;
    private long offsetNs;
    private long comparedAtNs;
    private long refusedStepNs;

    SlewedClock(
            final LongSupplier monotonicNs,
            final LongSupplier wallNs,
            final long stepLimitNs,
            final boolean stepAccepted,
            final long lastTimestampNs) {
        this.monotonicNs = monotonicNs;
        this.wallNs = wallNs;
        this.stepLimitNs = stepLimitNs;
        this.stepAccepted = stepAccepted;
        comparedAtNs = monotonicNs.getAsLong();
        offsetNs = wallNs.getAsLong() - comparedAtNs;
        final long behindNs = lastTimestampNs - (comparedAtNs + offsetNs);
        if (behindNs > stepLimitNs && !stepAccepted) {
            throw new IllegalStateException("the wall clock is " + behindNs / 1_000_000
                    + " ms behind the last journaled command; set the clock right, or accept the step"
                    + " (clockStepAccepted) and let time stand still until the clock has caught up");
        }
    }

    @Override
    public long nextTimestampNs(final long lastTimestampNs) {
        final long now = monotonicNs.getAsLong();
        if (now - comparedAtNs >= COMPARE_INTERVAL_NS) {
            compare(now);
        }
        return Math.max(lastTimestampNs + 1, now + offsetNs);
    }

    @Override
    public long refusedStepNs() {
        return refusedStepNs;
    }

    private void compare(final long now) {
        final long differenceNs = wallNs.getAsLong() - (now + offsetNs);
        final boolean isStep = Math.abs(differenceNs) > stepLimitNs;
        if (isStep && !stepAccepted) {
            alarm(differenceNs);
        } else {
            refusedStepNs = 0;
            final long mostNs = (now - comparedAtNs) / SLEW_DIVISOR;
            offsetNs += isStep ? differenceNs : Math.max(-mostNs, Math.min(mostNs, differenceNs));
        }
        comparedAtNs = now;
    }

    private void alarm(final long differenceNs) {
        if (refusedStepNs == 0) {
            LOG.error(
                    "the wall clock stepped by {} ms, beyond the limit of {} ms: not followed; set it right, or restart"
                            + " with the step accepted",
                    differenceNs / 1_000_000,
                    stepLimitNs / 1_000_000);
        }
        refusedStepNs = differenceNs;
    }
}
