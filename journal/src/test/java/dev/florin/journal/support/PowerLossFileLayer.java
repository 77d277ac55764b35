package dev.florin.journal.support;

import dev.florin.journal.file.LogFile;
import dev.florin.journal.file.SyncHandle;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * A file layer over a real directory that remembers what was synced, and can build the directory that a power loss would
 * leave.
 *
 * <p>Files that others write, as Chronicle does through its mapping, count as they are when they are synced.
 */
public final class PowerLossFileLayer extends ForwardingFileLayer {

    private static final int MAX_SYNC_DURATION_NS = 40_000_000;

    private final DurableFiles durable;
    private final Random syncDurations = new Random(1);

    private long operationsUntilLoss = Long.MAX_VALUE;
    private Path target;
    private Random random;
    private boolean losingEverything;
    private LongSupplier durableSequence;
    private long durableSequenceAtLoss = -1;

    /**
     * Creates a layer over a directory, all of which counts as synced.
     *
     * @param root directory that exists.
     */
    public PowerLossFileLayer(final Path root) throws IOException {
        durable = new DurableFiles(root);
    }

    /**
     * Lets the power fail in front of some later operation. The journal itself goes on, over its own directory.
     *
     * @param operations      to let pass, 0 for none.
     * @param newTarget       directory to build.
     * @param newRandom       that decides; half of the losses take everything that was not synced.
     * @param sequenceSupplier says what is durable at that moment.
     */
    public synchronized void failAfter(
            final long operations, final Path newTarget, final Random newRandom, final LongSupplier sequenceSupplier) {
        operationsUntilLoss = operations;
        target = newTarget;
        random = newRandom;
        // The first bit is the same for all small seeds.
        newRandom.nextInt();
        losingEverything = newRandom.nextBoolean();
        durableSequence = sequenceSupplier;
    }

    /** Lets the power fail now, unless it has failed. Returns what was durable. */
    public synchronized long failNow() throws IOException {
        if (durableSequenceAtLoss < 0) {
            lose();
        }
        return durableSequenceAtLoss;
    }

    /** Lets the next power loss take everything that was not synced. */
    public synchronized void loseEverything() {
        losingEverything = true;
    }

    /** Whether the power has failed. */
    public synchronized boolean hasFailed() {
        return durableSequenceAtLoss >= 0;
    }

    private void beforeOperation() throws IOException {
        // The journal is closed after its power has failed, and does not fail again by that.
        if (operationsUntilLoss-- == 0 && !hasFailed()) {
            lose();
        }
    }

    private void lose() throws IOException {
        durableSequenceAtLoss = durableSequence.getAsLong();
        durable.lose(target, random, losingEverything);
    }

    @Override
    public synchronized LogFile open(final Path path, final boolean direct) throws IOException {
        beforeOperation();
        return new TrackedFile(super.open(path, direct), path, durable.image(path));
    }

    @Override
    public synchronized SyncHandle openForSync(final Path path) throws IOException {
        beforeOperation();
        final SyncHandle handle = super.openForSync(path);
        return new SyncHandle() {
            @Override
            public void sync() throws IOException {
                handle.sync();
                // A mapped file takes long to sync; meanwhile other threads go on.
                LockSupport.parkNanos(syncDurations.nextInt(MAX_SYNC_DURATION_NS));
                synchronized (PowerLossFileLayer.this) {
                    beforeOperation();
                    durable.image(path).capture(path);
                }
            }

            @Override
            public void close() throws IOException {
                handle.close();
            }
        };
    }

    @Override
    public synchronized void createDirectory(final Path path) throws IOException {
        beforeOperation();
        super.createDirectory(path);
    }

    @Override
    public synchronized void rename(final Path source, final Path newName) throws IOException {
        beforeOperation();
        super.rename(source, newName);
        durable.renamed(source, newName);
    }

    @Override
    public synchronized void truncate(final Path path, final long lengthBytes) throws IOException {
        beforeOperation();
        super.truncate(path, lengthBytes);
    }

    @Override
    public synchronized void deleteFile(final Path path) throws IOException {
        beforeOperation();
        super.deleteFile(path);
        durable.fileDeleted(path);
    }

    @Override
    public synchronized void deleteDirectory(final Path path) throws IOException {
        beforeOperation();
        super.deleteDirectory(path);
        durable.directoryDeleted(path);
    }

    @Override
    public synchronized void syncDirectory(final Path path) throws IOException {
        beforeOperation();
        super.syncDirectory(path);
        durable.directorySynced(path);
    }

    private final class TrackedFile extends ForwardingLogFile {

        private final Path path;
        private final DurableFiles.Image image;
        private final Set<Long> dirtyPages = new HashSet<>();

        TrackedFile(final LogFile file, final Path path, final DurableFiles.Image image) {
            super(file);
            this.path = path;
            this.image = image;
        }

        @Override
        public void write(final long position, final ByteBuffer... buffers) throws IOException {
            synchronized (PowerLossFileLayer.this) {
                beforeOperation();
                long lengthBytes = 0;
                for (final ByteBuffer buffer : buffers) {
                    lengthBytes += buffer.remaining();
                }
                super.write(position, buffers);
                for (long page = position & -DurableFiles.PAGE_BYTES;
                        page < position + lengthBytes;
                        page += DurableFiles.PAGE_BYTES) {
                    dirtyPages.add(page);
                }
            }
        }

        @Override
        public void force() throws IOException {
            synchronized (PowerLossFileLayer.this) {
                beforeOperation();
                super.force();
                image.capture(path, dirtyPages);
                dirtyPages.clear();
            }
        }
    }
}
