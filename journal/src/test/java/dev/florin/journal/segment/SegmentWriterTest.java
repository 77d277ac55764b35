package dev.florin.journal.segment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.florin.journal.file.SystemFileLayer;
import dev.florin.journal.manifest.SegmentPaths;
import java.io.IOException;
import java.nio.file.Path;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.queue.rollcycles.LargeRollCycles;
import net.openhft.chronicle.wire.DocumentContext;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SegmentWriterTest {

    private static final int LENGTH_BYTES = 4 << 20;

    @TempDir
    private Path directory;

    @BeforeAll
    static void prepareTheProcess() {
        ChronicleRuntime.check();
    }

    /** Enough excerpts, of every small length, that Chronicle adds index records between them. */
    @Test
    void shouldBeReadByTheScannerAsByChroniclesOwnTailer() throws IOException {
        final int excerptCount = 20_000;
        try (SegmentWriter writer =
                SegmentWriter.create(1, directory, SystemFileLayer.INSTANCE, Excerpts.CHRONICLE, LENGTH_BYTES, 99)) {
            final UnsafeBuffer buffer = new UnsafeBuffer(new byte[256]);
            for (int i = 1; i <= excerptCount; i++) {
                buffer.putInt(0, i);
                writer.append(buffer, 0, lengthBytes(i), i, i, 0);
            }
            assertThat(writer.lastSequence()).isEqualTo(excerptCount);
        }
        try (SegmentScanner scanner = new SegmentScanner(SegmentPaths.file(directory, 1));
                SingleChronicleQueue queue = SingleChronicleQueueBuilder.binary(SegmentPaths.directory(directory, 1))
                        .rollCycle(LargeRollCycles.LARGE_DAILY)
                        .timeProvider(() -> 0)
                        .blockSize(LENGTH_BYTES)
                        .readOnly(true)
                        .build();
                ExcerptTailer tailer = queue.createTailer()) {
            for (int i = 0; i <= excerptCount; i++) {
                assertThat(scanner.next()).isTrue();
                try (DocumentContext context = tailer.readingDocument()) {
                    assertThat(context.isPresent()).isTrue();
                    final Bytes<?> bytes = context.wire().bytes();
                    assertThat(scanner.excerptLengthBytes()).isEqualTo((int) bytes.readRemaining());
                    assertThat(scanner.buffer().getInt(scanner.offset())).isEqualTo(bytes.readInt());
                    assertThat(scanner.excerptLengthBytes()).isEqualTo(i == 0 ? 32 : lengthBytes(i));
                }
            }
            assertThat(scanner.next()).isFalse();
            assertThat(scanner.problem()).isNull();
        }
    }

    private static int lengthBytes(final int index) {
        return 4 + index % 200;
    }

    @Test
    void shouldSayWhenItIsFull() throws IOException {
        try (SegmentWriter writer =
                SegmentWriter.create(1, directory, SystemFileLayer.INSTANCE, Excerpts.CHRONICLE, LENGTH_BYTES, 99)) {
            final UnsafeBuffer buffer = new UnsafeBuffer(new byte[100_000]);
            long sequence = 0;
            while (writer.hasRoomFor(buffer.capacity())) {
                sequence++;
                writer.append(buffer, 0, buffer.capacity(), sequence, sequence, 0);
            }
            assertThat(sequence).isBetween(25L, 40L);
            assertThat(writer.sync()).isEqualTo(sequence);
            assertThat(writer.firstSequence()).isEqualTo(1);
        }
    }
}
