package dev.florin.journal.commitlog;

import dev.florin.journal.concurrent.PublishedSequence;
import dev.florin.journal.format.BatchHeader;
import dev.florin.journal.format.GroupHeader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The hand-off between the engine thread, which builds batches in it one after the other, and the sync thread, which
 * writes them to the commit log from where they lie. A circle of off-heap memory, aligned to blocks of 4 KiB.
 *
 * <p>Positions grow without end; their remainder by the capacity is an offset. A batch is contiguous: where the longest
 * one possible would not fit before the end of the circle, both threads go on at its start. Two positions pass between
 * them: {@code staged}, the end of the last complete batch, released by the engine thread and acquired by the sync thread,
 * and {@code freed}, the end of the last batch that is in the commit log, released by the sync thread and acquired by the
 * engine thread.
 */
public final class StagingBuffer {

    private final int capacityBytes;
    private final int maxBatchLengthBytes;
    private final ByteBuffer bytes;
    private final UnsafeBuffer buffer;
    private final PublishedSequence staged = new PublishedSequence();
    private final PublishedSequence freed = new PublishedSequence();

    // Owned by the engine thread.
    private long endPosition;
    private long batchPosition;

    /**
     * Creates an empty buffer.
     *
     * @param capacityBytes       a power of two.
     * @param maxBatchLengthBytes header included; at most half of the capacity.
     */
    public StagingBuffer(final int capacityBytes, final int maxBatchLengthBytes) {
        if (Integer.bitCount(capacityBytes) != 1 || maxBatchLengthBytes > capacityBytes / 2) {
            throw new IllegalArgumentException("capacityBytes " + capacityBytes
                    + " must be a power of two, at least twice maxBatchLengthBytes " + maxBatchLengthBytes);
        }
        this.capacityBytes = capacityBytes;
        this.maxBatchLengthBytes = maxBatchLengthBytes;
        this.bytes = ByteBuffer.allocateDirect(capacityBytes + 2 * GroupHeader.BLOCK_LENGTH_BYTES)
                .alignedSlice(GroupHeader.BLOCK_LENGTH_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
        this.buffer = new UnsafeBuffer(bytes);
    }

    /**
     * Starts a batch, or starts again the one that was started. Owned by the engine thread.
     *
     * @return false if there is no room because the sync thread lags.
     */
    public boolean begin() {
        final long position = startOfNext(endPosition);
        if (position + maxBatchLengthBytes - freed.read() > capacityBytes) {
            return false;
        }
        batchPosition = position;
        return true;
    }

    /**
     * Where the batch that was started, or staged last, has its header. Owned by the engine thread.
     *
     * @return offset in {@link #buffer}.
     */
    public int batchOffset() {
        return offset(batchPosition);
    }

    /**
     * Hands the batch that was started to the sync thread. Its bytes stay as they are until the next {@link #begin}, at
     * least. Owned by the engine thread.
     *
     * @param lengthBytes of the batch, header included.
     */
    public void stage(final int lengthBytes) {
        endPosition = batchPosition + lengthBytes;
        final int gapBytes = (int) (GroupHeader.nextBatchPosition(endPosition) - endPosition);
        buffer.setMemory(offset(batchPosition) + lengthBytes, gapBytes, (byte) 0);
        staged.publish(endPosition);
    }

    /** Where the batch after the end of another one starts: the same rule for both threads. */
    long startOfNext(final long end) {
        final long position = GroupHeader.nextBatchPosition(end);
        final long offset = position & (capacityBytes - 1);
        return offset + maxBatchLengthBytes <= capacityBytes
                ? position
                : position - offset + capacityBytes + GroupHeader.LENGTH_BYTES;
    }

    /** Whether two positions lie in the same round of the circle, so that what is between them is contiguous. */
    boolean isSameLap(final long position, final long otherPosition) {
        return (position & -capacityBytes) == (otherPosition & -capacityBytes);
    }

    /** The end of the last complete batch. Read by the sync thread. */
    long stagedPosition() {
        return staged.read();
    }

    /** Gives back everything up to the end of a batch. Owned by the sync thread. */
    void free(final long position) {
        freed.publish(position);
    }

    /** Length of the batch at a position that was staged. */
    int batchLengthBytes(final long position) {
        return BatchHeader.lengthBytes(buffer, offset(position));
    }

    int offset(final long position) {
        return (int) position & (capacityBytes - 1);
    }

    /**
     * The memory, for the engine thread to build batches in.
     *
     * @return the buffer.
     */
    public MutableDirectBuffer buffer() {
        return buffer;
    }

    /**
     * Another view of the memory, with a position and limit of its own.
     *
     * @return a new view, little-endian.
     */
    public ByteBuffer newView() {
        return bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }
}
