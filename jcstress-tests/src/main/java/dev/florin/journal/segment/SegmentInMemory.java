package dev.florin.journal.segment;

import dev.florin.journal.file.FileLayer;
import dev.florin.journal.file.LogFile;
import dev.florin.journal.file.SyncHandle;
import dev.florin.journal.manifest.ManifestStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A disk of one segment, of which a try remembers only what matters: how many excerpts were appended, how many of them
 * were there at the last sync, and to what length the file was cut. All of it plain: whoever looks must have been told.
 */
final class SegmentInMemory implements FileLayer, Excerpts, SyncHandle {
    /** Of one excerpt. */
    static final int EXCERPT_LENGTH_BYTES = 8;

    private static final long JOURNAL_ID = 1;
    private static final long SEGMENT_LENGTH_BYTES = 1 << 20;
    private static final Path DIRECTORY = temporaryDirectory();
    private static final UnsafeBuffer EXCERPT = new UnsafeBuffer(new byte[EXCERPT_LENGTH_BYTES]);

    private int appendedCount;
    private int syncedCount;
    private long lengthBytes;

    /** The segment, as the journal writes it; its header is the first excerpt. */
    SegmentWriter open(final long segmentId) {
        try {
            return SegmentWriter.create(
                    segmentId, DIRECTORY, this, (directory, file, length) -> this, SEGMENT_LENGTH_BYTES, JOURNAL_ID);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A manifest that is never on a disk. */
    static ManifestStore manifests() {
        try {
            return ManifestStore.openOrCreate(DIRECTORY, new SegmentInMemory(), JOURNAL_ID, Map.of());
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path temporaryDirectory() {
        try {
            final Path directory = Files.createTempDirectory("florin-jcstress");
            directory.toFile().deleteOnExit();
            return directory;
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Appends a batch of one command. */
    static void append(final SegmentWriter segment, final long sequence) {
        segment.append(EXCERPT, 0, EXCERPT_LENGTH_BYTES, sequence, sequence, (int) sequence);
    }

    /** Syncs a segment; an actor of jcstress throws no checked exceptions, and this disk never fails. */
    static long sync(final SegmentWriter segment) {
        try {
            return segment.sync();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Does what a syncer's thread does, once. */
    static void doWork(final SegmentSyncer syncer) {
        try {
            syncer.doWork();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Excerpts that the last sync covered, the header among them. */
    int syncedCount() {
        return syncedCount;
    }

    /** To which the file was cut when it was closed; 0: never. */
    long lengthBytes() {
        return lengthBytes;
    }

    /** There are no pages. */
    @Override
    public void warm(final long fromPosition, final long toPosition) {}

    @Override
    public long append(final DirectBuffer buffer, final int offset, final int length) {
        appendedCount++;
        return (long) appendedCount * EXCERPT_LENGTH_BYTES;
    }

    @Override
    public void sync() {
        syncedCount = appendedCount;
    }

    @Override
    public void truncate(final Path path, final long length) {
        lengthBytes = length;
    }

    @Override
    public SyncHandle openForSync(final Path path) {
        return this;
    }

    @Override
    public LogFile open(final Path path, final boolean direct) {
        return new Nowhere();
    }

    @Override
    public void close() {
        // There is no file.
    }

    @Override
    public void createDirectory(final Path path) {
        // There are no directories.
    }

    @Override
    public void rename(final Path source, final Path target) {
        // What the manifest says stays in memory.
    }

    @Override
    public void deleteFile(final Path path) {
        // There are no files.
    }

    @Override
    public void deleteDirectory(final Path path) {
        // There are no directories.
    }

    @Override
    public void syncDirectory(final Path path) {
        // There are no directories.
    }

    /** Takes the manifest's bytes and keeps none. */
    private static final class Nowhere implements LogFile {
        @Override
        public void write(final long position, final ByteBuffer... buffers) {
            // Nobody reads them.
        }

        @Override
        public void force() {
            // Nothing was kept.
        }

        @Override
        public long lengthBytes() {
            return 0;
        }

        @Override
        public void close() {
            // There is no file.
        }
    }
}
