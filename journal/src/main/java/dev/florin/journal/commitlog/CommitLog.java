package dev.florin.journal.commitlog;

import dev.florin.journal.file.FileLayer;
import dev.florin.journal.file.LogFile;
import dev.florin.journal.format.BatchHeader;
import dev.florin.journal.format.Checksum;
import dev.florin.journal.format.GroupHeader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Writes what was staged to one of two preallocated files, in groups, each with one positional write and one force. A
 * file is started from its beginning when the other is full, and only after the segments hold, synced, what it held.
 *
 * <p>Owned by the sync thread.
 */
public final class CommitLog implements AutoCloseable {

    private static final int PREALLOCATION_LENGTH_BYTES = 2 * 1024 * 1024;

    /** A group is never longer, unless one batch is: what waits behind it would wait longer for nothing. */
    private static final int MAX_GROUP_LENGTH_BYTES = 2 * 1024 * 1024;

    private static final int BLOCK = GroupHeader.BLOCK_LENGTH_BYTES;

    private final StagingBuffer staging;
    private final long journalId;
    private final long fileLengthBytes;
    private final LogFile[] files = new LogFile[CommitFiles.COUNT];
    private final long[] lastSequenceInFile = new long[CommitFiles.COUNT];
    private final Checksum checksum = new Checksum();

    private final ByteBuffer middle;
    private final ByteBuffer head = alignedBlock();
    private final ByteBuffer tail = alignedBlock();
    private final UnsafeBuffer headBuffer = new UnsafeBuffer(head);
    private final ByteBuffer source;

    private int fileIndex;
    private long filePosition;
    private long generation;
    private int groupIndex;
    private long takenPosition;

    // The group that was selected last.
    private long groupStart;
    private long groupEnd;
    private int groupBatchCount;
    private long lastBatchPosition;

    private CommitLog(
            final StagingBuffer staging, final long journalId, final long fileLengthBytes, final long generation) {
        this.staging = staging;
        this.journalId = journalId;
        this.fileLengthBytes = fileLengthBytes;
        this.generation = generation;
        this.middle = staging.newView();
        this.source = staging.newView();
    }

