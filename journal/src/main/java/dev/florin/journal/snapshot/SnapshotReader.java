package dev.florin.journal.snapshot;

import dev.florin.journal.exceptions.JournalDamagedException;
import dev.florin.journal.exceptions.JournalException;
import dev.florin.journal.file.FileWindow;
import dev.florin.journal.format.Checksum;
import dev.florin.journal.format.ChunkHeader;
import dev.florin.journal.format.SnapshotHeader;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Reads a snapshot chunk by chunk. A chunk is handed out only if it is whole and continues the one before; that nothing is
 * missing is certain when {@link #isAtEnd}. Used by one thread.
 */
public final class SnapshotReader implements AutoCloseable {

    private static final int WINDOW_LENGTH_BYTES = 4 * ChunkHeader.MAX_CHUNK_LENGTH_BYTES;
    private static final String REMEDY =
            "Move the file away: recovery goes on from an older snapshot, or replays the journal from its start";

    private final FileWindow window;
    private final Checksum checksum = new Checksum();
    private final SnapshotInfo info;
    private long position;
    private long chunkCount;
    private int lastCrc;
    private boolean atEnd;

    private SnapshotReader(final FileWindow window, final SnapshotInfo info, final int headerCrc) {
        this.window = window;
        this.info = info;
        this.lastCrc = headerCrc;
        this.position = SnapshotHeader.LENGTH_BYTES;
    }

    /**
     * Opens a snapshot and checks its header.
     *
     * @param file of the snapshot.
     * @return the reader, to be closed.
     * @throws JournalDamagedException if the file does not start as a snapshot does, or not as its name says.
     * @throws JournalException        if it cannot be read.
     */
    public static SnapshotReader open(final Path file) {
        try {
            final FileWindow window = new FileWindow(file, WINDOW_LENGTH_BYTES);
            boolean opened = false;
            try {
                final SnapshotReader reader = open(file, window);
                opened = true;
                return reader;
            } finally {
                if (!opened) {
                    window.close();
                }
            }
        } catch (final IOException e) {
            throw unreadable(file, e);
        }
    }

    private static SnapshotReader open(final Path file, final FileWindow window) throws IOException {
        final int availableBytes = window.ensure(0, SnapshotHeader.LENGTH_BYTES);
        final int offset = window.offset(0);
        final String problem =
                SnapshotHeader.problem(window.buffer(), window.bytes(), offset, availableBytes, new Checksum());
        if (problem != null) {
            throw new JournalDamagedException(file, 0, problem, REMEDY);
        }
        final SnapshotInfo info = new SnapshotInfo(
                file,
                SnapshotHeader.journalId(window.buffer(), offset),
                SnapshotHeader.lastSequence(window.buffer(), offset),
                SnapshotHeader.lastTimestampNs(window.buffer(), offset),
                SnapshotHeader.stateHash(window.buffer(), offset),
                window.fileLengthBytes());
        return new SnapshotReader(window, info, SnapshotHeader.crc(window.buffer(), offset));
    }

    /**
     * What the header says.
     *
     * @return the description.
     */
    public SnapshotInfo info() {
        return info;
    }

    /**
     * Reads chunks.
     *
     * @param handler that takes them.
     * @param limit   of chunks to read now.
     * @return how many were read, 0 at the end.
     * @throws JournalDamagedException if the next chunk is not the one that was written, or the end is missing.
     * @throws JournalException        if the file cannot be read.
     */
    public int poll(final ChunkHandler handler, final int limit) {
        int count = 0;
        try {
            while (count < limit && !atEnd) {
                final int offset = nextChunk();
                final int lengthBytes = ChunkHeader.lengthBytes(window.buffer(), offset);
                lastCrc = ChunkHeader.crc(window.buffer(), offset);
                position += ChunkHeader.align(lengthBytes);
                if (ChunkHeader.isEnd(window.buffer(), offset)) {
                    atEnd = true;
                } else {
                    count++;
                    chunkCount++;
                    handler.onChunk(
                            window.buffer(), offset + ChunkHeader.LENGTH_BYTES, lengthBytes - ChunkHeader.LENGTH_BYTES);
                }
            }
        } catch (final IOException e) {
            throw unreadable(info.file(), e);
        }
        return count;
    }

    private int nextChunk() throws IOException {
        window.ensure(position, ChunkHeader.LENGTH_BYTES);
        String problem = ChunkHeader.headerProblem(
                window.buffer(), window.offset(position), window.fileLengthBytes() - position);
        if (problem == null) {
            window.ensure(position, ChunkHeader.lengthBytes(window.buffer(), window.offset(position)));
            problem = ChunkHeader.problem(
                    window.buffer(), window.bytes(), window.offset(position), checksum, chunkCount, lastCrc);
        }
        if (problem != null) {
            throw new JournalDamagedException(info.file(), 0, problem + ", at byte " + position, REMEDY);
        }
        return window.offset(position);
    }

    /**
     * Whether the end was reached, and with it the proof that nothing is missing.
     *
     * @return true if it was.
     */
    public boolean isAtEnd() {
        return atEnd;
    }

    @Override
    public void close() {
        try {
            window.close();
        } catch (final IOException e) {
            throw unreadable(info.file(), e);
        }
    }

    private static JournalException unreadable(final Path file, final IOException cause) {
        return new JournalException("cannot read the snapshot " + file + ": " + cause.getMessage(), cause);
    }
}
