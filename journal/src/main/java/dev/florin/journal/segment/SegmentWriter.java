package dev.florin.journal.segment;

import dev.florin.journal.exceptions.JournalException;
import dev.florin.journal.file.FileLayer;
import dev.florin.journal.file.SyncHandle;
import dev.florin.journal.format.SegmentHeader;
import dev.florin.journal.manifest.SegmentPaths;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.file.Path;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One segment that is being written: a file of excerpts in a directory of its own, created once and never appended to
 * again after this object is closed.
 *
 * <p>{@link #append} and {@link #hasRoomFor} belong to the engine thread from the moment that it takes the segment over;
 * creating, warming, syncing and closing to the journal's own threads. What the engine thread appended before it released the
 * segment's last sequence is what a sync that read that sequence covers.
 */
public final class SegmentWriter implements AutoCloseable {

    private static final VarHandle LAST_SEQUENCE;
    private static final VarHandle END_POSITION;

    static {
        try {
            LAST_SEQUENCE = MethodHandles.lookup().findVarHandle(SegmentWriter.class, "lastSequence", long.class);
            END_POSITION = MethodHandles.lookup().findVarHandle(SegmentWriter.class, "endPosition", long.class);
        } catch (final ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Room for Chronicle's next index page of 256 KiB, which it adds after every 4 million excerpts. */
    private static final int INDEX_PAGE_RESERVE_BYTES = 512 * 1024;

    private static final int EXCERPT_HEADER_LENGTH_BYTES = 4;

    private final long segmentId;
    private final Path directory;
    private final Path file;
    private final long lengthBytes;
    private final FileLayer files;
    private final Excerpts excerpts;
    private final SyncHandle syncHandle;

    /** Written by the engine thread in {@link #append}; the warmer's thread reads it, too, and needs to know nothing else by it. */
    private long endPosition;

    private long firstSequence;

    @SuppressWarnings("unused") // through LAST_SEQUENCE
    private long lastSequence;

    private int lastCrc;

    private SegmentWriter(
            final long segmentId,
            final Path dataDirectory,
            final FileLayer files,
            final Excerpts.Factory factory,
            final long lengthBytes,
            final long journalId)
            throws IOException {
        this.segmentId = segmentId;
        this.directory = SegmentPaths.directory(dataDirectory, segmentId);
        this.file = SegmentPaths.file(dataDirectory, segmentId);
        this.files = files;
        this.lengthBytes = lengthBytes;
        this.excerpts = factory.create(directory, file, lengthBytes);
        this.endPosition = excerpts.append(
                new UnsafeBuffer(SegmentHeader.encode(journalId, segmentId)), 0, SegmentHeader.LENGTH_BYTES);
        this.syncHandle = files.openForSync(file);
    }

    /**
     * Creates a segment: directory, file, segment header; all synced. The file is sparse: space that is written
     * with zeros first is written to the disk twice, which costs more than it saves (see the ADR on the write path).
     *
     * @param segmentId     of a segment that the manifest calls preparing.
     * @param dataDirectory of the journal.
     * @param files         to sync with.
     * @param factory       to create the file with.
     * @param lengthBytes   that batches may fill.
     * @param journalId     of the manifest.
     * @return the segment, ready to be appended to.
     * @throws IOException if there is no space for it or the disk fails.
     */
    public static SegmentWriter create(
            final long segmentId,
            final Path dataDirectory,
            final FileLayer files,
            final Excerpts.Factory factory,
            final long lengthBytes,
            final long journalId)
            throws IOException {
        final Path directory = SegmentPaths.directory(dataDirectory, segmentId);
        files.deleteDirectory(directory);
        files.createDirectory(directory);
        final SegmentWriter writer =
                new SegmentWriter(segmentId, dataDirectory, files, factory, lengthBytes, journalId);
        writer.sync();
        files.syncDirectory(directory);
        files.syncDirectory(dataDirectory);
        return writer;
    }

    /**
     * Whether a batch still fits. Owned by the engine thread.
     *
     * @param batchLengthBytes header included.
     * @return true if it does.
     */
    public boolean hasRoomFor(final int batchLengthBytes) {
        return endPosition + EXCERPT_HEADER_LENGTH_BYTES + batchLengthBytes + INDEX_PAGE_RESERVE_BYTES <= lengthBytes;
    }

    /**
     * Appends a batch as one excerpt. Owned by the engine thread. After it returned, the batch survives the death of the
     * process. Allocates nothing.
     *
     * @param buffer           that holds the batch.
     * @param offset           of its header.
     * @param batchLengthBytes header included.
     * @param batchFirstSequence of the batch.
     * @param batchLastSequence  of the batch.
     * @param batchCrc           of the batch.
     */
    public void append(
            final DirectBuffer buffer,
            final int offset,
            final int batchLengthBytes,
            final long batchFirstSequence,
            final long batchLastSequence,
            final int batchCrc) {
        END_POSITION.setOpaque(this, excerpts.append(buffer, offset, batchLengthBytes));
        if (firstSequence == 0) {
            firstSequence = batchFirstSequence;
        }
        lastCrc = batchCrc;
        LAST_SEQUENCE.setRelease(this, batchLastSequence);
    }

    /**
     * Makes pages of the file present, so that appending to them does not wait for the file system. Changes no byte, and does
     * nothing once the segment is closed. For one of the journal's own threads at a time, beside the others and the engine's.
     *
     * @param fromPosition of the file.
     * @param toPosition   of the file, exclusive, at most {@link #lengthBytes}.
     */
    void warm(final long fromPosition, final long toPosition) {
        excerpts.warm(fromPosition, toPosition);
    }

    /** The position in the file behind the last batch; any thread. */
    long endPosition() {
        return (long) END_POSITION.getOpaque(this);
    }

    /** The length in bytes that batches may fill; any thread. */
    long lengthBytes() {
        return lengthBytes;
    }

    /**
     * Forces everything appended so far to the disk. Used by one of the journal's own threads at a time.
     *
     * @return the last sequence that is certainly covered, 0 if the segment is empty.
     * @throws IOException if the disk does not confirm.
     */
    public long sync() throws IOException {
        final long covered = lastSequence();
        syncHandle.sync();
        return covered;
    }

    /** Unmaps the file. The engine thread must have let go of the segment. Calling it again has no effect. */
    @Override
    public void close() {
        excerpts.close();
        try {
            syncHandle.close();
        } catch (final IOException e) {
            throw new JournalException("cannot close " + file, e);
        }
    }

    /**
     * Closes the segment and gives back the disk space behind its last batch.
     *
     * @throws IOException if the file cannot be shortened.
     */
    public void closeAndTrim() throws IOException {
        close();
        files.truncate(file, endPosition);
    }

    /**
     * Id of the segment.
     *
     * @return id.
     */
    public long segmentId() {
        return segmentId;
    }

    /**
     * Directory of the segment.
     *
     * @return path.
     */
    public Path directory() {
        return directory;
    }

    /**
     * First sequence that was appended. Valid after {@link #lastSequence} was read above 0.
     *
     * @return a sequence, 0 while the segment is empty.
     */
    public long firstSequence() {
        return firstSequence;
    }

    /**
     * Last sequence that was appended; an acquire read, paired with the release in {@link #append}.
     *
     * @return a sequence, 0 while the segment is empty.
     */
    public long lastSequence() {
        return (long) LAST_SEQUENCE.getAcquire(this);
    }

    /**
     * Checksum of the last batch. Valid when the engine thread has let go of the segment.
     *
     * @return CRC32C.
     */
    public int lastCrc() {
        return lastCrc;
    }
}