    private static ByteBuffer alignedBlock() {
        return ByteBuffer.allocateDirect(2 * BLOCK)
                .alignedSlice(BLOCK)
                .slice(0, BLOCK)
                .order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Opens the commit files, creating and preallocating them where needed. The segments must hold everything that the
     * files held, synced.
     *
     * @param dataDirectory   of the journal.
     * @param layer           to write with.
     * @param staging         to take batches from.
     * @param journalId       of the manifest.
     * @param fileLengthBytes of each file, a multiple of 4 KiB.
     * @param generation      above all that the files have seen.
     * @return the commit log.
     * @throws IOException if the files cannot be written.
     */
    public static CommitLog open(
            final Path dataDirectory,
            final FileLayer layer,
            final StagingBuffer staging,
            final long journalId,
            final long fileLengthBytes,
            final long generation)
            throws IOException {
        final CommitLog log = new CommitLog(staging, journalId, fileLengthBytes, generation);
        for (int i = 0; i < CommitFiles.COUNT; i++) {
            final Path path = CommitFiles.path(dataDirectory, i);
            preallocate(layer, path, fileLengthBytes);
            log.files[i] = layer.open(path, true);
        }
        layer.syncDirectory(dataDirectory);
        return log;
    }

    private static void preallocate(final FileLayer layer, final Path path, final long lengthBytes) throws IOException {
        try (LogFile file = layer.open(path, false)) {
            final ByteBuffer zeros = ByteBuffer.allocateDirect(PREALLOCATION_LENGTH_BYTES);
            long position = file.lengthBytes();
            while (position < lengthBytes) {
                zeros.clear().limit((int) Math.min(PREALLOCATION_LENGTH_BYTES, lengthBytes - position));
                file.write(position, zeros);
                position += zeros.limit();
            }
            // Also where nothing was missing: whoever wrote it may have died before it was forced.
            file.force();
        }
    }

    /**
     * Selects the next group from what is staged.
     *
     * @return false if nothing is staged.
     */
    public boolean selectGroup() {
        final long stagedPosition = staging.stagedPosition();
        if (stagedPosition == takenPosition) {
            return false;
        }
        groupStart = staging.startOfNext(takenPosition);
        groupEnd = groupStart;
        groupBatchCount = 0;
        long position = groupStart;
        // Consecutive in memory, not too long, and within the file: past its end a group would not be whole.
        while (position < stagedPosition && staging.isSameLap(groupStart, position)) {
            final long end = position + staging.batchLengthBytes(position);
            if (groupBatchCount > 0 && !fitsGroup(end)) {
                break;
            }
            lastBatchPosition = position;
            groupEnd = end;
            groupBatchCount++;
            position = staging.startOfNext(end);
        }
        return true;
    }

    private boolean fitsGroup(final long end) {
        final long lengthBytes = GroupHeader.alignToBlock(end) - blockOf(groupStart);
        return lengthBytes <= MAX_GROUP_LENGTH_BYTES && lengthBytes <= fileLengthBytes - filePosition;
    }

    /**
     * Whether the group that was selected must go to the other file.
     *
     * @return true if the current file has no room for it.
     */
    public boolean needsOtherFile() {
        return filePosition + groupLengthBytes() > fileLengthBytes;
    }

    /**
     * The last sequence that the other file holds. The segments must hold it, synced, before {@link #switchFile}.
     *
     * @return a sequence, 0 if the file holds nothing that counts.
     */
    public long lastSequenceInOtherFile() {
        return lastSequenceInFile[1 - fileIndex];
    }

    /** Starts the other file from its beginning. */
    public void switchFile() {
        fileIndex = 1 - fileIndex;
        filePosition = 0;
        groupIndex = 0;
        generation++;
    }

    /**
     * Writes the group that was selected and forces it to the disk.
     *
     * @return the last sequence in it, which is durable now.
     * @throws IOException if the disk does not confirm.
     */
    public long writeGroup() throws IOException {
        final long firstSequence = BatchHeader.firstSequence(staging.buffer(), staging.offset(groupStart));
        final long lastSequence = BatchHeader.lastSequence(staging.buffer(), staging.offset(lastBatchPosition));
        final LogFile file = files[fileIndex];
        fillHead(firstSequence, lastSequence);
        final long lastBlock = blockOf(groupEnd);
        if (groupEnd <= blockOf(groupStart) + BLOCK) {
            file.write(filePosition, head);
        } else {
            fillTail(lastBlock);
            final int start = staging.offset(blockOf(groupStart)) + BLOCK;
            middle.limit(start + (int) (lastBlock - blockOf(groupStart)) - BLOCK)
                    .position(start);
            file.write(filePosition, head, middle, tail);
        }
        file.force();
        filePosition += groupLengthBytes();
        lastSequenceInFile[fileIndex] = lastSequence;
        groupIndex++;
        takenPosition = groupEnd;
        staging.free(groupEnd);
        return lastSequence;
    }

    /** The first block: group header, zeros, and the first batch from where it lies in its block of the staging buffer. */
    private void fillHead(final long firstSequence, final long lastSequence) {
        final int firstBatchOffset = (int) (groupStart - blockOf(groupStart));
        final int batchesLengthBytes = (int) (groupEnd - groupStart);
        GroupHeader.encode(
                headBuffer,
                head,
                checksum,
                journalId,
                generation,
                groupIndex,
                firstSequence,
                lastSequence,
                firstBatchOffset,
                batchesLengthBytes,
                groupBatchCount);
        final int copiedBytes = Math.min(batchesLengthBytes, BLOCK - firstBatchOffset);
        headBuffer.setMemory(GroupHeader.LENGTH_BYTES, firstBatchOffset - GroupHeader.LENGTH_BYTES, (byte) 0);
        copyFromStaging(head, firstBatchOffset, staging.offset(groupStart), copiedBytes);
        final int end = firstBatchOffset + copiedBytes;
        headBuffer.setMemory(end, BLOCK - end, (byte) 0);
        head.clear();
    }

    /** The last block, copied: what follows the group in the staging buffer is being written by the engine thread. */
    private void fillTail(final long lastBlock) {
        final int copiedBytes = (int) (groupEnd - lastBlock);
        copyFromStaging(tail, 0, staging.offset(lastBlock), copiedBytes);
        tail.clear().position(copiedBytes);
        while (tail.hasRemaining()) {
            tail.put((byte) 0);
        }
        tail.clear().limit(copiedBytes == 0 ? 0 : BLOCK);
    }

    private void copyFromStaging(
            final ByteBuffer target, final int targetOffset, final int offset, final int lengthBytes) {
        source.limit(offset + lengthBytes).position(offset);
        target.clear().position(targetOffset);
        target.put(source);
    }

    private long groupLengthBytes() {
        return GroupHeader.alignToBlock(groupEnd) - blockOf(groupStart);
    }

    private static long blockOf(final long position) {
        return position & -BLOCK;
    }

    /**
     * How many batches the group that was written last holds.
     *
     * @return a count.
     */
    public int groupBatchCount() {
        return groupBatchCount;
    }

    /**
     * How much of the current file is in use.
     *
     * @return position in bytes.
     */
    public long filePosition() {
        return filePosition;
    }

    /**
     * How many bytes the group that was selected takes on the disk.
     *
     * @return a multiple of 4 KiB.
     */
    public int selectedLengthBytes() {
        return (int) groupLengthBytes();
    }

    @Override
    public void close() throws IOException {
        for (final LogFile file : files) {
            file.close();
        }
    }
}
