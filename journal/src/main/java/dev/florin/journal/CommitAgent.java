package dev.florin.journal;

import dev.florin.journal.commitlog.CommitLog;
import dev.florin.journal.concurrent.FailureLatch;
import dev.florin.journal.concurrent.PublishedSequence;
import dev.florin.journal.concurrent.WakeUp;
import dev.florin.journal.exceptions.JournalFailedException;
import dev.florin.journal.segment.SegmentSyncer;
import java.io.IOException;

/**
 * Makes batches durable under {@link Durability#FSYNC}: takes everything that was committed since it last looked, writes it
 * to the commit log with one write and one force, and publishes the durable sequence. What is committed meanwhile is the
 * next group.
 *
 * <p>Owned by the sync thread, which must not be interrupted: an interrupt during a write closes the file and fails the
 * journal. Its loop:
 *
 * <pre>
 * while (running) {
 *     agent.idle(agent.doWork());
 * }
 * </pre>
 */
public final class CommitAgent {

    /** The segments are synced this often while a commit file fills, so that it need not wait for them when it is full. */
    private static final int SYNC_REQUESTS_PER_FILE = 4;

    private final CommitLog log;
    private final SegmentSyncer segmentSyncer;
    private final PublishedSequence durableSequence;
    private final FailureLatch failure;
    private final WakeUp wakeUp;
    private final long requestIntervalBytes;
    private long bytesSinceRequest;
    private int groupLengthBytes;

    CommitAgent(
            final CommitLog log,
            final SegmentSyncer segmentSyncer,
            final PublishedSequence durableSequence,
            final FailureLatch failure,
            final WakeUp wakeUp,
            final long commitFileLengthBytes) {
        this.log = log;
        this.segmentSyncer = segmentSyncer;
        this.durableSequence = durableSequence;
        this.failure = failure;
        this.wakeUp = wakeUp;
        this.requestIntervalBytes = commitFileLengthBytes / SYNC_REQUESTS_PER_FILE;
    }

    /**
     * Makes one group of batches durable, if there is one.
     *
     * @return how many batches became durable; 0 if nothing waits, or if the segments lag so much that no commit file may
     *     be overwritten yet.
     * @throws JournalFailedException if the disk does not confirm, or if the journal failed before.
     */
    public int doWork() {
        failure.check();
        if (!log.selectGroup() || !hasPlace()) {
            return 0;
        }
        final long lastSequence;
        try {
            lastSequence = log.writeGroup();
        } catch (final IOException | RuntimeException e) {
            throw failure.fail(e);
        }
        durableSequence.publish(lastSequence);
        groupLengthBytes = log.selectedLengthBytes();
        bytesSinceRequest += groupLengthBytes;
        if (bytesSinceRequest >= requestIntervalBytes) {
            bytesSinceRequest = 0;
            segmentSyncer.request(lastSequence);
        }
        return log.groupBatchCount();
    }

    private boolean hasPlace() {
        if (!log.needsOtherFile()) {
            return true;
        }
        final long heldSequence = log.lastSequenceInOtherFile();
        if (segmentSyncer.syncedSequence() < heldSequence) {
            segmentSyncer.request(heldSequence);
            return false;
        }
        log.switchFile();
        return true;
    }

    /**
     * Waits for the next batch if there was nothing to do: spins, yields, then parks until the appender commits one. For a
     * sync thread that does not spin without end.
     *
     * @param workCount what {@link #doWork} returned.
     */
    public void idle(final int workCount) {
        wakeUp.idle(workCount);
    }

    /** Wakes the sync thread from {@link #idle}, to stop it. Safe for any thread. */
    public void wakeUp() {
        wakeUp.signal();
    }

    /**
     * How many bytes the last group took on the disk.
     *
     * @return length in bytes, a multiple of 4 KiB.
     */
    public int groupLengthBytes() {
        return groupLengthBytes;
    }

    void close() throws IOException {
        log.close();
    }
}
