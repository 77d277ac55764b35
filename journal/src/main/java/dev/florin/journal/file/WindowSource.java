package dev.florin.journal.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Where a {@link FileWindow} gets its bytes from. Used by one thread. */
public interface WindowSource extends Closeable {

    /**
     * Reads some bytes.
     *
     * @param target   to fill from its position on.
     * @param position of the first byte.
     * @return how many were read, negative at the end.
     * @throws IOException if they cannot be read.
     */
    int read(ByteBuffer target, long position) throws IOException;

    /**
     * The length of all that there is to read, now.
     *
     * @return length in bytes.
     * @throws IOException if it cannot be told.
     */
    long lengthBytes() throws IOException;

    /**
     * Whether bytes can be read only once, in order.
     *
     * @return true for a stream, false for a file.
     */
    boolean isForwardOnly();
}
