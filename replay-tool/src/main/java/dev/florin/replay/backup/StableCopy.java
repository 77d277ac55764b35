package dev.florin.replay.backup;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Copies files that somebody may be appending to. A file is copied from its end to its start, each block as it was at one
 * moment: so whatever is in the copy, all that was written before it is, too, and the copy is one that a crash could have left.
 * Belongs to one thread.
 */
final class StableCopy {
    private static final int BLOCK_LENGTH_BYTES = 256 * 1024;
    /** A block that always changes is one of the queue's own bookkeeping, which no reader believes. */
    private static final int MAX_READS = 200;

    private final ByteBuffer block = ByteBuffer.allocateDirect(BLOCK_LENGTH_BYTES);
    private final ByteBuffer again = ByteBuffer.allocateDirect(BLOCK_LENGTH_BYTES);

    /**
     * Copies a file, and makes the copy durable.
     *
     * @param source to copy.
     * @param target to make, or to replace.
     * @param leavesHoles true: blocks of zeros are not written, and take no place.
     * @return bytes copied.
     * @throws IOException if that fails.
     */
    long copy(final Path source, final Path target, final boolean leavesHoles) throws IOException {
        Files.createDirectories(target.getParent());
        Files.deleteIfExists(target);
        try (FileChannel from = FileChannel.open(source, StandardOpenOption.READ);
                FileChannel to = FileChannel.open(target, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
            final long lengthBytes = from.size();
            long position = (lengthBytes - 1) / BLOCK_LENGTH_BYTES * BLOCK_LENGTH_BYTES;
            boolean isFirst = true;
            while (position >= 0) {
                final int count = readStable(from, position);
                // The last block is written in any case, for it makes the file as long as the other.
                if (isFirst || !leavesHoles || !isZero(count)) {
                    write(to, position);
                }
                isFirst = false;
                position -= BLOCK_LENGTH_BYTES;
            }
            to.force(true);
            return lengthBytes;
        }
    }

    /** What is only ever appended to and reads the same twice stood so at one moment. */
    private int readStable(final FileChannel from, final long position) throws IOException {
        read(from, position, block);
        for (int i = 1; i < MAX_READS; i++) {
            read(from, position, again);
            if (block.equals(again)) {
                return block.limit();
            }
            block.clear().put(again.duplicate()).flip();
        }
        return block.limit();
    }

    private static void read(final FileChannel from, final long position, final ByteBuffer buffer) throws IOException {
        buffer.clear();
        int count;
        do {
            count = from.read(buffer, position + buffer.position());
        } while (count > 0 && buffer.hasRemaining());
        buffer.flip();
    }

    private boolean isZero(final int count) {
        for (int i = 0; i < count; i++) {
            if (block.get(i) != 0) {
                return false;
            }
        }
        return true;
    }

    private void write(final FileChannel to, final long position) throws IOException {
        final ByteBuffer bytes = block.duplicate();
        while (bytes.hasRemaining()) {
            to.write(bytes, position + bytes.position());
        }
    }
}
