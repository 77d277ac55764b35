package dev.florin.journal.support;

import dev.florin.journal.manifest.ManifestStore;
import dev.florin.journal.manifest.SegmentEntry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * What the files of a journal still say was durable, found by looking at every place where a header may stand and by
 * nothing else: the reader's judge shares no code with it but that of the manifest.
 */
public final class Evidence {

    private static final int HEADER_LENGTH_BYTES = 64;
    private static final int BATCH_MAGIC = 0x424E_4C46;
    private static final int GROUP_MAGIC = 0x474E_4C46;
    private static final int BLOCK_LENGTH_BYTES = 4096;

    private final CRC32C crc = new CRC32C();
    private long durableSequence;

    private Evidence() {}

    /** The highest sequence that a seal, a batch or a group calls durable, 0 if none does. */
    public static long durableSequence(final Path directory) throws IOException {
        final Evidence evidence = new Evidence();
        ManifestStore.read(directory).segments().stream()
                .mapToLong(SegmentEntry::lastSequence)
                .forEach(evidence::note);
        for (final Path segment : Journals.segments(directory)) {
            evidence.findBatches(segment.resolve("19700101L.cq4"), 4);
        }
        for (int i = 0; i < 2; i++) {
            evidence.findBatches(directory.resolve("commit-" + i), 64);
            evidence.findGroups(directory.resolve("commit-" + i));
        }
        return evidence.durableSequence;
    }

    private void note(final long sequence) {
        durableSequence = Math.max(durableSequence, sequence);
    }

    private void findBatches(final Path file, final int alignmentBytes) throws IOException {
        final ByteBuffer bytes = read(file);
        for (int offset = 0; offset + HEADER_LENGTH_BYTES <= bytes.capacity(); offset += alignmentBytes) {
            if (bytes.getInt(offset + 4) == BATCH_MAGIC) {
                final int lengthBytes = bytes.getInt(offset + 12);
                if (lengthBytes >= HEADER_LENGTH_BYTES
                        && lengthBytes <= bytes.capacity() - offset
                        && isWhole(bytes, offset, lengthBytes)) {
                    note(bytes.getLong(offset + 32));
                }
            }
        }
    }

    private void findGroups(final Path file) throws IOException {
        final ByteBuffer bytes = read(file);
        for (int offset = 0; offset + HEADER_LENGTH_BYTES <= bytes.capacity(); offset += BLOCK_LENGTH_BYTES) {
            if (bytes.getInt(offset + 4) == GROUP_MAGIC && isWhole(bytes, offset, HEADER_LENGTH_BYTES)) {
                note(bytes.getLong(offset + 32) - 1);
            }
        }
    }

    private boolean isWhole(final ByteBuffer bytes, final int offset, final int lengthBytes) {
        crc.reset();
        crc.update(bytes.slice(offset + 4, lengthBytes - 4));
        return (int) crc.getValue() == bytes.getInt(offset);
    }

    private static ByteBuffer read(final Path file) throws IOException {
        final byte[] content = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
        return ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    }
}
