package dev.florin.journal.segment;

import dev.florin.journal.concurrent.PublishedSequence;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the free space of a disk. A store into a mapped file that the disk has no room for kills the process or loses
 * the batch without a word, so the engine thread is told beforehand how much it may append: never more than half of what
 * must stay free can be eaten before the next look.
 */
public final class DiskWatch {

    private static final Logger LOGGER = LoggerFactory.getLogger(DiskWatch.class);

    private final Path dataDirectory;
    private final long minFreeDiskBytes;
    private final FileStore disk;
    private final PublishedSequence appendedBytes = new PublishedSequence();
    private final PublishedSequence allowedBytes = new PublishedSequence();
    private volatile boolean hasSpace = true;

    /**
     * Creates a watch and looks for the first time.
     *
     * @param dataDirectory    of the journal.
     * @param minFreeDiskBytes to keep free, 0 to not watch.
     * @throws IOException if the disk cannot be asked.
     */
    public DiskWatch(final Path dataDirectory, final long minFreeDiskBytes) throws IOException {
        this.dataDirectory = dataDirectory;
        this.minFreeDiskBytes = minFreeDiskBytes;
        this.disk = Files.getFileStore(dataDirectory);
        check();
    }

    /** Looks again. Owned by the supply's thread. */
    void check() throws IOException {
        if (minFreeDiskBytes == 0) {
            allowedBytes.publish(Long.MAX_VALUE);
            return;
        }
        // In this order: what is appended between the two counts twice, never not at all.
        final long appended = appendedBytes.read();
        final long freeBytes = disk.getUsableSpace();
        allowedBytes.publish(appended + Math.max(0, freeBytes - minFreeDiskBytes / 2));
        // Once out of space, more than the minimum must be freed, or the answer would change with every file.
        final long wantedBytes = hasSpace ? minFreeDiskBytes : minFreeDiskBytes + minFreeDiskBytes / 8;
        final boolean enough = freeBytes >= wantedBytes;
        if (enough != hasSpace) {
            final String verdict = enough ? "space again" : "out of space";
            LOGGER.warn("{}: {} bytes are free, {} wanted: {}", dataDirectory, freeBytes, wantedBytes, verdict);
            hasSpace = enough;
        }
    }

    /**
     * Whether there is room for more. Owned by the engine thread.
     *
     * @param totalBytes that would have been appended then, since the watch was created.
     * @return false if the disk might be full.
     */
    public boolean mayAppend(final long totalBytes) {
        return totalBytes <= allowedBytes.read();
    }

    /**
     * Tells how much was appended. Owned by the engine thread.
     *
     * @param totalBytes since the watch was created.
     */
    public void appended(final long totalBytes) {
        appendedBytes.publish(totalBytes);
    }

    /**
     * Whether the disk has as much free space as it must keep. Safe for any thread.
     *
     * @return false if no more commands should be taken.
     */
    public boolean hasSpace() {
        return hasSpace;
    }
}
