package dev.florin.examples.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Where a front end takes down what it was told, in the order in which it asked. Written after the answer was received; the
 * file outlives the process that is killed, as a client's memory would. Belongs to one thread.
 */
final class AnswerLog implements AutoCloseable {
    private static final int BUFFERED_ANSWERS = 4 * 1024;

    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFERED_ANSWERS * GivenAnswer.LENGTH);

    private AnswerLog(final FileChannel channel) {
        this.channel = channel;
    }

    static AnswerLog create(final Path file) {
        try {
            return new AnswerLog(FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot create " + file, e);
        }
    }

    void add(final GivenAnswer answer) {
        if (buffer.remaining() < GivenAnswer.LENGTH) {
            flush();
        }
        answer.write(buffer);
    }

    /** Hands to the operating system what was added. */
    void flush() {
        buffer.flip();
        try {
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot take down answers", e);
        }
        buffer.clear();
    }

    @Override
    public void close() {
        flush();
        try {
            channel.close();
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot close what answers were taken down in", e);
        }
    }
}
