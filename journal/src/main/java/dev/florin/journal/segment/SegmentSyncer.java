package dev.florin.journal.segment;

import dev.florin.journal.concurrent.FailureLatch;
import dev.florin.journal.concurrent.PublishedSequence;
import dev.florin.journal.concurrent.WorkerThread;
import dev.florin.journal.manifest.ManifestStore;
import dev.florin.journal.manifest.SegmentEntry;
import java.io.IOException;
import org.agrona.concurrent.OneToOneConcurrentArrayQueue;

/**
 * Syncs segments in the background, on a thread of its own: the current one when asked, and those that the engine thread
 * is done with, which it then seals in the manifest and unmaps.
 */
public final class SegmentSyncer implements AutoCloseable {

    private static final int MAX_RETIRED_SEGMENTS = 16;

    private final ManifestStore manifests;
    private final FailureLatch failure;
    private final WorkerThread thread;
    private final OneToOneConcurrentArrayQueue<SegmentWriter> retired =
            new OneToOneConcurrentArrayQueue<>(MAX_RETIRED_SEGMENTS);
    /** Published by the syncer's thread, read in {@link #syncedSequence} by those who wait for it. */
    private final PublishedSequence synced = new PublishedSequence();
    /** Published in {@link #request}, read by the syncer's thread. */
    private final PublishedSequence requested = new PublishedSequence();
    /** Released by the engine thread in {@link #roll}, acquired by the syncer's thread in {@link #doWork}. */
    private volatile SegmentWriter current;

    /**
     * Creates a syncer; nothing happens before {@link #begin}.
     *
     * @param manifests to seal segments in.
     * @param failure   to report to.
     */
    public SegmentSyncer(final ManifestStore manifests, final FailureLatch failure) {
        this.manifests = manifests;
        this.failure = failure;
        this.thread = new WorkerThread("florin-journal-syncer", failure, WorkerThread.UNTIL_WOKEN_NS, this::doWork);
    }

    /**
     * Says where to go on from, before anything else.
     *
     * @param first          segment to be written.
     * @param syncedSequence that the segments hold, synced.
     */
    public void begin(final SegmentWriter first, final long syncedSequence) {
        current = first;
        synced.publish(syncedSequence);
        requested.publish(syncedSequence);
    }

    /** Starts the thread. */
    public void start() {
        thread.start();
    }

    /**
     * Seals what was retired and syncs what was asked for. For the syncer's own thread, or for a caller that never starts it.
     *
     * @return how many segments were sealed or synced.
     * @throws IOException if the disk fails.
     */
    public int doWork() throws IOException {
        // Read first: segments that were retired before this one became current are in the queue by now.
        final SegmentWriter segment = current;
        int count = sealRetired();
        if (requested.read() > synced.read()) {
            final long covered = segment.lastSequence();
            if (covered > synced.read()) {
                synced.publish(Math.max(synced.read(), segment.sync()));
                count++;
            }
        }
        return count;
    }

    private int sealRetired() throws IOException {
        int count = 0;
        SegmentWriter segment = retired.poll();
        while (segment != null) {
            seal(segment);
            synced.publish(Math.max(synced.read(), segment.lastSequence()));
            count++;
            segment = retired.poll();
        }
        return count;
    }

    private void seal(final SegmentWriter segment) throws IOException {
        segment.sync();
        manifests.update(manifest -> manifest.with(SegmentEntry.sealed(
                segment.segmentId(), segment.firstSequence(), segment.lastSequence(), segment.lastCrc())));
        segment.closeAndTrim();
    }

    /**
     * Hands over a segment that is complete. Owned by the engine thread.
     *
     * @param complete segment, which the caller must not touch again.
     * @param next     segment, which the caller writes from now on.
     * @return false if too many wait already; the caller then keeps both.
     */
    public boolean roll(final SegmentWriter complete, final SegmentWriter next) {
        if (!retired.offer(complete)) {
            return false;
        }
        current = next;
        thread.wakeUp();
        return true;
    }

    /**
     * Asks for a sync of everything up to a sequence. Returns at once. Owned by the sync thread; where there is none, by the
     * one that takes snapshots.
     *
     * @param sequence that has been appended.
     */
    public void request(final long sequence) {
        requested.publish(Math.max(requested.read(), sequence));
        thread.wakeUp();
    }

    /**
     * Up to where the segments are synced. Safe for any thread.
     *
     * @return a sequence.
     */
    public long syncedSequence() {
        return synced.read();
    }

    /**
     * Stops the thread, then seals what was retired; after a failure it only lets go of that. The current segment stays with
     * the caller.
     */
    @Override
    public void close() {
        thread.close();
        if (failure.failure() == null) {
            try {
                sealRetired();
            } catch (final IOException e) {
                throw failure.fail(e);
            }
        }
        for (SegmentWriter segment = retired.poll(); segment != null; segment = retired.poll()) {
            segment.close();
        }
    }

    /**
     * Syncs and seals the last segment, after {@link #close}.
     *
     * @param last segment, which holds batches.
     */
    public void sealLast(final SegmentWriter last) {
        try {
            seal(last);
        } catch (final IOException e) {
            throw failure.fail(e);
        }
    }
}
