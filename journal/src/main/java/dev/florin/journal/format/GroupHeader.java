package dev.florin.journal.format;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.nio.ByteBuffer;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Layout of a group commit in a commit file: this header, zeros up to the first batch, the batches. A group starts on a
 * block of 4 KiB and is filled up to one with zeros. Little-endian.
 *
 * <pre>
 *   0  u32  CRC32C of bytes 4 to 63
 *   4  u32  magic "FLNG"
 *   8  u16  format
 *  10  u16  length of this header
 *  12  u32  index of the group in its file, from 0
 *  16  i64  journal id
 *  24  i64  generation: grows by one each time that a commit file is started from its beginning
 *  32  i64  first sequence
 *  40  i64  last sequence
 *  48  u32  offset of the first batch from the start of the group
 *  52  u32  length from the start of the first batch to the end of the last
 *  56  u32  count of batches
 *  60  u32  0
 * </pre>
 *
 * <p>Groups are forced one by one, so a valid header proves that every group before it was durable.
 */
public final class GroupHeader {

    /** Length of the header. */
    public static final int LENGTH_BYTES = 64;

    /** What groups start on and are filled up to; what the disk is asked to write. */
    public static final int BLOCK_LENGTH_BYTES = 4096;

    /** Batches in a group start at multiples of this. */
    public static final int BATCH_ALIGNMENT_BYTES = 64;

    /** The bytes "FLNG", read as a little-endian integer. */
    public static final int MAGIC = 0x474E_4C46;

    /** The format that this version writes and reads. */
    public static final int FORMAT = 1;

    private static final int MAGIC_OFFSET = 4;
    private static final int FORMAT_OFFSET = 8;
    private static final int INDEX_OFFSET = 12;
    private static final int JOURNAL_ID_OFFSET = 16;
    private static final int GENERATION_OFFSET = 24;
    private static final int FIRST_SEQUENCE_OFFSET = 32;
    private static final int LAST_SEQUENCE_OFFSET = 40;
    private static final int FIRST_BATCH_OFFSET = 48;
    private static final int BATCHES_LENGTH_OFFSET = 52;
    private static final int BATCH_COUNT_OFFSET = 56;
    private static final int RESERVED_OFFSET = 60;
    private static final int FORMAT_AND_LENGTH = FORMAT | LENGTH_BYTES << Short.SIZE;

    private GroupHeader() {}

    /**
     * Where the batch after another one starts: aligned, and never at the very start of a block, which is kept free for
     * the header of a group that might begin with it. Holds for positions in the staging buffer and, because both are
     * equal within a block, for offsets in a group.
     *
     * @param endPosition of the batch before.
     * @return where the next one starts.
     */
    public static long nextBatchPosition(final long endPosition) {
        final long aligned = (endPosition + BATCH_ALIGNMENT_BYTES - 1) & -BATCH_ALIGNMENT_BYTES;
        return (aligned & (BLOCK_LENGTH_BYTES - 1)) == 0 ? aligned + LENGTH_BYTES : aligned;
    }

    /**
     * Rounds a length or position up to whole blocks.
     *
     * @param lengthBytes to round.
     * @return a multiple of the block length.
     */
    public static long alignToBlock(final long lengthBytes) {
        return (lengthBytes + BLOCK_LENGTH_BYTES - 1) & -BLOCK_LENGTH_BYTES;
    }

