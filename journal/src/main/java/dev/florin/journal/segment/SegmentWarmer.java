package dev.florin.journal.segment;

import dev.florin.journal.concurrent.FailureLatch;
import dev.florin.journal.concurrent.Threads;
import java.util.concurrent.locks.LockSupport;

/**
 * Makes the pages of the current segment present in memory ahead of the engine thread, on a thread of its own. The first
 * store to a page of a sparse file goes through the file system, which takes longer than to copy what the page will hold.
 * Where this thread is late, or a journal is written so slowly that it is never called, the engine thread's own stores do
 * the same: nothing depends on it.
 */
public final class SegmentWarmer implements AutoCloseable {

    /**
     * How far ahead: some batches, so that the thread has the time of some batches to get a processor. What is warm and empty
     * when the segment is synced reaches the disk once in vain.
     */
    public static final int AHEAD_LENGTH_BYTES = 4 << 20;

    /** How much is appended from one wake-up to the next. */
    static final int STEP_LENGTH_BYTES = 1 << 20;

    private final FailureLatch failure;
    private final Thread thread;

    /** Released by the engine thread in {@link #onAppended}, acquired by the warmer's thread in {@link #doWork}. */
    private volatile SegmentWriter current;

    private volatile boolean running = true;

    // Owned by the engine thread.
    private SegmentWriter written;
    private long wakeUpPosition;

    // Owned by the warmer's thread.
    private SegmentWriter warmed;
    private long warmPosition;

    /**
     * Creates a warmer; nothing happens before {@link #start}.
     *
     * @param failure to report to.
     */
    public SegmentWarmer(final FailureLatch failure) {
        this.failure = failure;
        this.thread = new Thread(this::run, "florin-journal-warmer");
        thread.setDaemon(true);
    }

    /** Starts the thread. */
    public void start() {
        thread.start();
    }

    private void run() {
        try {
            while (running) {
                if (doWork() == 0) {
                    LockSupport.park(this);
                }
            }
        } catch (final Throwable e) {
            failure.fail(e);
        }
    }

    /**
     * Warms what lies ahead. For the warmer's own thread, or for a caller that never starts it.
     *
     * @return how many bytes were warmed.
     */
    long doWork() {
        final SegmentWriter segment = current;
        if (segment == null) {
            return 0;
        }
        if (segment != warmed) {
            warmed = segment;
            warmPosition = 0;
        }
        final long endPosition = segment.endPosition();
        final long from = Math.max(warmPosition, endPosition);
        final long to = Math.min(endPosition + AHEAD_LENGTH_BYTES, segment.lengthBytes());
        if (to <= from) {
            return 0;
        }
        segment.warm(from, to);
        warmPosition = to;
        return to - from;
    }

    /**
     * Looks whether enough was appended to wake the thread. Owned by the engine thread.
     *
     * @param segment that was appended to.
     */
    public void onAppended(final SegmentWriter segment) {
        if (segment != written) {
            written = segment;
            wakeUpPosition = STEP_LENGTH_BYTES;
        }
        final long endPosition = segment.endPosition();
        if (endPosition >= wakeUpPosition) {
            wakeUpPosition = endPosition + STEP_LENGTH_BYTES;
            current = segment;
            LockSupport.unpark(thread);
        }
    }

    /** Stops the thread. */
    @Override
    public void close() {
        running = false;
        LockSupport.unpark(thread);
        Threads.joinUninterruptibly(thread);
    }
}
