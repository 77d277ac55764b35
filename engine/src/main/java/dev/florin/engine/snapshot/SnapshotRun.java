package dev.florin.engine.snapshot;

import dev.florin.statemachine.paged.ImageBuffers;
import dev.florin.statemachine.snapshot.SnapshotHead;
import java.util.concurrent.atomic.AtomicInteger;
import org.agrona.concurrent.OneToOneConcurrentArrayQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One snapshot on its way from the engine thread, which fills buffers, to the snapshot thread, which writes them and gives
 * them back. The engine thread never waits: where no buffer is free the sweep stays where it is, and for a row that cannot
 * wait it makes one; where there are as many as there may be, such a row ends the snapshot.
 */
final class SnapshotRun implements ImageBuffers {
    private static final Logger LOG = LoggerFactory.getLogger(SnapshotRun.class);
    private static final int BUFFER_LENGTH_BYTES = BUFFER_LENGTH * Long.BYTES;
    private static final int SPARE_BUFFERS = 16;
    /** The sweep stops for a while when so many wait to be written: the others are for rows that cannot wait. */
    private static final int SWEEP_LIMIT = 8;

    private static final int RUNNING = 0;
    private static final int WHOLE = 1;
    private static final int FAILED = 2;

    private final int maxBuffers;
    /** From the engine thread in {@link #publish} to the snapshot thread in {@link #poll}. */
    private final OneToOneConcurrentArrayQueue<long[]> filled;
    /** From the snapshot thread in {@link #giveBack} to the engine thread in {@link #claim}. */
    private final OneToOneConcurrentArrayQueue<long[]> free;

    private final AtomicInteger made = new AtomicInteger();

    // Written by the engine thread before it releases the head.
    private long beganAtNs;
    // Written by the engine thread before it releases the end.
    private long stepCount;
    private long stepsNs;
    private long longestStepNs;
    // Owned by the engine thread.
    private boolean wasRefused;

    /** Released by the engine thread in {@link #began}, acquired by the snapshot thread in {@link #head}. */
    private volatile SnapshotHead head;
    /** Released by the engine thread in {@link #end}, acquired by the snapshot thread in {@link #hasEnded}. */
    private volatile int end = RUNNING;
    /** Released by the snapshot thread in {@link #abandon}, acquired by the engine thread in {@link #isAbandoned}. */
    private volatile boolean abandoned;

    SnapshotRun(final long bufferBytes) {
        maxBuffers = (int) Math.max(2L * SWEEP_LIMIT, bufferBytes / BUFFER_LENGTH_BYTES);
        filled = new OneToOneConcurrentArrayQueue<>(maxBuffers);
        free = new OneToOneConcurrentArrayQueue<>(maxBuffers);
    }

    // On the engine thread.

    @Override
    public long[] claim(final boolean isUrgent) {
        if (!isUrgent) {
            // Fresh memory has to be given pages by the kernel: not on this thread where that can wait.
            final long[] spare = filled.size() >= SWEEP_LIMIT ? null : free.poll();
            wasRefused = spare == null;
            return spare;
        }
        final long[] buffer = free.poll();
        return buffer == null ? make() : buffer;
    }

    @Override
    public void publish(final long[] buffer) {
        if (!filled.offer(buffer)) {
            throw new IllegalStateException("more than " + maxBuffers + " buffers are under way");
        }
    }

    void began(final SnapshotHead ofState, final long nowNs) {
        beganAtNs = nowNs;
        head = ofState;
    }

    /** Whether the sweep was last sent away, until something is written. */
    boolean wasRefused() {
        return wasRefused;
    }

    void step(final long processorNs) {
        stepCount++;
        stepsNs += processorNs;
        longestStepNs = Math.max(longestStepNs, processorNs);
    }

    void end(final boolean isWhole) {
        end = isWhole ? WHOLE : FAILED;
    }

    boolean isAbandoned() {
        return abandoned;
    }

    // On the snapshot thread.

    /** A filled buffer, or null. */
    long[] poll() {
        return filled.poll();
    }

    void giveBack(final long[] buffer) {
        if (!free.offer(buffer)) {
            throw new IllegalStateException("more than " + maxBuffers + " buffers are free");
        }
    }

    /** Makes buffers before the engine thread has to. */
    void provide() {
        while (free.size() < SPARE_BUFFERS) {
            final long[] buffer = make();
            if (buffer == null) {
                return;
            }
            giveBack(buffer);
        }
    }

    /** Tells the engine thread to leave off. */
    void abandon() {
        abandoned = true;
    }

    /** Whether nothing is published any more. */
    boolean hasEnded() {
        return end != RUNNING;
    }

    /** Whether what was published is all; asked once it {@link #hasEnded}. */
    boolean isWhole() {
        return end == WHOLE;
    }

    /** What it is of; null until it has begun. */
    SnapshotHead head() {
        return head;
    }

    long beganAtNs() {
        return beganAtNs;
    }

    long stepCount() {
        return stepCount;
    }

    long stepsNs() {
        return stepsNs;
    }

    long longestStepNs() {
        return longestStepNs;
    }

    private long[] make() {
        if (made.incrementAndGet() > maxBuffers) {
            made.decrementAndGet();
            return null;
        }
        try {
            return new long[BUFFER_LENGTH];
        } catch (final OutOfMemoryError e) {
            // No snapshot is worth the engine.
            LOG.warn("no memory for the images of a snapshot", e);
            made.decrementAndGet();
            return null;
        }
    }
}
