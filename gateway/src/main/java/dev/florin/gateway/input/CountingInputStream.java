package dev.florin.gateway.input;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts what is read; read by one thread, the count by any. */
final class CountingInputStream extends FilterInputStream {
    private volatile long count;

    CountingInputStream(final InputStream in) {
        super(in);
    }

    long count() {
        return count;
    }

    @Override
    public int read() throws IOException {
        final int value = super.read();
        if (value >= 0) {
            add(1);
        }
        return value;
    }

    @Override
    public int read(final byte[] bytes, final int offset, final int length) throws IOException {
        final int read = super.read(bytes, offset, length);
        if (read > 0) {
            add(read);
        }
        return read;
    }

    /** Only the reading thread writes. */
    @SuppressWarnings("NonAtomicVolatileUpdate")
    private void add(final int read) {
        count += read;
    }
}
