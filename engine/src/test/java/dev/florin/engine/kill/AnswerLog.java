package dev.florin.engine.kill;

import dev.florin.protocol.Outcome;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.answer.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The answers that one thread of the killed process has received, in the order in which it did. What was handed to the
 * operating system in one write survives the process. Belongs to one thread.
 *
 * <pre>
 *  record:  | key (16) | sequence (8) | timestamp ns (8) | amount (8) | opened (8) | outcome (4) | duplicate (4) | check (8) |
 * </pre>
 *
 * <p>A read is recorded with key 0 and the last sequence that it saw.
 */
final class AnswerLog implements AutoCloseable {
    static final int RECORD_LENGTH = 64;
    private static final int CAPACITY = 1 << 16;

    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(CAPACITY * RECORD_LENGTH);

    AnswerLog(final Path path) throws IOException {
        channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    /** An answer as recorded. */
    record Entry(
            Uint128 key,
            long sequence,
            long timestampNs,
            long amount,
            long openedSequence,
            Outcome outcome,
            boolean duplicate) {
        static Entry of(final Uint128 key, final Answer.OfCommand answer) {
            return new Entry(
                    key,
                    answer.sequence(),
                    answer.timestampNs(),
                    answer.amount(),
                    answer.openedSequence(),
                    answer.outcome(),
                    answer.duplicate());
        }

        static Entry ofRead(final long sequence) {
            return new Entry(Uint128.ZERO, sequence, 0, 0, 0, Outcome.OK, false);
        }

        boolean isRead() {
            return key.isZero();
        }

        private long check() {
            return key.high() * 3
                    ^ key.low() * 5
                    ^ sequence * 7
                    ^ timestampNs * 11
                    ^ amount * 13
                    ^ openedSequence * 17
                    ^ 0x5A5A5A5A5A5A5A5AL;
        }
    }

    /** Notes an answer; {@link #write} makes it count. */
    void add(final Entry entry) {
        buffer.putLong(entry.key().high()).putLong(entry.key().low());
        buffer.putLong(entry.sequence()).putLong(entry.timestampNs());
        buffer.putLong(entry.amount()).putLong(entry.openedSequence());
        buffer.putInt(entry.outcome().code()).putInt(entry.duplicate() ? 1 : 0);
        buffer.putLong(entry.check());
    }

    /** Hands what was noted to the operating system, at once. */
    void write() throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        buffer.clear();
    }

    /** What was recorded before the process died. A record that the kill cut off at the end does not count. */
    static List<Entry> read(final Path path) {
        final ByteBuffer bytes;
        try {
            bytes = ByteBuffer.wrap(Files.readAllBytes(path));
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        final List<Entry> entries = new ArrayList<>();
        while (bytes.remaining() >= RECORD_LENGTH) {
            final Entry entry = new Entry(
                    new Uint128(bytes.getLong(), bytes.getLong()),
                    bytes.getLong(),
                    bytes.getLong(),
                    bytes.getLong(),
                    bytes.getLong(),
                    Outcome.of(bytes.getInt()),
                    bytes.getInt() == 1);
            if (bytes.getLong() != entry.check()) {
                throw new IllegalStateException("record " + entries.size() + " of " + path + " is torn");
            }
            entries.add(entry);
        }
        return entries;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
