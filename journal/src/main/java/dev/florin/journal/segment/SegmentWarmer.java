package dev.florin.journal.segment;

import dev.florin.journal.concurrent.FailureLatch;
import dev.florin.journal.concurrent.WorkerThread;

/**
 * Makes the pages of the current segment present in memory ahead of the engine thread, on a thread of its own. The first
 * store to a page of a sparse file goes through the file system, which takes longer than to copy what the page will hold.
 * Where this thread is late, or a journal is written so slowly that it is never called, the engine thread's own stores do
 * the same: nothing depends on it. On a disk that has less free space than it must keep, nothing is warmed: a store to a page
 * that the disk has no room for ends the process.
 */
public final class SegmentWarmer implements AutoCloseable {

    /**
     * How far ahead: some batches, so that the thread has the time of some batches to get a processor. What is warm and empty
     * when the segment is synced reaches the disk once in vain.
     */
    public static final int AHEAD_LENGTH_BYTES = 4 << 20;

    /** How much is appended from one wake-up to the next. */
    static final int STEP_LENGTH_BYTES = 1 << 20;

    /** How much is warmed from one look at the disk to the next. */
    static final int PIECE_LENGTH_BYTES = 64 << 10;

    private final DiskWatch disk;
    private final WorkerThread thread;

    /** Released by the engine thread in {@link #onAppended}, acquired by the warmer's thread in {@link #doWork}. */
    private volatile SegmentWriter current;

    // Owned by the engine thread.
    private SegmentWriter written;
    private long wakeUpPosition;

    // Owned by the warmer's thread.
    private SegmentWriter warmed;
    private long warmPosition;

    /**
     * Creates a warmer; nothing happens before {@link #start}.
     *
     * @param disk    that segments are on.
     * @param failure to report to.
     */
    public SegmentWarmer(final DiskWatch disk, final FailureLatch failure) {
        this.disk = disk;
        this.thread = new WorkerThread("florin-journal-warmer", failure, WorkerThread.UNTIL_WOKEN_NS, this::doWork);
    }

    /** Starts the thread. */
    public void start() {
        thread.start();
    }

    /**
     * Warms the next piece of what lies ahead. For the warmer's own thread, or for a caller that never starts it.
     *
     * @return how many bytes were warmed; 0 if all is warm, or if the disk is short of space.
     */
    int doWork() {
        final SegmentWriter segment = current;
        if (segment == null || !disk.hasSpace()) {
            return 0;
        }
        if (segment != warmed) {
            warmed = segment;
            warmPosition = 0;
        }
        final long endPosition = segment.endPosition();
        final long from = Math.max(warmPosition, endPosition);
        final long aheadPosition = Math.min(endPosition + AHEAD_LENGTH_BYTES, segment.lengthBytes());
        if (aheadPosition <= from) {
            return 0;
        }
        final long to = Math.min(from + PIECE_LENGTH_BYTES, aheadPosition);
        segment.warm(from, to);
        warmPosition = to;
        return (int) (to - from);
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
            thread.wakeUp();
        }
    }

    /** Stops the thread. */
    @Override
    public void close() {
        thread.close();
    }
}
