package dev.florin.engine.feed;

import dev.florin.journal.Journal;
import dev.florin.journal.JournalReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * Plants what no damage can be: a batch whose header tells another state hash, in a journal whose checksums and chain are right
 * nevertheless, as if the engine's memory had been another. Offsets are those of {@code docs/formats-journal.md}.
 */
final class ForgedHash {
    private static final int HEADER_LENGTH = 64;
    private static final int MAGIC = 0x424E_4C46;
    private static final int LENGTH_OFFSET = 12;
    private static final int SEQUENCE_OFFSET = 16;
    private static final int HASH_OFFSET = 48;
    private static final int PREVIOUS_CRC_OFFSET = 60;

    private ForgedHash() {}

    /** The first sequences of all batches of a journal. */
    static List<Long> batches(final Path directory) {
        final List<Long> batches = new ArrayList<>();
        try (JournalReader reader = Journal.openReadOnly(directory, 1)) {
            while (!reader.isAtEnd()) {
                reader.poll((sequence, ns, buffer, offset, length, count) -> batches.add(sequence), 100);
            }
        }
        return batches;
    }

    /** Changes the hash in the batch that begins with a sequence, and chains it and all behind it again; none is sealed. */
    static void plant(final Path directory, final long firstSequence) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (final Path file : files.filter(each -> each.toString().endsWith(".cq4"))
                    .sorted()
                    .toList()) {
                plantInSegment(file, firstSequence);
            }
        }
    }

    private static void plantInSegment(final Path file, final long firstSequence) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            final ByteBuffer bytes = ByteBuffer.allocate((int) channel.size()).order(ByteOrder.LITTLE_ENDIAN);
            while (bytes.hasRemaining() && channel.read(bytes, bytes.position()) > 0) {
                bytes.limit(bytes.capacity());
            }
            int previousCrc = 0;
            for (int at = 0; at < bytes.capacity() - HEADER_LENGTH; at += Integer.BYTES) {
                if (bytes.getInt(at + Integer.BYTES) == MAGIC && bytes.getLong(at + SEQUENCE_OFFSET) >= firstSequence) {
                    if (bytes.getLong(at + SEQUENCE_OFFSET) == firstSequence) {
                        bytes.put(at + HASH_OFFSET, (byte) (bytes.get(at + HASH_OFFSET) ^ 1));
                    } else if (previousCrc != 0) {
                        bytes.putInt(at + PREVIOUS_CRC_OFFSET, previousCrc);
                    }
                    final int lengthBytes = bytes.getInt(at + LENGTH_OFFSET);
                    final CRC32C crc = new CRC32C();
                    crc.update(bytes.array(), at + Integer.BYTES, lengthBytes - Integer.BYTES);
                    previousCrc = (int) crc.getValue();
                    bytes.putInt(at, previousCrc);
                    channel.write(bytes.slice(at, lengthBytes), at);
                    at += lengthBytes - Integer.BYTES;
                }
            }
        }
    }
}
