package dev.florin.journal.support;

import dev.florin.journal.file.LogFile;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Another file, for those to extend that want to hear of some of what is done to it, or to have it fail. */
public abstract class ForwardingLogFile implements LogFile {

    private final LogFile file;

    /**
     * Stands before a file.
     *
     * @param file to forward to, closed with this one.
     */
    protected ForwardingLogFile(final LogFile file) {
        this.file = file;
    }

    @Override
    public void write(final long position, final ByteBuffer... buffers) throws IOException {
        file.write(position, buffers);
    }

    @Override
    public void force() throws IOException {
        file.force();
    }

    @Override
    public long lengthBytes() throws IOException {
        return file.lengthBytes();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
