package dev.florin.journal.format;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.nio.ByteBuffer;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Layout of the first excerpt of every segment, which says whose it is. Written and synced before the manifest calls the
 * segment open, so that a segment without it is damaged. Little-endian.
 *
 * <pre>
 *   0  u32  CRC32C of bytes 4 to 31
 *   4  u32  magic "FLNS"
 *   8  u16  format
 *  10  u16  length of this header
 *  12  u32  0
 *  16  i64  journal id
 *  24  i64  segment id
 * </pre>
 */
public final class SegmentHeader {

    /** Length of the header. */
    public static final int LENGTH_BYTES = 32;

    /** The bytes "FLNS", read as a little-endian integer. */
    public static final int MAGIC = 0x534E_4C46;

    /** The format that this version writes and reads. */
    public static final int FORMAT = 1;

    private static final int MAGIC_OFFSET = 4;
    private static final int FORMAT_OFFSET = 8;
    private static final int JOURNAL_ID_OFFSET = 16;
    private static final int SEGMENT_ID_OFFSET = 24;
    private static final int FORMAT_AND_LENGTH = FORMAT | LENGTH_BYTES << Short.SIZE;

    private SegmentHeader() {}

    /**
     * Encodes a header.
     *
     * @param journalId of the manifest.
     * @param segmentId of the segment.
     * @return a direct buffer that holds the header from index 0 on.
     */
    public static ByteBuffer encode(final long journalId, final long segmentId) {
        final ByteBuffer bytes = ByteBuffer.allocateDirect(LENGTH_BYTES);
        final MutableDirectBuffer buffer = new UnsafeBuffer(bytes);
        buffer.putInt(MAGIC_OFFSET, MAGIC, LITTLE_ENDIAN);
        buffer.putInt(FORMAT_OFFSET, FORMAT_AND_LENGTH, LITTLE_ENDIAN);
        buffer.putLong(JOURNAL_ID_OFFSET, journalId, LITTLE_ENDIAN);
        buffer.putLong(SEGMENT_ID_OFFSET, segmentId, LITTLE_ENDIAN);
        final int crc = new Checksum().compute(bytes, MAGIC_OFFSET, LENGTH_BYTES - MAGIC_OFFSET);
        buffer.putInt(0, crc, LITTLE_ENDIAN);
        bytes.clear();
        return bytes;
    }

    /**
     * Says what is wrong with a segment's first excerpt.
     *
     * @param buffer      that holds it.
     * @param bytes       the same memory, for the checksum.
     * @param offset      of the excerpt, the same in both.
     * @param lengthBytes of the excerpt.
     * @param journalId   that it should carry.
     * @param segmentId   that it should carry.
     * @return the problem, or null.
     */
    public static String problem(
            final DirectBuffer buffer,
            final ByteBuffer bytes,
            final int offset,
            final int lengthBytes,
            final long journalId,
            final long segmentId) {
        if (lengthBytes != LENGTH_BYTES
                || buffer.getInt(offset + MAGIC_OFFSET, LITTLE_ENDIAN) != MAGIC
                || buffer.getInt(offset, LITTLE_ENDIAN)
                        != new Checksum().compute(bytes, offset + MAGIC_OFFSET, LENGTH_BYTES - MAGIC_OFFSET)) {
            return "the segment header is missing or invalid";
        }
        if (buffer.getInt(offset + FORMAT_OFFSET, LITTLE_ENDIAN) != FORMAT_AND_LENGTH) {
            return "the segment's format is not known to this version";
        }
        if (buffer.getLong(offset + JOURNAL_ID_OFFSET, LITTLE_ENDIAN) != journalId) {
            return "the segment belongs to another journal, with id "
                    + Long.toHexString(buffer.getLong(offset + JOURNAL_ID_OFFSET, LITTLE_ENDIAN));
        }
        if (buffer.getLong(offset + SEGMENT_ID_OFFSET, LITTLE_ENDIAN) != segmentId) {
            return "the file is that of segment " + buffer.getLong(offset + SEGMENT_ID_OFFSET, LITTLE_ENDIAN);
        }
        return null;
    }
}
