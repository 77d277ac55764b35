package dev.florin.examples.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Reads what a front end took down. Half an answer at the end was never quite received, and is left. */
final class AnswerLogReader implements AutoCloseable {
    private static final int BUFFERED_ANSWERS = 4 * 1024;

    private final FileChannel channel;
    private final ByteBuffer buffer =
            ByteBuffer.allocateDirect(BUFFERED_ANSWERS * GivenAnswer.LENGTH).flip();

    private AnswerLogReader(final FileChannel channel) {
        this.channel = channel;
    }

    static AnswerLogReader open(final Path file) {
        try {
            return new AnswerLogReader(FileChannel.open(file, StandardOpenOption.READ));
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot open " + file, e);
        }
    }

    /** The next answer; empty at the end. */
    Optional<GivenAnswer> next() {
        if (buffer.remaining() < GivenAnswer.LENGTH && !fill()) {
            return Optional.empty();
        }
        return Optional.of(GivenAnswer.read(buffer));
    }

    private boolean fill() {
        buffer.compact();
        try {
            while (buffer.position() < GivenAnswer.LENGTH) {
                if (channel.read(buffer) < 0) {
                    break;
                }
            }
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot read what a front end took down", e);
        }
        buffer.flip();
        return buffer.remaining() >= GivenAnswer.LENGTH;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot close what answers were taken down in", e);
        }
    }
}
