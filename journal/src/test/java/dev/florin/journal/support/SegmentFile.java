package dev.florin.journal.support;

import dev.florin.journal.format.BatchHeader;
import dev.florin.journal.segment.SegmentScanner;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** A file that is damaged on purpose, byte by byte. */
public final class SegmentFile {

    private final Path path;

    public SegmentFile(final Path path) {
        this.path = path;
    }

    /** The file of a segment. */
    public static SegmentFile of(final Path segmentDirectory) {
        return new SegmentFile(segmentDirectory.resolve("19700101L.cq4"));
    }

    /** Where the batches of a segment are. */
    public List<Excerpt> excerpts() throws IOException {
        final List<Excerpt> excerpts = new ArrayList<>();
        try (SegmentScanner scanner = new SegmentScanner(path)) {
            // The first excerpt is the segment header.
            scanner.next();
            while (scanner.next()) {
                excerpts.add(new Excerpt(
                        scanner.excerptPosition(),
                        scanner.excerptLengthBytes(),
                        BatchHeader.firstSequence(scanner.buffer(), scanner.offset())));
            }
        }
        return excerpts;
    }

    public int getInt(final long position) throws IOException {
        return ByteBuffer.wrap(read(position, Integer.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN)
                .getInt(0);
    }

    public void putInt(final long position, final int value) throws IOException {
        final ByteBuffer buffer = ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(0, value);
        write(position, buffer);
    }

    public void flipBit(final long position, final int bit) throws IOException {
        final byte[] old = read(position, 1);
        write(position, ByteBuffer.wrap(new byte[] {(byte) (old[0] ^ 1 << bit)}));
    }

    public void zero(final long position, final int lengthBytes) throws IOException {
        write(position, ByteBuffer.allocate(lengthBytes));
    }

    public byte[] read(final long position, final int lengthBytes) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            final byte[] bytes = new byte[lengthBytes];
            file.seek(position);
            file.readFully(bytes);
            return bytes;
        }
    }

    public void write(final long position, final ByteBuffer bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            channel.write(bytes, position);
        }
    }

    public void truncate(final long lengthBytes) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            channel.truncate(lengthBytes);
        }
    }

    /**
     * A batch in a segment.
     *
     * @param position      of its header in the file; Chronicle's own four bytes are in front of it.
     * @param lengthBytes   of the batch.
     * @param firstSequence of the batch.
     */
    public record Excerpt(long position, int lengthBytes, long firstSequence) {

        public long recordPosition() {
            return position - Integer.BYTES;
        }
    }
}
