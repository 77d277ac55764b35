package dev.florin.journal.archive;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import dev.florin.journal.file.FileLayer;
import dev.florin.journal.file.LogFile;
import dev.florin.journal.file.WindowSource;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file of a segment, compressed with zstd in one frame that carries a checksum. Read forward only, by one thread. */
public final class ArchivedSegment implements WindowSource {

    private static final int BUFFER_LENGTH_BYTES = 1 << 20;
    private static final int LEVEL = 3;

    private final InputStream content;
    private final byte[] bytes = new byte[BUFFER_LENGTH_BYTES];
    private final long lengthBytes;
    private long streamPosition;

    /**
     * Opens an archived segment.
     *
     * @param file        of the archive.
     * @param lengthBytes of the segment, decompressed.
     * @throws IOException if it cannot be opened.
     */
    public ArchivedSegment(final Path file, final long lengthBytes) throws IOException {
        this.content = new ZstdInputStreamNoFinalizer(
                new BufferedInputStream(Files.newInputStream(file), BUFFER_LENGTH_BYTES));
        this.lengthBytes = lengthBytes;
    }

    /**
     * Compresses a file. The result is durable when this returned, but for its entry in the directory.
     *
     * @param source to read.
     * @param files  to write with.
     * @param target to create.
     * @return the length of the result in bytes.
     * @throws IOException if one cannot be read or the other not be written.
     */
    public static long compress(final Path source, final FileLayer files, final Path target) throws IOException {
        files.deleteFile(target);
        try (LogFile file = files.open(target, false)) {
            final FileOutput output = new FileOutput(file);
            try (InputStream input = Files.newInputStream(source);
                    ZstdOutputStreamNoFinalizer zstd = new ZstdOutputStreamNoFinalizer(output, LEVEL)) {
                zstd.setChecksum(true);
                final byte[] buffer = new byte[BUFFER_LENGTH_BYTES];
                for (int count = input.read(buffer); count >= 0; count = input.read(buffer)) {
                    zstd.write(buffer, 0, count);
                }
            }
            file.force();
            return output.position;
        }
    }

    @Override
    public int read(final ByteBuffer target, final long position) throws IOException {
        if (position < streamPosition) {
            throw new IllegalStateException("byte " + position + " of a stream that is at " + streamPosition);
        }
        try {
            content.skipNBytes(position - streamPosition);
            streamPosition = position;
            final int count = content.read(bytes, 0, Math.min(bytes.length, target.remaining()));
            if (count > 0) {
                target.put(bytes, 0, count);
                streamPosition += count;
            }
            return count;
        } catch (final ZstdIOException | EOFException e) {
            throw new DamagedArchiveException("it does not decompress: " + e.getMessage(), e);
        }
    }

    @Override
    public long lengthBytes() {
        return lengthBytes;
    }

    @Override
    public boolean isForwardOnly() {
        return true;
    }

    /**
     * Reads what is left, so that the checksum of the whole is compared.
     *
     * @throws IOException if it cannot be read, or is not what was compressed.
     */
    public void requireWhole() throws IOException {
        final ByteBuffer rest = ByteBuffer.wrap(new byte[BUFFER_LENGTH_BYTES]);
        while (read(rest.clear(), streamPosition) >= 0) {
            if (streamPosition > lengthBytes) {
                break;
            }
        }
        if (streamPosition != lengthBytes) {
            throw new DamagedArchiveException("it decompresses to another length than " + lengthBytes + " bytes", null);
        }
    }

    @Override
    public void close() throws IOException {
        content.close();
    }

    private static final class FileOutput extends OutputStream {

        private final LogFile file;
        private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_LENGTH_BYTES);
        private long position;

        FileOutput(final LogFile file) {
            this.file = file;
        }

        @Override
        public void write(final int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(final byte[] source, final int offset, final int lengthBytes) throws IOException {
            int done = 0;
            while (done < lengthBytes) {
                final int count = Math.min(buffer.capacity(), lengthBytes - done);
                file.write(
                        position,
                        buffer.clear().put(source, offset + done, count).flip());
                position += count;
                done += count;
            }
        }
    }
}
