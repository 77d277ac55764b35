package dev.florin.journal.format;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.nio.ByteBuffer;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Layout of a chunk of a snapshot: a header of 32 bytes, the body, zeros up to a multiple of 8. The chunk behind the last one
 * that holds content has no body and counts them: it is the end of the snapshot. Little-endian.
 *
 * <pre>
 *   0  u32  CRC32C of bytes 4 to the end of the body
 *   4  u32  magic "FLNC", or "FLNE" at the end
 *   8  u16  format
 *  10  u16  length of this header
 *  12  u32  length of header and body
 *  16  i64  index of the chunk, from 0; at the end: how many there are
 *  24  u32  CRC32C of the chunk before; for the first, of the snapshot header
 *  28  u32  0
 * </pre>
 *
 * <p>Every chunk carries the checksum of the one before, so that of the end covers the whole file.
 */
public final class ChunkHeader {

    /** Length of the header. */
    public static final int LENGTH_BYTES = 32;

    /** No chunk is ever longer, header included. */
    public static final int MAX_CHUNK_LENGTH_BYTES = 1024 * 1024;

    /** Chunks start at multiples of this. */
    public static final int ALIGNMENT_BYTES = 8;

    /** The bytes "FLNC", read as a little-endian integer: a chunk of content. */
    public static final int MAGIC = 0x434E_4C46;

    /** The bytes "FLNE", read as a little-endian integer: the end. */
    public static final int END_MAGIC = 0x454E_4C46;

    private static final int MAGIC_OFFSET = 4;
    private static final int FORMAT_OFFSET = 8;
    private static final int LENGTH_OFFSET = 12;
    private static final int INDEX_OFFSET = 16;
    private static final int PREVIOUS_CRC_OFFSET = 24;
    private static final int RESERVED_OFFSET = 28;
    private static final int FORMAT_AND_LENGTH = SnapshotHeader.FORMAT | LENGTH_BYTES << Short.SIZE;

    private ChunkHeader() {}

    /**
     * Rounds the length of a chunk up to where the next one starts.
     *
     * @param lengthBytes of header and body.
     * @return a multiple of 8.
     */
    public static int align(final int lengthBytes) {
        return (lengthBytes + ALIGNMENT_BYTES - 1) & -ALIGNMENT_BYTES;
    }

    /**
     * Completes a chunk whose body, if any, has been written.
     *
     * @param buffer      that holds the chunk.
     * @param bytes       the same memory, for the checksum.
     * @param offset      of the header, the same in both.
     * @param checksum    to compute it with.
     * @param magic       {@link #MAGIC} or {@link #END_MAGIC}.
     * @param lengthBytes of header and body.
     * @param index       of the chunk, or the count of chunks.
     * @param previousCrc of the chunk before.
     * @return the checksum.
     */
    public static int encode(
            final MutableDirectBuffer buffer,
            final ByteBuffer bytes,
            final int offset,
            final Checksum checksum,
            final int magic,
            final int lengthBytes,
            final long index,
            final int previousCrc) {
        buffer.putInt(offset + MAGIC_OFFSET, magic, LITTLE_ENDIAN);
        buffer.putInt(offset + FORMAT_OFFSET, FORMAT_AND_LENGTH, LITTLE_ENDIAN);
        buffer.putInt(offset + LENGTH_OFFSET, lengthBytes, LITTLE_ENDIAN);
        buffer.putLong(offset + INDEX_OFFSET, index, LITTLE_ENDIAN);
        buffer.putInt(offset + PREVIOUS_CRC_OFFSET, previousCrc, LITTLE_ENDIAN);
        buffer.putInt(offset + RESERVED_OFFSET, 0, LITTLE_ENDIAN);
        final int crc = checksum.compute(bytes, offset + MAGIC_OFFSET, lengthBytes - MAGIC_OFFSET);
        buffer.putInt(offset, crc, LITTLE_ENDIAN);
        return crc;
    }

    /**
     * Says what is wrong with the header of a chunk, before its length is believed.
     *
     * @param buffer         that holds the header.
     * @param offset         of the header.
     * @param availableBytes in the file from there on.
     * @return the problem, or null.
     */
    public static String headerProblem(final DirectBuffer buffer, final int offset, final long availableBytes) {
        if (availableBytes < LENGTH_BYTES) {
            return "the file ends before the snapshot does";
        }
        final int magic = buffer.getInt(offset + MAGIC_OFFSET, LITTLE_ENDIAN);
        if ((magic != MAGIC && magic != END_MAGIC)
                || buffer.getInt(offset + FORMAT_OFFSET, LITTLE_ENDIAN) != FORMAT_AND_LENGTH) {
            return "there is no chunk header";
        }
        final int lengthBytes = lengthBytes(buffer, offset);
        final boolean possible = magic == END_MAGIC
                ? lengthBytes == LENGTH_BYTES
                : lengthBytes > LENGTH_BYTES && lengthBytes <= MAX_CHUNK_LENGTH_BYTES;
        if (!possible || lengthBytes > availableBytes) {
            return "a chunk of " + Integer.toUnsignedString(lengthBytes) + " bytes is impossible here";
        }
        return null;
    }

    /**
     * Says what is wrong with a chunk that has a good header.
     *
     * @param buffer      that holds the whole chunk.
     * @param bytes       the same memory, for the checksum.
     * @param offset      of the header, the same in both.
     * @param checksum    to compare with.
     * @param index       that the chunk must have; at the end, how many there must have been.
     * @param previousCrc that it must carry.
     * @return the problem, or null.
     */
    public static String problem(
            final DirectBuffer buffer,
            final ByteBuffer bytes,
            final int offset,
            final Checksum checksum,
            final long index,
            final int previousCrc) {
        final int crc = checksum.compute(bytes, offset + MAGIC_OFFSET, lengthBytes(buffer, offset) - MAGIC_OFFSET);
        if (crc != crc(buffer, offset)) {
            return "the checksum of chunk " + index + " does not fit";
        }
        if (buffer.getLong(offset + INDEX_OFFSET, LITTLE_ENDIAN) != index
                || buffer.getInt(offset + PREVIOUS_CRC_OFFSET, LITTLE_ENDIAN) != previousCrc) {
            return "chunk " + buffer.getLong(offset + INDEX_OFFSET, LITTLE_ENDIAN) + " does not continue chunk "
                    + (index - 1);
        }
        return null;
    }

    /**
     * Whether the chunk is the end of the snapshot.
     *
     * @param buffer that holds the header.
     * @param offset of the header.
     * @return true if it is.
     */
    public static boolean isEnd(final DirectBuffer buffer, final int offset) {
        return buffer.getInt(offset + MAGIC_OFFSET, LITTLE_ENDIAN) == END_MAGIC;
    }

    /**
     * Checksum of the chunk.
     *
     * @param buffer that holds it.
     * @param offset of its header.
     * @return CRC32C.
     */
    public static int crc(final DirectBuffer buffer, final int offset) {
        return buffer.getInt(offset, LITTLE_ENDIAN);
    }

    /**
     * Length of header and body.
     *
     * @param buffer that holds the header.
     * @param offset of the header.
     * @return length in bytes.
     */
    public static int lengthBytes(final DirectBuffer buffer, final int offset) {
        return buffer.getInt(offset + LENGTH_OFFSET, LITTLE_ENDIAN);
    }
}
