package dev.florin.statemachine;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.IntConsumer;

/**
 * Looks for a stretch of batches during which the thread allocates nothing. Not the first has to be the one: HotSpot
 * resolves the string constants of a class, texts of exceptions for instance, when a method of it is compiled, and allocates
 * them on the thread whose call asked for the compilation. That happens once a class; what a command allocates is found in
 * every stretch.
 */
final class CleanWindow {
    private static final int WINDOWS = 25;
    private static final int BATCHES = 20;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private CleanWindow() {}

    /**
     * Applies batches until a window of them was clean.
     *
     * @param make makes the batch of a number, from 0; not counted.
     * @param apply applies what was made.
     * @return bytes allocated in the window that allocated least: 0 if one was clean.
     */
    static long leastBytes(final IntConsumer make, final Runnable apply) {
        long least = Long.MAX_VALUE;
        for (int window = 0; window < WINDOWS && least > 0; window++) {
            long allocatedBytes = 0;
            for (int i = 0; i < BATCHES; i++) {
                make.accept(window * BATCHES + i);
                final long before = THREADS.getCurrentThreadAllocatedBytes();
                apply.run();
                allocatedBytes += THREADS.getCurrentThreadAllocatedBytes() - before;
            }
            least = Math.min(least, allocatedBytes);
        }
        return least;
    }
}
