package dev.florin.journal.format;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** CRC32C (Castagnoli), the checksum of everything that the journal writes. Allocates nothing. Used by one thread. */
public final class Checksum {

    private final CRC32C crc = new CRC32C();

    /**
     * Computes the checksum of a part of a buffer. Neither position nor limit of the buffer matter; both are changed.
     *
     * @param buffer      that holds the bytes; its position and limit belong to the caller's thread.
     * @param offset      of the first byte.
     * @param lengthBytes how many bytes.
     * @return the checksum, as an unsigned 32-bit value in an int.
     */
    public int compute(final ByteBuffer buffer, final int offset, final int lengthBytes) {
        buffer.limit(offset + lengthBytes).position(offset);
        crc.reset();
        crc.update(buffer);
        return (int) crc.getValue();
    }

    /**
     * Computes the checksum of an array.
     *
     * @param bytes to check.
     * @return the checksum, as an unsigned 32-bit value in an int.
     */
    public static int of(final byte[] bytes) {
        final CRC32C crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    /**
     * What the first batch of a journal carries as the checksum of its predecessor. It differs from journal to journal, so
     * that batches of one never continue another.
     *
     * @param journalId of the directory's manifest.
     * @return the start of the chain.
     */
    public static int chainSeed(final long journalId) {
        return of(ByteBuffer.allocate(Long.BYTES).putLong(journalId).array());
    }
}
