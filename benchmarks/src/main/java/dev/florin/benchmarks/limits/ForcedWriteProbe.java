package dev.florin.benchmarks.limits;

import dev.florin.benchmarks.report.Figures;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.HdrHistogram.Histogram;

/** Positional writes into a preallocated file, each forced to the disk: the least that a durable batch can cost. */
public final class ForcedWriteProbe implements Probe {
    private static final long FILE_LENGTH_BYTES = 64L * 1024 * 1024;
    private static final int PAGE_LENGTH_BYTES = 4 * 1024;
    private static final int DIGITS = 3;
    private static final double NS_PER_US = 1_000;

    private final FileChannel channel;
    private final ByteBuffer source;
    private final int lengthBytes;
    private final Histogram latencyNs = new Histogram(DIGITS);
    private long position;

    /**
     * Prepares the file.
     *
     * @param directory that holds it.
     * @param lengthBytes of one write.
     * @throws IOException if the file cannot be written.
     */
    public ForcedWriteProbe(final Path directory, final int lengthBytes) throws IOException {
        channel = PreallocatedFile.create(directory.resolve("forced-" + lengthBytes), FILE_LENGTH_BYTES);
        this.lengthBytes = lengthBytes;
        source = ByteBuffer.allocateDirect(lengthBytes + PAGE_LENGTH_BYTES)
                .alignedSlice(PAGE_LENGTH_BYTES)
                .slice(0, lengthBytes);
        for (int i = 0; i < lengthBytes; i++) {
            source.put(i, (byte) (i * 31 + 7));
        }
    }

    /**
     * One write and its force.
     *
     * @return how long it took, ns.
     * @throws IOException if the disk fails.
     */
    public long writeOnce() throws IOException {
        if (position + lengthBytes > FILE_LENGTH_BYTES) {
            position = 0;
        }
        // Other bytes than the time before, lest anything below finds that nothing changed.
        source.putLong(0, source.getLong(0) + 1);
        final long startNs = System.nanoTime();
        source.clear();
        long end = position;
        while (source.hasRemaining()) {
            end += channel.write(source, end);
        }
        channel.force(false);
        final long tookNs = System.nanoTime() - startNs;
        position = end;
        return tookNs;
    }

    /**
     * Writes for a while.
     *
     * @param durationNs how long, about.
     * @return MB/s that were written and forced.
     * @throws IOException if the disk fails.
     */
    public double megabytesPerSecond(final long durationNs) throws IOException {
        latencyNs.reset();
        final long startNs = System.nanoTime();
        long tookNs;
        do {
            latencyNs.recordValue(writeOnce());
            tookNs = System.nanoTime() - startNs;
        } while (tookNs < durationNs);
        return latencyNs.getTotalCount() * (double) lengthBytes * NS_PER_US / tookNs;
    }

    @Override
    public String heading() {
        return "positional write + force, preallocated file";
    }

    @Override
    public void measure(final long durationNs, final Readings readings) throws IOException {
        final double rate = megabytesPerSecond(durationNs);
        final String size = Figures.length(lengthBytes);
        readings.add(size + ", p50", "us", latencyNs.getValueAtPercentile(50) / NS_PER_US);
        readings.add(size + ", p99", "us", latencyNs.getValueAtPercentile(99) / NS_PER_US);
        readings.add(size, "MB/s", rate);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
