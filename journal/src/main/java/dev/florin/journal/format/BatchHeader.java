package dev.florin.journal.format;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.nio.ByteBuffer;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Layout of a batch: a header of 64 bytes and the body, as one excerpt of a segment and as one record of a commit group.
 * Little-endian.
 *
 * <pre>
 *   0  u32  CRC32C of bytes 4 to the end of the body
 *   4  u32  magic "FLNB"
 *   8  u16  format
 *  10  u16  length of this header
 *  12  u32  length of header and body
 *  16  i64  first sequence
 *  24  i64  timestamp of the first sequence, ns since the epoch; the n-th after it is stamped n ns later
 *  32  i64  durable sequence when this was written
 *  40  i64  last sequence applied when this was written
 *  48  i64  state hash after that sequence
 *  56  u32  count of sequences
 *  60  u32  CRC32C of the previous batch
 * </pre>
 */
public final class BatchHeader {

    /** Length of the header. */
    public static final int LENGTH_BYTES = 64;

    /** The bytes "FLNB", read as a little-endian integer. */
    public static final int MAGIC = 0x424E_4C46;

    /** The format that this version writes and reads. */
    public static final int FORMAT = 1;

    /** No batch is ever longer, header included; a longer one is not looked at. */
    public static final int MAX_BATCH_LENGTH_BYTES = 16 * 1024 * 1024;

    static final int CRC_OFFSET = 0;
    static final int MAGIC_OFFSET = 4;
    static final int FORMAT_OFFSET = 8;
    static final int HEADER_LENGTH_OFFSET = 10;
    static final int LENGTH_OFFSET = 12;
    static final int FIRST_SEQUENCE_OFFSET = 16;
    static final int FIRST_TIMESTAMP_OFFSET = 24;
    static final int DURABLE_SEQUENCE_OFFSET = 32;
    static final int LAST_APPLIED_SEQUENCE_OFFSET = 40;
    static final int STATE_HASH_OFFSET = 48;
    static final int COUNT_OFFSET = 56;
    static final int PREVIOUS_CRC_OFFSET = 60;

    private static final int FORMAT_AND_LENGTH = FORMAT | LENGTH_BYTES << Short.SIZE;

    private BatchHeader() {}

    /**
     * Completes a batch whose body has been written: everything in the header but the checksum.
     *
     * @param buffer              that holds the batch.
     * @param offset              of the header.
     * @param lengthBytes         of header and body.
     * @param firstSequence       of the batch.
     * @param firstTimestampNs    of the first sequence.
     * @param count               of sequences.
     * @param durableSequence     now.
     * @param lastAppliedSequence now.
     * @param stateHash           after that sequence.
     * @param previousCrc         of the batch before.
     */
    public static void encode(
            final MutableDirectBuffer buffer,
            final int offset,
            final int lengthBytes,
            final long firstSequence,
            final long firstTimestampNs,
            final int count,
            final long durableSequence,
            final long lastAppliedSequence,
            final long stateHash,
            final int previousCrc) {
        buffer.putInt(offset + MAGIC_OFFSET, MAGIC, LITTLE_ENDIAN);
        buffer.putInt(offset + FORMAT_OFFSET, FORMAT_AND_LENGTH, LITTLE_ENDIAN);
        buffer.putInt(offset + LENGTH_OFFSET, lengthBytes, LITTLE_ENDIAN);
        buffer.putLong(offset + FIRST_SEQUENCE_OFFSET, firstSequence, LITTLE_ENDIAN);
        buffer.putLong(offset + FIRST_TIMESTAMP_OFFSET, firstTimestampNs, LITTLE_ENDIAN);
        buffer.putLong(offset + DURABLE_SEQUENCE_OFFSET, durableSequence, LITTLE_ENDIAN);
        buffer.putLong(offset + LAST_APPLIED_SEQUENCE_OFFSET, lastAppliedSequence, LITTLE_ENDIAN);
        buffer.putLong(offset + STATE_HASH_OFFSET, stateHash, LITTLE_ENDIAN);
        buffer.putInt(offset + COUNT_OFFSET, count, LITTLE_ENDIAN);
        buffer.putInt(offset + PREVIOUS_CRC_OFFSET, previousCrc, LITTLE_ENDIAN);
    }

    /**
     * Writes the checksum, last.
     *
     * @param buffer   that holds the batch.
     * @param bytes    the same memory, for the checksum.
     * @param offset   of the header, the same in both.
     * @param checksum to compute it with.
     * @return the checksum.
     */
    public static int seal(
            final MutableDirectBuffer buffer, final ByteBuffer bytes, final int offset, final Checksum checksum) {
        final int crc = checksum.compute(bytes, offset + MAGIC_OFFSET, lengthBytes(buffer, offset) - MAGIC_OFFSET);
        buffer.putInt(offset + CRC_OFFSET, crc, LITTLE_ENDIAN);
        return crc;
    }

