package dev.florin.journal.format;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.nio.ByteBuffer;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Layout of the header of a snapshot file: of which journal, and of which moment. Little-endian.
 *
 * <pre>
 *   0  u32  CRC32C of bytes 4 to 63
 *   4  u32  magic "FLNP"
 *   8  u16  format
 *  10  u16  length of this header
 *  12  u32  0
 *  16  i64  journal id
 *  24  i64  last sequence that the snapshot reflects
 *  32  i64  timestamp of that sequence, ns since the epoch
 *  40  i64  state hash after that sequence
 *  48  16 bytes  0
 * </pre>
 */
public final class SnapshotHeader {

    /** Length of the header. */
    public static final int LENGTH_BYTES = 64;

    /** The bytes "FLNP", read as a little-endian integer. */
    public static final int MAGIC = 0x504E_4C46;

    /** The format that this version writes and reads. */
    public static final int FORMAT = 1;

    private static final int MAGIC_OFFSET = 4;
    private static final int FORMAT_OFFSET = 8;
    private static final int JOURNAL_ID_OFFSET = 16;
    private static final int LAST_SEQUENCE_OFFSET = 24;
    private static final int LAST_TIMESTAMP_OFFSET = 32;
    private static final int STATE_HASH_OFFSET = 40;
    private static final int RESERVED_OFFSET = 48;
    private static final int FORMAT_AND_LENGTH = FORMAT | LENGTH_BYTES << Short.SIZE;

    private SnapshotHeader() {}

    /**
     * Encodes a header.
     *
     * @param buffer          to write to.
     * @param bytes           the same memory, for the checksum.
     * @param offset          of the header, the same in both.
     * @param checksum        to compute it with.
     * @param journalId       of the manifest.
     * @param lastSequence    that the snapshot reflects.
     * @param lastTimestampNs of that sequence.
     * @param stateHash       after that sequence.
     * @return the checksum.
     */
    public static int encode(
            final MutableDirectBuffer buffer,
            final ByteBuffer bytes,
            final int offset,
            final Checksum checksum,
            final long journalId,
            final long lastSequence,
            final long lastTimestampNs,
            final long stateHash) {
        buffer.putInt(offset + MAGIC_OFFSET, MAGIC, LITTLE_ENDIAN);
        buffer.putLong(offset + FORMAT_OFFSET, FORMAT_AND_LENGTH, LITTLE_ENDIAN);
        buffer.putLong(offset + JOURNAL_ID_OFFSET, journalId, LITTLE_ENDIAN);
        buffer.putLong(offset + LAST_SEQUENCE_OFFSET, lastSequence, LITTLE_ENDIAN);
        buffer.putLong(offset + LAST_TIMESTAMP_OFFSET, lastTimestampNs, LITTLE_ENDIAN);
        buffer.putLong(offset + STATE_HASH_OFFSET, stateHash, LITTLE_ENDIAN);
        buffer.setMemory(offset + RESERVED_OFFSET, LENGTH_BYTES - RESERVED_OFFSET, (byte) 0);
        final int crc = checksum.compute(bytes, offset + MAGIC_OFFSET, LENGTH_BYTES - MAGIC_OFFSET);
        buffer.putInt(offset, crc, LITTLE_ENDIAN);
        return crc;
    }

    /**
     * Says what is wrong with a header.
     *
     * @param buffer         that holds it.
     * @param bytes          the same memory, for the checksum.
     * @param offset         of the header, the same in both.
     * @param availableBytes from the offset on.
     * @param checksum       to compare with.
     * @return the problem, or null.
     */
    public static String problem(
            final DirectBuffer buffer,
            final ByteBuffer bytes,
            final int offset,
            final int availableBytes,
            final Checksum checksum) {
        if (availableBytes < LENGTH_BYTES || buffer.getInt(offset + MAGIC_OFFSET, LITTLE_ENDIAN) != MAGIC) {
            return "there is no snapshot header";
        }
        if (buffer.getInt(offset + FORMAT_OFFSET, LITTLE_ENDIAN) != FORMAT_AND_LENGTH) {
            return "snapshot format " + (buffer.getShort(offset + FORMAT_OFFSET, LITTLE_ENDIAN) & 0xFFFF)
                    + " is not known to this version";
        }
        final int crc = checksum.compute(bytes, offset + MAGIC_OFFSET, LENGTH_BYTES - MAGIC_OFFSET);
        return crc == crc(buffer, offset) ? null : "the checksum of the snapshot header does not fit";
    }

    /**
     * Checksum of the header, with which the chain of chunks starts.
     *
     * @param buffer that holds the header.
     * @param offset of the header.
     * @return CRC32C.
     */
    public static int crc(final DirectBuffer buffer, final int offset) {
        return buffer.getInt(offset, LITTLE_ENDIAN);
    }

    /**
     * Id of the journal that the snapshot belongs to.
     *
     * @param buffer that holds the header.
     * @param offset of the header.
     * @return id.
     */
    public static long journalId(final DirectBuffer buffer, final int offset) {
        return buffer.getLong(offset + JOURNAL_ID_OFFSET, LITTLE_ENDIAN);
    }

    /**
     * Last sequence that the snapshot reflects.
     *
     * @param buffer that holds the header.
     * @param offset of the header.
     * @return a sequence.
     */
    public static long lastSequence(final DirectBuffer buffer, final int offset) {
        return buffer.getLong(offset + LAST_SEQUENCE_OFFSET, LITTLE_ENDIAN);
    }

    /**
     * Timestamp of that sequence.
     *
     * @param buffer that holds the header.
     * @param offset of the header.
     * @return nanoseconds since the epoch.
     */
    public static long lastTimestampNs(final DirectBuffer buffer, final int offset) {
        return buffer.getLong(offset + LAST_TIMESTAMP_OFFSET, LITTLE_ENDIAN);
    }

    /**
     * State hash after that sequence.
     *
     * @param buffer that holds the header.
     * @param offset of the header.
     * @return the hash, opaque to the journal.
     */
    public static long stateHash(final DirectBuffer buffer, final int offset) {
        return buffer.getLong(offset + STATE_HASH_OFFSET, LITTLE_ENDIAN);
    }
}
