package dev.florin.gateway.input;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.Closeable;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * A stream of command lines, from a file or from standard input, unpacked where its first bytes say that it is gzip or
 * zstd. Belongs to one thread; {@link #bytesRead()} may be asked by any.
 */
public final class CommandInput implements Closeable {
    private static final int[] GZIP_MAGIC = {0x1F, 0x8B};
    private static final int[] ZSTD_MAGIC = {0x28, 0xB5, 0x2F, 0xFD};
    private static final int BUFFER_LENGTH = 64 * 1024;

    private final String name;
    private final CountingInputStream raw;
    private final long lengthBytes;
    private InputStream unpacked;

    private CommandInput(final String name, final InputStream in, final long lengthBytes) {
        this.name = name;
        this.raw = new CountingInputStream(in);
        this.lengthBytes = lengthBytes;
    }

    /**
     * Opens a file.
     *
     * @param file to read.
     * @return the input, to be closed.
     * @throws IOException if there is no such file or it cannot be read; the message names it.
     */
    public static CommandInput ofFile(final Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file + ": no such file");
        }
        if (Files.isDirectory(file)) {
            throw new IOException(file + ": is a directory, not a file of command lines");
        }
        if (!Files.isReadable(file)) {
            throw new IOException(file + ": not readable by this user");
        }
        return new CommandInput(file.toString(), new FileInputStream(file.toFile()), Files.size(file));
    }

    /**
     * Standard input, without the buffer of {@code System.in}, so that what is there can be told from what is not.
     *
     * @return the input; closing it closes standard input.
     */
    public static CommandInput ofStandardInput() {
        return of("standard input", new FileInputStream(FileDescriptor.in));
    }

    /**
     * Any stream.
     *
     * @param name for messages.
     * @param in to read; closed with this input.
     * @return the input.
     */
    public static CommandInput of(final String name, final InputStream in) {
        return new CommandInput(name, in, 0);
    }

    /**
     * What to call this input in messages.
     *
     * @return the file's name, or {@code standard input}.
     */
    public String name() {
        return name;
    }

    /**
     * The unpacked bytes. The first call looks at the first bytes, and so may block.
     *
     * @return the same stream at every call.
     * @throws IOException if the input cannot be read, or is compressed and damaged.
     */
    public InputStream unpacked() throws IOException {
        if (unpacked == null) {
            unpacked = unpack(new PushbackInputStream(raw, ZSTD_MAGIC.length));
        }
        return unpacked;
    }

    /**
     * Whether a read would find bytes without waiting for whoever writes them.
     *
     * @return false also where the input is at its end.
     * @throws IOException if the input cannot be asked.
     */
    public boolean isReady() throws IOException {
        return raw.available() > 0;
    }

    /**
     * Bytes read so far, before unpacking. Safe from any thread.
     *
     * @return at most {@link #lengthBytes()} where that is known.
     */
    public long bytesRead() {
        return raw.count();
    }

    /**
     * Bytes that the input has, before unpacking.
     *
     * @return 0 where that is not known.
     */
    public long lengthBytes() {
        return lengthBytes;
    }

    @Override
    public void close() throws IOException {
        if (unpacked == null) {
            raw.close();
        } else {
            unpacked.close();
        }
    }

    private static InputStream unpack(final PushbackInputStream in) throws IOException {
        if (startsWith(in, GZIP_MAGIC)) {
            return new GZIPInputStream(in, BUFFER_LENGTH);
        }
        if (startsWith(in, ZSTD_MAGIC)) {
            return new ZstdInputStreamNoFinalizer(in);
        }
        return in;
    }

    /** Reads no byte further than it must, so that a person's first short line is not waited for in vain. */
    private static boolean startsWith(final PushbackInputStream in, final int[] magic) throws IOException {
        final byte[] seen = new byte[magic.length];
        int count = 0;
        boolean isEqual = true;
        while (isEqual && count < magic.length) {
            final int next = in.read();
            if (next < 0) {
                isEqual = false;
            } else {
                seen[count] = (byte) next;
                isEqual = next == magic[count];
                count++;
            }
        }
        in.unread(seen, 0, count);
        return isEqual;
    }
}