    /**
     * Encodes a header at the start of a buffer.
     *
     * @param buffer              to write to.
     * @param bytes               the same memory, for the checksum.
     * @param checksum            to compute it with.
     * @param journalId           of the manifest.
     * @param generation          of the file.
     * @param index               of the group in the file.
     * @param firstSequence       of the group.
     * @param lastSequence        of the group.
     * @param firstBatchOffset    from the start of the group.
     * @param batchesLengthBytes  from the start of the first batch to the end of the last.
     * @param batchCount          of the group.
     */
    public static void encode(
            final MutableDirectBuffer buffer,
            final ByteBuffer bytes,
            final Checksum checksum,
            final long journalId,
            final long generation,
            final int index,
            final long firstSequence,
            final long lastSequence,
            final int firstBatchOffset,
            final int batchesLengthBytes,
            final int batchCount) {
        buffer.putInt(MAGIC_OFFSET, MAGIC, LITTLE_ENDIAN);
        buffer.putInt(FORMAT_OFFSET, FORMAT_AND_LENGTH, LITTLE_ENDIAN);
        buffer.putInt(INDEX_OFFSET, index, LITTLE_ENDIAN);
        buffer.putLong(JOURNAL_ID_OFFSET, journalId, LITTLE_ENDIAN);
        buffer.putLong(GENERATION_OFFSET, generation, LITTLE_ENDIAN);
        buffer.putLong(FIRST_SEQUENCE_OFFSET, firstSequence, LITTLE_ENDIAN);
        buffer.putLong(LAST_SEQUENCE_OFFSET, lastSequence, LITTLE_ENDIAN);
        buffer.putInt(FIRST_BATCH_OFFSET, firstBatchOffset, LITTLE_ENDIAN);
        buffer.putInt(BATCHES_LENGTH_OFFSET, batchesLengthBytes, LITTLE_ENDIAN);
        buffer.putInt(BATCH_COUNT_OFFSET, batchCount, LITTLE_ENDIAN);
        buffer.putInt(RESERVED_OFFSET, 0, LITTLE_ENDIAN);
        buffer.putInt(0, checksum.compute(bytes, MAGIC_OFFSET, LENGTH_BYTES - MAGIC_OFFSET), LITTLE_ENDIAN);
    }

    /**
     * Whether a block starts with a valid header, of whichever journal.
     *
     * @param buffer   that holds at least the header.
     * @param bytes    the same memory, for the checksum.
     * @param offset   of the block, the same in both.
     * @param checksum to compare with.
     * @return true if it does.
     */
    public static boolean isValid(
            final DirectBuffer buffer, final ByteBuffer bytes, final int offset, final Checksum checksum) {
        return buffer.getInt(offset + MAGIC_OFFSET, LITTLE_ENDIAN) == MAGIC
                && buffer.getInt(offset + FORMAT_OFFSET, LITTLE_ENDIAN) == FORMAT_AND_LENGTH
                && buffer.getInt(offset, LITTLE_ENDIAN)
                        == checksum.compute(bytes, offset + MAGIC_OFFSET, LENGTH_BYTES - MAGIC_OFFSET);
    }

    /**
     * Id of the journal that wrote the group.
     *
     * @param buffer that holds the header.
     * @param offset of the header.
     * @return id.
     */
    public static long journalId(final DirectBuffer buffer, final int offset) {
        return buffer.getLong(offset + JOURNAL_ID_OFFSET, LITTLE_ENDIAN);
    }

    /**
     * Index of the group in its file.
     *
     * @param buffer that holds the header.
     * @param offset of the header.
     * @return index, from 0.
     */
    public static int index(final DirectBuffer buffer, final int offset) {
        return buffer.getInt(offset + INDEX_OFFSET, LITTLE_ENDIAN);
    }

    /**
     * Generation of the file when the group was written.
     *
     * @param buffer that holds the header.
     * @param offset of the header.
     * @return generation, from 1.
     */
    public static long generation(final DirectBuffer buffer, final int offset) {
        return buffer.getLong(offset + GENERATION_OFFSET, LITTLE_ENDIAN);
    }

    /**
     * First sequence of the group.
     *
     * @param buffer that holds the header.
     * @param offset of the header.
     * @return a sequence.
     */
    public static long firstSequence(final DirectBuffer buffer, final int offset) {
        return buffer.getLong(offset + FIRST_SEQUENCE_OFFSET, LITTLE_ENDIAN);
    }

    /**
     * Last sequence of the group.
     *
     * @param buffer that holds the header.
     * @param offset of the header.
     * @return a sequence.
     */
    public static long lastSequence(final DirectBuffer buffer, final int offset) {
        return buffer.getLong(offset + LAST_SEQUENCE_OFFSET, LITTLE_ENDIAN);
    }

    /**
     * Offset of the first batch.
     *
     * @param buffer that holds the header.
     * @param offset of the header.
     * @return offset from the start of the group.
     */
    public static int firstBatchOffset(final DirectBuffer buffer, final int offset) {
        return buffer.getInt(offset + FIRST_BATCH_OFFSET, LITTLE_ENDIAN);
    }

    /**
     * Length of the batches, gaps between them included.
     *
     * @param buffer that holds the header.
     * @param offset of the header.
     * @return length in bytes from the start of the first to the end of the last.
     */
    public static int batchesLengthBytes(final DirectBuffer buffer, final int offset) {
        return buffer.getInt(offset + BATCHES_LENGTH_OFFSET, LITTLE_ENDIAN);
    }
}