    /**
     * Says what is wrong with a batch, looking at nothing beyond the bytes that are available.
     *
     * @param buffer         that holds it.
     * @param bytes          the same memory, for the checksum.
     * @param offset         of the header, the same in both.
     * @param availableBytes from the offset on.
     * @param checksum       to compare with.
     * @return the problem, or null for a batch that is whole.
     */
    public static String problem(
            final DirectBuffer buffer,
            final ByteBuffer bytes,
            final int offset,
            final int availableBytes,
            final Checksum checksum) {
        if (availableBytes < LENGTH_BYTES) {
            return "only " + availableBytes + " bytes where a batch header has " + LENGTH_BYTES;
        }
        if (!hasMagic(buffer, offset)) {
            return "no batch header";
        }
        if (buffer.getInt(offset + FORMAT_OFFSET, LITTLE_ENDIAN) != FORMAT_AND_LENGTH) {
            return "batch format " + (buffer.getShort(offset + FORMAT_OFFSET, LITTLE_ENDIAN) & 0xFFFF)
                    + " is not known to this version";
        }
        final int lengthBytes = lengthBytes(buffer, offset);
        if (lengthBytes < LENGTH_BYTES || lengthBytes > MAX_BATCH_LENGTH_BYTES) {
            return "batch length " + Integer.toUnsignedString(lengthBytes) + " is impossible";
        }
        if (lengthBytes > availableBytes) {
            return "batch of " + lengthBytes + " bytes in a space of " + availableBytes;
        }
        final int crc = checksum.compute(bytes, offset + MAGIC_OFFSET, lengthBytes - MAGIC_OFFSET);
        if (crc != crc(buffer, offset)) {
            return "batch checksum is " + Integer.toHexString(crc(buffer, offset)) + " but its bytes give "
                    + Integer.toHexString(crc);
        }
        // What follows can only fail on a batch that was written wrong, but the reader computes with these values.
        if (firstSequence(buffer, offset) < 1 || count(buffer, offset) < 1 || lastSequence(buffer, offset) < 1) {
            return "batch of " + count(buffer, offset) + " sequences from " + firstSequence(buffer, offset);
        }
        return null;
    }

    /**
     * Whether the magic of a batch is where it belongs.
     *
     * @param buffer that holds at least 8 bytes from the offset on.
     * @param offset of the header.
     * @return true if it is there; whether a batch follows, {@link #problem} says.
     */
    public static boolean hasMagic(final DirectBuffer buffer, final int offset) {
        return buffer.getInt(offset + MAGIC_OFFSET, LITTLE_ENDIAN) == MAGIC;
    }

    /**
     * Checksum of the batch.
     *
     * @param buffer that holds it.
     * @param offset of its header.
     * @return CRC32C.
     */
    public static int crc(final DirectBuffer buffer, final int offset) {
        return buffer.getInt(offset + CRC_OFFSET, LITTLE_ENDIAN);
    }

    /**
     * Length of header and body.
     *
     * @param buffer that holds the batch.
     * @param offset of its header.
     * @return length in bytes.
     */
    public static int lengthBytes(final DirectBuffer buffer, final int offset) {
        return buffer.getInt(offset + LENGTH_OFFSET, LITTLE_ENDIAN);
    }

    /**
     * First sequence of the batch.
     *
     * @param buffer that holds it.
     * @param offset of its header.
     * @return a sequence, 1 or more.
     */
    public static long firstSequence(final DirectBuffer buffer, final int offset) {
        return buffer.getLong(offset + FIRST_SEQUENCE_OFFSET, LITTLE_ENDIAN);
    }

    /**
     * Last sequence of the batch.
     *
     * @param buffer that holds it.
     * @param offset of its header.
     * @return a sequence.
     */
    public static long lastSequence(final DirectBuffer buffer, final int offset) {
        return firstSequence(buffer, offset) + count(buffer, offset) - 1;
    }

    /**
     * Timestamp of the first sequence.
     *
     * @param buffer that holds the batch.
     * @param offset of its header.
     * @return nanoseconds since the epoch.
     */
    public static long firstTimestampNs(final DirectBuffer buffer, final int offset) {
        return buffer.getLong(offset + FIRST_TIMESTAMP_OFFSET, LITTLE_ENDIAN);
    }

    /**
     * The durable sequence when the batch was written.
     *
     * @param buffer that holds the batch.
     * @param offset of its header.
     * @return a sequence below the batch's first, or 0.
     */
    public static long durableSequence(final DirectBuffer buffer, final int offset) {
        return buffer.getLong(offset + DURABLE_SEQUENCE_OFFSET, LITTLE_ENDIAN);
    }

    /**
     * The last sequence that the state machine had applied when the batch was written.
     *
     * @param buffer that holds the batch.
     * @param offset of its header.
     * @return a sequence below the batch's first, or 0.
     */
    public static long lastAppliedSequence(final DirectBuffer buffer, final int offset) {
        return buffer.getLong(offset + LAST_APPLIED_SEQUENCE_OFFSET, LITTLE_ENDIAN);
    }

    /**
     * The hash of the state after {@link #lastAppliedSequence}.
     *
     * @param buffer that holds the batch.
     * @param offset of its header.
     * @return the hash, opaque to the journal.
     */
    public static long stateHash(final DirectBuffer buffer, final int offset) {
        return buffer.getLong(offset + STATE_HASH_OFFSET, LITTLE_ENDIAN);
    }

    /**
     * How many sequences the batch holds.
     *
     * @param buffer that holds it.
     * @param offset of its header.
     * @return a count, 1 or more.
     */
    public static int count(final DirectBuffer buffer, final int offset) {
        return buffer.getInt(offset + COUNT_OFFSET, LITTLE_ENDIAN);
    }

    /**
     * Checksum of the batch before.
     *
     * @param buffer that holds the batch.
     * @param offset of its header.
     * @return CRC32C, or the chain's seed in the first batch of a journal.
     */
    public static int previousCrc(final DirectBuffer buffer, final int offset) {
        return buffer.getInt(offset + PREVIOUS_CRC_OFFSET, LITTLE_ENDIAN);
    }
}
