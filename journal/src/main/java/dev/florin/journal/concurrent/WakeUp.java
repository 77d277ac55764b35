package dev.florin.journal.concurrent;

import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;

/**
 * How one thread waits for work from another: it spins a little, yields a little, then parks until it is signalled. While
 * it does not park, a signal costs its sender no more than a fence.
 *
 * <p>{@link #idle} is owned by the waiting thread; {@link #signal} is safe for any thread.
 */
public final class WakeUp {

    /** So often {@link #idle} returns after it last had work before it announces that it will park. */
    static final int TRIES_BEFORE_PARKING = 110;

    private static final int SPINS = 100;

    /** Nothing depends on this; a signal that were lost after all would cost no more. */
    private static final long MAX_PARK_NS = 100_000_000;

    /** Announced by the waiting thread in {@link #idle}, looked at in {@link #signal}. */
    private volatile Thread waiter;

    private int idleCount;

    /** Creates a wake-up with nobody waiting. */
    public WakeUp() {}

    /**
     * Waits, if the last look for work found none. After it has announced that it will park, it returns once more for a
     * last look, so that work which was handed over without a signal is found.
     *
     * @param workCount what the last look found; above 0 returns at once.
     */
    @SuppressWarnings("ThreadPriorityCheck") // on few cores, yielding lets the thread run that brings the work
    public void idle(final int workCount) {
        if (workCount > 0) {
            idleCount = 0;
            waiter = null;
        } else if (idleCount < SPINS) {
            idleCount++;
            Thread.onSpinWait();
        } else if (idleCount < TRIES_BEFORE_PARKING) {
            idleCount++;
            Thread.yield();
        } else if (waiter == null) {
            waiter = Thread.currentThread();
            // The announcement must be visible before the caller's last look for work.
            VarHandle.fullFence();
        } else {
            LockSupport.parkNanos(this, MAX_PARK_NS);
            waiter = null;
        }
    }

    /**
     * Wakes the waiting thread if it parks or is about to. Call it after the work has been handed over.
     *
     * @return whether there was one to wake; if not, it finds the work without.
     */
    public boolean signal() {
        // The hand-over must be visible before this looks whether anybody waits.
        VarHandle.fullFence();
        final Thread thread = waiter;
        if (thread == null) {
            return false;
        }
        LockSupport.unpark(thread);
        return true;
    }
}
