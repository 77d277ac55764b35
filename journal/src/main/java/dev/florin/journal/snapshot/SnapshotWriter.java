package dev.florin.journal.snapshot;

import dev.florin.journal.exceptions.JournalException;
import dev.florin.journal.file.FileLayer;
import dev.florin.journal.file.LogFile;
import dev.florin.journal.format.Checksum;
import dev.florin.journal.format.ChunkHeader;
import dev.florin.journal.format.SnapshotHeader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Writes a snapshot: chunks of bytes that mean nothing to the journal. They go to a temporary file, past the page cache where
 * the file system can do that; {@link #commit} forces it and gives it its name, so that a snapshot is there whole or not at
 * all. Needs 4 MiB of memory whatever the length.
 *
 * <p>Used by one thread. After an exception nothing but {@link #close} is allowed.
 */
public final class SnapshotWriter implements AutoCloseable {

    /** Longest chunk that {@link #write} takes. */
    public static final int MAX_CHUNK_BODY_LENGTH_BYTES = ChunkHeader.MAX_CHUNK_LENGTH_BYTES - ChunkHeader.LENGTH_BYTES;

    private static final int BUFFER_LENGTH_BYTES = 4 * ChunkHeader.MAX_CHUNK_LENGTH_BYTES;

    private final Path directory;
    private final FileLayer files;
    private final long lastSequence;
    private final Path temporary;
    private final Checksum checksum = new Checksum();
    private final ByteBuffer memory;
    private final ByteBuffer bytes;
    private final UnsafeBuffer buffer;
    private LogFile file;
    private boolean committed;

    private long filePosition;
    private int filled;
    private long chunkCount;
    private int lastCrc;

    private SnapshotWriter(final Path directory, final FileLayer files, final long lastSequence) {
        this.directory = directory;
        this.files = files;
        this.lastSequence = lastSequence;
        this.temporary = SnapshotPaths.temporaryFile(directory, lastSequence);
        this.memory = ByteBuffer.allocateDirect(BUFFER_LENGTH_BYTES + LogFile.ALIGNMENT_BYTES);
        this.bytes = memory.alignedSlice(LogFile.ALIGNMENT_BYTES)
                .slice(0, BUFFER_LENGTH_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
        this.buffer = new UnsafeBuffer(bytes);
    }

    /**
     * Starts a snapshot. What an earlier attempt for the same sequence left is overwritten.
     *
     * @param directory       of the journal.
     * @param files           to write with.
     * @param journalId       of the manifest.
     * @param lastSequence    that the snapshot reflects, the last of a batch.
     * @param lastTimestampNs of that sequence.
     * @param stateHash       after that sequence.
     * @return the writer, to be closed.
     * @throws JournalException if the file cannot be created.
     */
    public static SnapshotWriter open(
            final Path directory,
            final FileLayer files,
            final long journalId,
            final long lastSequence,
            final long lastTimestampNs,
            final long stateHash) {
        if (lastSequence < 1) {
            throw new IllegalArgumentException("a snapshot of sequence " + lastSequence);
        }
        final SnapshotWriter writer = new SnapshotWriter(directory, files, lastSequence);
        try {
            files.deleteFile(writer.temporary);
            writer.file = files.open(writer.temporary, true);
        } catch (final IOException e) {
            writer.free();
            throw writer.failed(e);
        }
        writer.lastCrc = SnapshotHeader.encode(
                writer.buffer, writer.bytes, 0, writer.checksum, journalId, lastSequence, lastTimestampNs, stateHash);
        writer.filled = SnapshotHeader.LENGTH_BYTES;
        return writer;
    }

    /**
     * Writes one chunk. The reader hands it out as it was written.
     *
     * @param source      that holds it; free again afterwards.
     * @param offset      of its first byte.
     * @param lengthBytes of the chunk, 1 to {@link #MAX_CHUNK_BODY_LENGTH_BYTES}.
     * @throws JournalException if the disk fails or is full.
     */
    public void write(final DirectBuffer source, final int offset, final int lengthBytes) {
        if (lengthBytes < 1 || lengthBytes > MAX_CHUNK_BODY_LENGTH_BYTES) {
            throw new IllegalArgumentException(
                    "a chunk of " + lengthBytes + " bytes, of 1 to " + MAX_CHUNK_BODY_LENGTH_BYTES);
        }
        requireOpen();
        final int chunkLengthBytes = ChunkHeader.LENGTH_BYTES + lengthBytes;
        makeRoom(ChunkHeader.align(chunkLengthBytes));
        buffer.putBytes(filled + ChunkHeader.LENGTH_BYTES, source, offset, lengthBytes);
        addChunk(ChunkHeader.MAGIC, chunkLengthBytes);
        chunkCount++;
    }

    private void addChunk(final int magic, final int chunkLengthBytes) {
        lastCrc = ChunkHeader.encode(buffer, bytes, filled, checksum, magic, chunkLengthBytes, chunkCount, lastCrc);
        final int end = filled + ChunkHeader.align(chunkLengthBytes);
        buffer.setMemory(filled + chunkLengthBytes, end - filled - chunkLengthBytes, (byte) 0);
        filled = end;
    }

    private void makeRoom(final int lengthBytes) {
        if (filled + lengthBytes > BUFFER_LENGTH_BYTES) {
            flushBlocks();
        }
    }

    /** Writes the blocks that are full and moves the rest to the front. */
    private void flushBlocks() {
        final int fullBytes = filled & -LogFile.ALIGNMENT_BYTES;
        try {
            file.write(filePosition, bytes.clear().limit(fullBytes));
        } catch (final IOException e) {
            throw failed(e);
        }
        filePosition += fullBytes;
        filled -= fullBytes;
        buffer.putBytes(0, buffer, fullBytes, filled);
    }

    /**
     * Completes the snapshot: forces it, names it, and makes the name durable. Only for a sequence that is forced to
     * the disk, under either durability, for from now on recovery refuses a journal that ends before it.
     *
     * @return the file.
     * @throws JournalException if the disk fails or is full.
     */
    public Path commit() {
        requireOpen();
        makeRoom(ChunkHeader.LENGTH_BYTES + LogFile.ALIGNMENT_BYTES);
        addChunk(ChunkHeader.END_MAGIC, ChunkHeader.LENGTH_BYTES);
        final int end = (filled + LogFile.ALIGNMENT_BYTES - 1) & -LogFile.ALIGNMENT_BYTES;
        buffer.setMemory(filled, end - filled, (byte) 0);
        filled = end;
        flushBlocks();
        final Path target = SnapshotPaths.file(directory, lastSequence);
        try {
            file.force();
            file.close();
            files.rename(temporary, target);
            files.syncDirectory(directory);
        } catch (final IOException e) {
            throw failed(e);
        }
        committed = true;
        return target;
    }

    /** Frees the memory, and deletes what was written unless it was committed. Calling it again has no effect. */
    @Override
    public void close() {
        if (file == null) {
            return;
        }
        try {
            file.close();
            if (!committed) {
                files.deleteFile(temporary);
            }
        } catch (final IOException e) {
            throw failed(e);
        } finally {
            file = null;
            free();
        }
    }

    private void free() {
        buffer.wrap(0, 0);
        BufferUtil.free(memory);
    }

    private void requireOpen() {
        if (file == null || committed) {
            throw new IllegalStateException("the snapshot of sequence " + lastSequence + " is complete or closed");
        }
    }

    private JournalException failed(final IOException cause) {
        return new JournalException(
                "cannot write the snapshot " + temporary + ": " + cause.getMessage()
                        + "; recovery goes on from the one before. Look after the disk and its free space",
                cause);
    }
}
