package dev.florin.journal.concurrent;

import java.io.IOException;
import java.util.concurrent.locks.LockSupport;

/**
 * One of the journal's own threads: works until there is nothing to do, sleeps until it is woken, and fails the journal where
 * it fails. {@link #start} and {@link #close} belong to one thread at a time; {@link #wakeUp} is safe for any.
 */
public final class WorkerThread implements AutoCloseable {

    /** To sleep for as long as nobody calls {@link #wakeUp}. */
    public static final long UNTIL_WOKEN_NS = Long.MAX_VALUE;

    private final FailureLatch failure;
    private final long maxSleepNs;
    private final Work work;
    private final Thread thread;
    private volatile boolean running = true;

    /** What the thread does. */
    @FunctionalInterface
    public interface Work {

        /**
         * Does one step.
         *
         * @return how much was done, in a unit of the work's own; 0 if there was nothing to do.
         * @throws IOException if the disk fails, which fails the journal.
         */
        int doWork() throws IOException;
    }

    /**
     * Creates a thread that nobody needs to start.
     *
     * @param name       of the thread.
     * @param failure    to report to.
     * @param maxSleepNs after which it looks for work unasked, in ns.
     * @param work       to do.
     */
    public WorkerThread(final String name, final FailureLatch failure, final long maxSleepNs, final Work work) {
        this.failure = failure;
        this.maxSleepNs = maxSleepNs;
        this.work = work;
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    /** Starts the thread. */
    public void start() {
        thread.start();
    }

    private void run() {
        try {
            while (running) {
                if (work.doWork() == 0) {
                    LockSupport.parkNanos(this, maxSleepNs);
                }
            }
        } catch (final Throwable e) {
            failure.fail(e);
        }
    }

    /** Has the thread look for work, now or once it is done with what it does. */
    public void wakeUp() {
        LockSupport.unpark(thread);
    }

    /** Ends the thread after the step that it is at, and waits for that. */
    @Override
    public void close() {
        running = false;
        LockSupport.unpark(thread);
        Threads.joinUninterruptibly(thread);
    }
}
