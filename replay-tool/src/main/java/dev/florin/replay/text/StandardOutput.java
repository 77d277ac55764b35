package dev.florin.replay.text;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;

/** The process's output, which remembers why it cannot be written to; a {@link java.io.PrintWriter} does not tell. */
public final class StandardOutput extends OutputStream {
    private final OutputStream out = new FileOutputStream(FileDescriptor.out);
    private IOException failure;

    @Override
    public void write(final int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(final byte[] bytes, final int offset, final int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (final IOException e) {
            failure = e;
            throw e;
        }
    }

    /**
     * Why it cannot be written to.
     *
     * @return null while it can.
     */
    public IOException failure() {
        return failure;
    }

    /**
     * Whether its reader has gone, which is no fault; what the systems say then names a pipe.
     *
     * @return false for any other failure, such as a full disk.
     */
    public boolean isBrokenPipe() {
        return failure != null
                && failure.getMessage() != null
                && failure.getMessage().toLowerCase(Locale.ROOT).contains("pipe");
    }
}
