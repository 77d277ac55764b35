package dev.florin.journal.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A file open for positional writing. Used by one thread at a time. */
public interface LogFile extends Closeable {

    /** What positions, lengths and addresses must be multiples of where the page cache is bypassed. */
    int ALIGNMENT_BYTES = 4096;

    /**
     * Writes the remaining bytes of some buffers, one after the other, with as few system calls as possible.
     *
     * @param position in the file of the first byte.
     * @param buffers  direct buffers; their positions move to their limits.
     * @throws IOException if not all of it could be written.
     */
    void write(long position, ByteBuffer... buffers) throws IOException;

    /**
     * Forces the content that was written, and the length of the file, to the disk.
     *
     * @throws IOException if the disk does not confirm. What it holds is then unknown; a second call proves nothing.
     */
    void force() throws IOException;

    /**
     * The length of the file.
     *
     * @return a length in bytes.
     * @throws IOException if it cannot be told.
     */
    long lengthBytes() throws IOException;
}
