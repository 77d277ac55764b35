package dev.florin.journal.segment;

import dev.florin.journal.exceptions.JournalException;
import java.nio.file.Path;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.bytes.SyncMode;
import net.openhft.chronicle.core.io.BackgroundResourceReleaser;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.queue.rollcycles.LargeRollCycles;
import net.openhft.chronicle.wire.DocumentContext;
import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A Chronicle queue of one cycle. */
final class ChronicleExcerpts implements Excerpts {

    private static final long TIMEOUT_MS = 500;
    /** The smallest page of the systems that Florin runs on. */
    private static final int PAGE_LENGTH_BYTES = 4 * 1024;

    private final Path file;
    private final SingleChronicleQueue queue;
    private final ExcerptAppender appender;
    private final UnsafeBuffer target = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer page = new UnsafeBuffer(0, 0);

    /** Held while pages are touched and while the file is unmapped. */
    private final Object mapping = new Object();

    /** Where the file lies in memory, all of it in one piece; 0 before the first excerpt. Written by the appending thread. */
    private volatile long baseAddress;

    /** Guarded by {@link #mapping}. */
    private boolean isClosed;

    ChronicleExcerpts(final Path directory, final Path file, final long lengthBytes) {
        this.file = file;
        // One chunk for the whole segment, so that the engine thread never maps or unmaps.
        this.queue = SingleChronicleQueueBuilder.binary(directory)
                .rollCycle(LargeRollCycles.LARGE_DAILY)
                .timeProvider(() -> 0)
                .blockSize(lengthBytes)
                .syncMode(SyncMode.NONE)
                .checkInterrupts(false)
                .timeoutMS(TIMEOUT_MS)
                .build();
        this.queue.singleThreadedCheckDisabled(true);
        this.appender = queue.createAppender();
        this.appender.singleThreadedCheckDisabled(true);
    }

    @Override
    public long append(final DirectBuffer buffer, final int offset, final int lengthBytes) {
        final DocumentContext context = appender.writingDocument();
        boolean complete = false;
        try {
            final Bytes<?> bytes = context.wire().bytes();
            if (lengthBytes > bytes.writeRemaining()) {
                throw new JournalException("an excerpt of " + lengthBytes + " bytes does not fit into the "
                        + bytes.writeRemaining() + " bytes that are mapped in " + file);
            }
            final long position = bytes.writePosition();
            final long address = bytes.addressForWrite(position);
            if (baseAddress == 0) {
                baseAddress = address - position;
            }
            target.wrap(address, lengthBytes);
            target.putBytes(0, buffer, offset, lengthBytes);
            bytes.writeSkip(lengthBytes);
            complete = true;
            return position + lengthBytes;
        } finally {
            if (!complete) {
                context.rollbackOnClose();
            }
            context.close();
        }
    }

    /** Stores zero to the first word of each page where there is zero already, at once or not at all: nothing is overwritten. */
    @Override
    public void warm(final long fromPosition, final long toPosition) {
        synchronized (mapping) {
            if (isClosed || baseAddress == 0) {
                return;
            }
            long position = BitUtil.align(fromPosition, PAGE_LENGTH_BYTES);
            while (position < toPosition) {
                page.wrap(baseAddress + position, Integer.BYTES);
                page.compareAndSetInt(0, 0, 0);
                position += PAGE_LENGTH_BYTES;
            }
        }
    }

    @Override
    public void close() {
        synchronized (mapping) {
            isClosed = true;
            appender.close();
            queue.close();
            BackgroundResourceReleaser.releasePendingResources();
        }
    }
}
