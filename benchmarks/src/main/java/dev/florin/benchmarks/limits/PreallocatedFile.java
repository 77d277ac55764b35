package dev.florin.benchmarks.limits;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file with disk space behind every byte, so that writing into it changes no metadata. */
public final class PreallocatedFile {
    private static final int STEP_LENGTH_BYTES = 2 * 1024 * 1024;

    private PreallocatedFile() {}

    /**
     * Writes zeros, in steps large enough for the page cache to use its largest folios, and syncs them.
     *
     * @param path of the new file.
     * @param lengthBytes of the file.
     * @return the channel, to be closed by the caller.
     * @throws IOException if the disk has no room or fails.
     */
    public static FileChannel create(final Path path, final long lengthBytes) throws IOException {
        final FileChannel channel = FileChannel.open(
                path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
        final ByteBuffer zeros = ByteBuffer.allocateDirect(STEP_LENGTH_BYTES);
        long position = 0;
        while (position < lengthBytes) {
            zeros.clear().limit((int) Math.min(STEP_LENGTH_BYTES, lengthBytes - position));
            position += channel.write(zeros, position);
        }
        channel.force(true);
        return channel;
    }
}
