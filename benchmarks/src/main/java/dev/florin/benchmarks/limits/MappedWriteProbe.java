package dev.florin.benchmarks.limits;

import dev.florin.benchmarks.report.Figures;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.HdrHistogram.Histogram;
import org.agrona.IoUtil;
import org.agrona.concurrent.UnsafeBuffer;

/** Copies into a mapping of a preallocated file and syncs its file descriptor: how Chronicle would be made durable. */
final class MappedWriteProbe implements Probe {
    private static final int FILE_LENGTH_BYTES = 64 * 1024 * 1024;
    private static final int DIGITS = 3;
    private static final double NS_PER_US = 1_000;

    private final RandomAccessFile file;
    private final MappedByteBuffer mapped;
    private final UnsafeBuffer mapping;
    private final UnsafeBuffer source;
    private final int lengthBytes;
    private final Histogram latencyNs = new Histogram(DIGITS);
    private int position;

    MappedWriteProbe(final Path directory, final int lengthBytes) throws IOException {
        final Path path = directory.resolve("mapped-" + lengthBytes);
        try (FileChannel channel = PreallocatedFile.create(path, FILE_LENGTH_BYTES)) {
            mapped = channel.map(FileChannel.MapMode.READ_WRITE, 0, FILE_LENGTH_BYTES);
        }
        mapping = new UnsafeBuffer(mapped);
        file = new RandomAccessFile(path.toFile(), "rw");
        this.lengthBytes = lengthBytes;
        source = new UnsafeBuffer(new byte[lengthBytes]);
        source.setMemory(0, lengthBytes, (byte) 7);
    }

    private void writeOnce() throws IOException {
        if (position + lengthBytes > FILE_LENGTH_BYTES) {
            position = 0;
        }
        source.putLong(0, source.getLong(0) + 1);
        final long startNs = System.nanoTime();
        mapping.putBytes(position, source, 0, lengthBytes);
        file.getFD().sync();
        latencyNs.recordValue(System.nanoTime() - startNs);
        position += lengthBytes;
    }

    @Override
    public String heading() {
        return "mapped write + sync, preallocated file";
    }

    @Override
    public void measure(final long durationNs, final Readings readings) throws IOException {
        latencyNs.reset();
        final long startNs = System.nanoTime();
        long tookNs;
        do {
            writeOnce();
            tookNs = System.nanoTime() - startNs;
        } while (tookNs < durationNs);
        final String size = Figures.length(lengthBytes);
        readings.add(size + ", p50", "us", latencyNs.getValueAtPercentile(50) / NS_PER_US);
        readings.add(size + ", p99", "us", latencyNs.getValueAtPercentile(99) / NS_PER_US);
        readings.add(size, "MB/s", latencyNs.getTotalCount() * (double) lengthBytes * NS_PER_US / tookNs);
    }

    @Override
    public void close() throws IOException {
        IoUtil.unmap(mapped);
        file.close();
    }
}
