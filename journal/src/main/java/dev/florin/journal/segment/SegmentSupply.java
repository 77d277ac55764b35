package dev.florin.journal.segment;

import dev.florin.journal.concurrent.FailureLatch;
import dev.florin.journal.concurrent.WorkerThread;
import dev.florin.journal.file.FileLayer;
import dev.florin.journal.manifest.ManifestStore;
import dev.florin.journal.manifest.SegmentEntry;
import dev.florin.journal.manifest.SegmentPaths;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Keeps the next segment ready, on a thread of its own, so that the engine thread only takes it over; and watches the
 * free space of the disk on the same thread.
 */
public final class SegmentSupply implements AutoCloseable {

    private static final long DISK_CHECK_INTERVAL_NS = 100_000_000;

    private final Path dataDirectory;
    private final FileLayer files;
    private final Excerpts.Factory factory;
    private final ManifestStore manifests;
    private final FailureLatch failure;
    private final long maxSegmentLengthBytes;
    private final DiskWatch disk;
    private final WorkerThread thread;

    private final AtomicReference<SegmentWriter> ready = new AtomicReference<>();

    // Owned by the supply's thread once that is started.
    private long nextSegmentId;
    private long nextLengthBytes;

    /**
     * Creates a supply; nothing happens before {@link #start}.
     *
     * @param dataDirectory           of the journal.
     * @param files                   to write with.
     * @param factory                 to create segments with.
     * @param manifests               to enter segments in.
     * @param failure                 to report to.
     * @param firstSegmentLengthBytes of the first segment; each one after it is twice as long.
     * @param maxSegmentLengthBytes   that no segment exceeds.
     * @param disk                    to watch.
     */
    public SegmentSupply(
            final Path dataDirectory,
            final FileLayer files,
            final Excerpts.Factory factory,
            final ManifestStore manifests,
            final FailureLatch failure,
            final long firstSegmentLengthBytes,
            final long maxSegmentLengthBytes,
            final DiskWatch disk) {
        this.dataDirectory = dataDirectory;
        this.files = files;
        this.factory = factory;
        this.manifests = manifests;
        this.failure = failure;
        this.maxSegmentLengthBytes = maxSegmentLengthBytes;
        this.nextLengthBytes = firstSegmentLengthBytes;
        this.nextSegmentId = 1
                + manifests.manifest().segments().stream()
                        .mapToLong(SegmentEntry::id)
                        .max()
                        .orElse(0);
        this.disk = disk;
        this.thread = new WorkerThread("florin-journal-supply", failure, DISK_CHECK_INTERVAL_NS, this::doWork);
    }

    /** Starts the thread. Segments from now on come from {@link #take}. */
    public void start() {
        thread.start();
    }

    /**
     * Looks after the disk, and prepares a segment if none is ready. For the supply's own thread, or for a caller that never
     * starts it.
     *
     * @return how many segments were prepared.
     * @throws IOException if the disk fails.
     */
    public int doWork() throws IOException {
        disk.check();
        if (ready.get() != null || !disk.hasSpace()) {
            return 0;
        }
        ready.set(create(nextLengthBytes));
        return 1;
    }

    /**
     * Creates a segment, enters it in the manifest, and makes the one after it twice as long. Owned by the thread that
     * owns the supply: the one that starts it, later its own.
     *
     * @param lengthBytes that batches may fill.
     * @return the segment.
     * @throws IOException if there is no space for it or the disk fails.
     */
    public SegmentWriter create(final long lengthBytes) throws IOException {
        final long segmentId = nextSegmentId++;
        nextLengthBytes = Math.min(maxSegmentLengthBytes, 2 * lengthBytes);
        manifests.update(manifest -> manifest.with(SegmentEntry.preparing(segmentId)));
        final SegmentWriter segment = SegmentWriter.create(
                segmentId,
                dataDirectory,
                files,
                factory,
                lengthBytes,
                manifests.manifest().journalId());
        // Only now may batches be in it, so only now must it exist.
        manifests.update(manifest -> manifest.with(SegmentEntry.open(segmentId, lengthBytes)));
        return segment;
    }

    /**
     * Takes the next segment over. Owned by the engine thread.
     *
     * @return the segment, or null if none is ready.
     */
    public SegmentWriter take() {
        final SegmentWriter segment = ready.get();
        if (segment != null) {
            ready.set(null);
            thread.wakeUp();
        }
        return segment;
    }

    /** Stops the thread and, unless the journal has failed, deletes the segment that was ready, which nobody wrote to. */
    @Override
    public void close() {
        thread.close();
        final SegmentWriter unused = ready.getAndSet(null);
        if (unused != null) {
            unused.close();
            if (failure.failure() != null) {
                return;
            }
            try {
                drop(unused.segmentId());
            } catch (final IOException e) {
                throw failure.fail(e);
            }
        }
    }

    /**
     * Deletes a segment that holds no batch that counts, so that a crash at any point leaves a manifest that fits.
     *
     * @param segmentId of the segment.
     * @throws IOException if the disk fails.
     */
    public void drop(final long segmentId) throws IOException {
        manifests.update(manifest -> manifest.with(SegmentEntry.preparing(segmentId)));
        files.deleteDirectory(SegmentPaths.directory(dataDirectory, segmentId));
        files.syncDirectory(dataDirectory);
        manifests.update(manifest -> manifest.without(segmentId));
    }
}
