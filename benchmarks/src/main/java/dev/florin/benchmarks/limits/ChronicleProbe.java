package dev.florin.benchmarks.limits;

import dev.florin.benchmarks.report.ScratchDirectory;
import dev.florin.journal.segment.ChronicleRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.bytes.SyncMode;
import net.openhft.chronicle.core.io.BackgroundResourceReleaser;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.queue.rollcycles.LargeRollCycles;
import net.openhft.chronicle.wire.DocumentContext;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Chronicle Queue's bare append, 64 transfers an excerpt, without a sync; into a file that grows, and into one with disk
 * space behind it, as the journal uses it.
 */
final class ChronicleProbe implements Probe {
    private static final long BLOCK_LENGTH_BYTES = 256L * 1024 * 1024;
    /** Chronicle's own indexes lie in the same file. */
    private static final long RESERVE_LENGTH_BYTES = 8L * 1024 * 1024;

    private static final int MESSAGE_LENGTH_BYTES = 80;
    private static final int EXCERPT_COUNT = 64;
    private static final int EXCERPT_LENGTH_BYTES = EXCERPT_COUNT * MESSAGE_LENGTH_BYTES;
    private static final String PREALLOCATED_NAME = "19700101.precreated";
    private static final double NS_PER_US = 1_000;

    private final Path parent;
    private final boolean isPreallocated;
    private final UnsafeBuffer source = new UnsafeBuffer(new byte[EXCERPT_LENGTH_BYTES]);
    private final UnsafeBuffer target = new UnsafeBuffer(0, 0);

    ChronicleProbe(final Path parent, final boolean isPreallocated) {
        this.parent = parent;
        this.isPreallocated = isPreallocated;
        source.setMemory(0, EXCERPT_LENGTH_BYTES, (byte) 7);
        ChronicleRuntime.check();
    }

    @Override
    public String heading() {
        return "Chronicle append, 64 x 80 bytes an excerpt, no sync";
    }

    @Override
    public void measure(final long durationNs, final Readings readings) throws IOException {
        final Path directory = Files.createTempDirectory(parent, "chronicle-");
        if (isPreallocated) {
            PreallocatedFile.create(directory.resolve(PREALLOCATED_NAME), BLOCK_LENGTH_BYTES)
                    .close();
        }
        try (SingleChronicleQueue queue = SingleChronicleQueueBuilder.binary(directory)
                        .rollCycle(LargeRollCycles.LARGE_DAILY)
                        .timeProvider(() -> 0)
                        .blockSize(BLOCK_LENGTH_BYTES)
                        .syncMode(SyncMode.NONE)
                        .build();
                ExcerptAppender appender = queue.createAppender()) {
            append(appender, durationNs, readings);
        }
        BackgroundResourceReleaser.releasePendingResources();
        ScratchDirectory.remove(directory);
    }

    private void append(final ExcerptAppender appender, final long durationNs, final Readings readings) {
        final long maxExcerpts = (BLOCK_LENGTH_BYTES - RESERVE_LENGTH_BYTES) / EXCERPT_LENGTH_BYTES;
        final long startNs = System.nanoTime();
        long count = 0;
        long tookNs;
        do {
            append(appender);
            count++;
            tookNs = System.nanoTime() - startNs;
        } while (tookNs < durationNs && count < maxExcerpts);
        final String name = isPreallocated ? "preallocated" : "growing";
        readings.add(name, "M commands/s", count * EXCERPT_COUNT * NS_PER_US / tookNs);
        readings.add(name, "MB/s", count * EXCERPT_LENGTH_BYTES * NS_PER_US / tookNs);
    }

    private void append(final ExcerptAppender appender) {
        try (DocumentContext context = appender.writingDocument()) {
            final Bytes<?> bytes = context.wire().bytes();
            if (bytes.writeRemaining() < EXCERPT_LENGTH_BYTES) {
                context.rollbackOnClose();
                throw new IllegalStateException("the mapping has no room for an excerpt");
            }
            target.wrap(bytes.addressForWrite(bytes.writePosition()), EXCERPT_LENGTH_BYTES);
            target.putBytes(0, source, 0, EXCERPT_LENGTH_BYTES);
            bytes.writeSkip(EXCERPT_LENGTH_BYTES);
        }
    }
}
