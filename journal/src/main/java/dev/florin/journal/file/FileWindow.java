package dev.florin.journal.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A part of a file, copied into memory and moved along by its reader. A copy, not a mapping: a disk error or a file that
 * shrinks is then an exception and not a fault of the process. Used by one thread.
 */
public final class FileWindow implements AutoCloseable {

    private final WindowSource source;
    private ByteBuffer bytes;
    private final UnsafeBuffer buffer = new UnsafeBuffer(0, 0);
    private final ByteBuffer word = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private long windowPosition;
    private int windowLengthBytes;

    /**
     * Opens a file for reading.
     *
     * @param path              of the file.
     * @param windowLengthBytes to read at once; grows where more is asked for.
     * @throws IOException if it cannot be opened.
     */
    public FileWindow(final Path path, final int windowLengthBytes) throws IOException {
        this(new ChannelSource(FileChannel.open(path, StandardOpenOption.READ)), windowLengthBytes);
    }

    /**
     * Creates a window over something that is no plain file.
     *
     * @param source            to read from, closed by the window.
     * @param windowLengthBytes to read at once; grows where more is asked for.
     */
    public FileWindow(final WindowSource source, final int windowLengthBytes) {
        this.source = source;
        this.bytes = allocate(windowLengthBytes);
        buffer.wrap(bytes);
    }

    private static ByteBuffer allocate(final int lengthBytes) {
        return ByteBuffer.allocateDirect(lengthBytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private void grow(final int lengthBytes) {
        final ByteBuffer larger = allocate(lengthBytes);
        larger.put(0, bytes, 0, windowLengthBytes);
        free();
        bytes = larger;
        buffer.wrap(bytes);
    }

    /**
     * Makes a part of the file available. What was available before may be gone.
     *
     * @param position    in the file.
     * @param lengthBytes that are wanted.
     * @return how many of them there are; fewer only at the end of the file.
     * @throws IOException if the file cannot be read.
     */
    public int ensure(final long position, final int lengthBytes) throws IOException {
        final long endPosition = windowPosition + windowLengthBytes;
        if (position < windowPosition || position + lengthBytes > endPosition) {
            if (lengthBytes > bytes.capacity()) {
                grow(lengthBytes);
            }
            fill(position);
        }
        return (int) Math.min(lengthBytes, windowPosition + windowLengthBytes - position);
    }

    private void fill(final long position) throws IOException {
        windowLengthBytes = source.isForwardOnly() ? keepFrom(position) : 0;
        windowPosition = position;
        bytes.clear().position(windowLengthBytes);
        while (bytes.hasRemaining()) {
            final int readBytes = source.read(bytes, position + windowLengthBytes);
            if (readBytes < 0) {
                break;
            }
            windowLengthBytes += readBytes;
        }
    }

    /** Moves what comes behind a position to the front, for it cannot be read again. */
    private int keepFrom(final long position) {
        final int keptBytes = (int) (windowPosition + windowLengthBytes - position);
        if (position < windowPosition || keptBytes <= 0) {
            return 0;
        }
        buffer.putBytes(0, buffer, offset(position), keptBytes);
        return keptBytes;
    }

    /**
     * How many bytes are available from a position on without reading the file.
     *
     * @param position in the file, made available before.
     * @return a count of bytes.
     */
    public int availableBytes(final long position) {
        return (int) (windowPosition + windowLengthBytes - position);
    }

    /**
     * Reads four bytes of the file as they are now, past what was read before.
     *
     * @param position of the first; not of something that is read forward only.
     * @return the number they make, little-endian; 0 where the file ends before.
     * @throws IOException if the file cannot be read.
     */
    public int readInt(final long position) throws IOException {
        word.clear();
        while (word.hasRemaining()) {
            if (source.read(word, position + word.position()) < 0) {
                return 0;
            }
        }
        return word.getInt(0);
    }

    /**
     * Whether what was read cannot be read again.
     *
     * @return true for a stream, false for a file.
     */
    public boolean isForwardOnly() {
        return source.isForwardOnly();
    }

    /** Forgets what was read, so that the file is read again. */
    public void invalidate() {
        windowLengthBytes = 0;
    }

    /**
     * Where a position of the file is in the window. The position must have been made available.
     *
     * @param position in the file.
     * @return offset in {@link #buffer} and {@link #bytes}.
     */
    public int offset(final long position) {
        return (int) (position - windowPosition);
    }

    /**
     * The window. Valid until the next {@link #ensure}.
     *
     * @return the buffer.
     */
    public DirectBuffer buffer() {
        return buffer;
    }

    /**
     * The same memory as {@link #buffer}, for checksums. Its position and limit may be changed.
     *
     * @return the buffer.
     */
    public ByteBuffer bytes() {
        return bytes;
    }

    /**
     * The length of the file now.
     *
     * @return length in bytes.
     * @throws IOException if it cannot be told.
     */
    public long fileLengthBytes() throws IOException {
        return source.lengthBytes();
    }

    /** At once, because a long journal is read through many windows. Whoever still looks at one finds it empty. */
    private void free() {
        buffer.wrap(0, 0);
        if (bytes != null) {
            BufferUtil.free(bytes);
        }
    }

    @Override
    public void close() throws IOException {
        free();
        bytes = null;
        source.close();
    }

    private record ChannelSource(FileChannel channel) implements WindowSource {

        @Override
        public int read(final ByteBuffer target, final long position) throws IOException {
            return channel.read(target, position);
        }

        @Override
        public long lengthBytes() throws IOException {
            return channel.size();
        }

        @Override
        public boolean isForwardOnly() {
            return false;
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
