package dev.florin.benchmarks.flash1;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The messages of a workload, read into memory. A file, plain or compressed with zstd, has a header of 16 bytes and messages
 * of 40, little-endian:
 *
 * <pre>
 *  header   0 magic u64 | 8 version u32 | 12 count u32
 *  message  0 type u8: 0 new, 1 cancel, 2 modify | 1 side u8: 0 buy, 1 sell | 2 immediate u8 | 4 quantity u32
 *           8 sequence u64 | 16 order id u64 | 24 price i64, ticks | 32 reserved
 * </pre>
 */
final class Messages {
    private static final byte[] MAGIC = "100_WBEM".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 1;
    private static final int HEADER_LENGTH = 16;
    private static final int MESSAGE_LENGTH = 40;
    private static final int NEW = 0;
    private static final int CANCEL = 1;
    private static final int MODIFY = 2;
    private static final long UNSIGNED_INT = 0xFFFF_FFFFL;

    private final ByteBuffer messages;
    private final int count;

    private Messages(final ByteBuffer messages, final int count) {
        this.messages = messages;
        this.count = count;
    }

    /**
     * Reads a file.
     *
     * @param file whose name ends in {@code .zst} if it is compressed.
     * @return its messages.
     * @throws IOException if it cannot be read, or is no such file.
     */
    static Messages read(final Path file) throws IOException {
        try (InputStream in = open(file)) {
            final ByteBuffer header = read(in, HEADER_LENGTH, file);
            for (int i = 0; i < MAGIC.length; i++) {
                if (header.get(i) != MAGIC[i]) {
                    throw new IOException(file + " is no flash1 workload: it does not begin with 100_WBEM");
                }
            }
            if (header.getInt(8) != VERSION) {
                throw new IOException(file + " has version " + header.getInt(8) + ", not " + VERSION);
            }
            final long count = header.getInt(12) & UNSIGNED_INT;
            if (count > Integer.MAX_VALUE / MESSAGE_LENGTH) {
                throw new IOException(file + " has " + count + " messages, more than fit into memory at once");
            }
            return new Messages(read(in, (int) count * MESSAGE_LENGTH, file), (int) count);
        }
    }

    private static InputStream open(final Path file) throws IOException {
        final InputStream in = new BufferedInputStream(Files.newInputStream(file));
        return file.toString().endsWith(".zst") ? new ZstdInputStream(in) : in;
    }

    private static ByteBuffer read(final InputStream in, final int lengthBytes, final Path file) throws IOException {
        final byte[] bytes = in.readNBytes(lengthBytes);
        if (bytes.length < lengthBytes) {
            throw new IOException(file + " ends early: " + (lengthBytes - bytes.length) + " bytes are missing");
        }
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    int count() {
        return count;
    }

    /** Hands every message to a book. */
    void play(final Book book) {
        for (int i = 0; i < count; i++) {
            play(book, i * MESSAGE_LENGTH);
        }
    }

    private void play(final Book book, final int offset) {
        final boolean isBuy = messages.get(offset + 1) == 0;
        final long quantity = messages.getInt(offset + 4) & UNSIGNED_INT;
        final long sequence = messages.getLong(offset + 8);
        final long id = messages.getLong(offset + 16);
        final long price = messages.getLong(offset + 24);
        switch (messages.get(offset)) {
            case NEW -> book.place(sequence, isBuy, messages.get(offset + 2) != 0, quantity, id, price);
            case CANCEL -> book.cancel(sequence, id);
            case MODIFY -> book.modify(sequence, isBuy, quantity, id, price);
            default ->
                throw new IllegalStateException(
                        "message " + offset / MESSAGE_LENGTH + " has the unknown type " + messages.get(offset));
        }
    }
}
