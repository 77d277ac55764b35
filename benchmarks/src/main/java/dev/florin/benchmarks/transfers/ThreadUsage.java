package dev.florin.benchmarks.transfers;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;

/**
 * What a thread has used.
 *
 * @param cpuNs time on a processor, ns.
 * @param allocatedBytes on the heap.
 */
record ThreadUsage(long cpuNs, long allocatedBytes) {
    /** Nothing used. */
    static final ThreadUsage NONE = new ThreadUsage(0, 0);

    private static final ThreadMXBean THREADS = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

    /** Of the thread that calls, since it was started. */
    static ThreadUsage ofThisThread() {
        return of(Thread.currentThread().getId());
    }

    /** Of the threads of a name, since they were started; of none, if there is no such thread. */
    static ThreadUsage ofThreads(final String name) {
        ThreadUsage usage = NONE;
        for (final ThreadInfo thread : THREADS.getThreadInfo(THREADS.getAllThreadIds())) {
            if (thread != null && thread.getThreadName().equals(name)) {
                usage = usage.plus(of(thread.getThreadId()));
            }
        }
        return usage;
    }

    private static ThreadUsage of(final long threadId) {
        return new ThreadUsage(THREADS.getThreadCpuTime(threadId), THREADS.getThreadAllocatedBytes(threadId));
    }

    ThreadUsage plus(final ThreadUsage other) {
        return new ThreadUsage(cpuNs + other.cpuNs, allocatedBytes + other.allocatedBytes);
    }

    ThreadUsage since(final ThreadUsage before) {
        return new ThreadUsage(cpuNs - before.cpuNs, allocatedBytes - before.allocatedBytes);
    }
}
