package dev.florin.examples.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What front ends count, in a file mapped by both processes, so that it is there after one of them was killed. Every number
 * has one writer, its front end; anybody may read.
 *
 * <pre>
 *  0     1 once the front ends have begun, then nothing up to 128
 *  128   a block for each front end: commands sent, answers taken down, nothing up to 128, counts of latency classes
 * </pre>
 */
final class Scoreboard implements AutoCloseable {
    private static final int BEGUN_OFFSET = 0;
    private static final int HEADER_LENGTH = 128;
    private static final int SENT_OFFSET = 0;
    private static final int ANSWERED_OFFSET = Long.BYTES;
    private static final int LATENCIES_OFFSET = 128;
    private static final int BLOCK_LENGTH = LATENCIES_OFFSET + LatencyBuckets.COUNT * Long.BYTES;

    private final UnsafeBuffer buffer;
    private final int frontEnds;

    private Scoreboard(final UnsafeBuffer buffer, final int frontEnds) {
        this.buffer = buffer;
        this.frontEnds = frontEnds;
    }

    static Scoreboard open(final Path file, final int frontEnds) {
        final long lengthBytes = HEADER_LENGTH + (long) frontEnds * BLOCK_LENGTH;
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            final MappedByteBuffer mapped = channel.map(FileChannel.MapMode.READ_WRITE, 0, lengthBytes);
            return new Scoreboard(new UnsafeBuffer(mapped), frontEnds);
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot map " + file, e);
        }
    }

    private static int block(final int frontEnd) {
        return HEADER_LENGTH + frontEnd * BLOCK_LENGTH;
    }

    void begin() {
        buffer.putLongRelease(BEGUN_OFFSET, 1);
    }

    boolean hasBegun() {
        return buffer.getLongAcquire(BEGUN_OFFSET) != 0;
    }

    void sent(final int frontEnd, final long count) {
        buffer.putLongRelease(block(frontEnd) + SENT_OFFSET, count);
    }

    void answered(final int frontEnd, final long count) {
        buffer.putLongRelease(block(frontEnd) + ANSWERED_OFFSET, count);
    }

    void countLatency(final int frontEnd, final long latencyNs) {
        final int index = block(frontEnd) + LATENCIES_OFFSET + LatencyBuckets.indexOf(latencyNs) * Long.BYTES;
        buffer.putLong(index, buffer.getLong(index) + 1);
    }

    long sent(final int frontEnd) {
        return buffer.getLongAcquire(block(frontEnd) + SENT_OFFSET);
    }

    long answered() {
        long count = 0;
        for (int i = 0; i < frontEnds; i++) {
            count += buffer.getLongAcquire(block(i) + ANSWERED_OFFSET);
        }
        return count;
    }

    /** Latencies of all front ends by class, since the beginning. */
    long[] latencies() {
        final long[] counts = new long[LatencyBuckets.COUNT];
        for (int i = 0; i < frontEnds; i++) {
            for (int j = 0; j < counts.length; j++) {
                counts[j] += buffer.getLong(block(i) + LATENCIES_OFFSET + j * Long.BYTES);
            }
        }
        return counts;
    }

    @Override
    public void close() {
        BufferUtil.free(buffer);
    }
}
