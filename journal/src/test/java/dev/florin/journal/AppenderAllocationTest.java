package dev.florin.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.florin.journal.support.Journals;
import dev.florin.journal.support.TestBatches;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class AppenderAllocationTest {

    private static final int WARM_UP_BATCHES = 4_000;
    private static final int STRETCHES = 20;
    private static final int BATCHES_OF_A_STRETCH = 200;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource(Durability.class)
    void shouldAllocateNothingPerBatchOnceWarm(final Durability durability) {
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final TestBatches batches = new TestBatches(64);
        final JournalConfig config = Journals.smallConfig(directory, durability)
                .segmentLengthBytes(16 << 20)
                .firstSegmentLengthBytes(16 << 20)
                .stagingLengthBytes(4 << 20)
                .build();
        try (Journal journal = Journal.open(config)) {
            journal.replay(batches.checker(1));
            final JournalAppender appender = journal.startAppending();
            Journals.appendDurably(journal, appender, batches, WARM_UP_BATCHES);
            // HotSpot resolves a class's string constants on the thread that asks for the compilation of one of its
            // methods:
            // a stretch may have that in it. What a batch allocates is in every stretch.
            long least = Long.MAX_VALUE;
            for (int stretch = 0; stretch < STRETCHES && least > 0; stretch++) {
                final long before = threads.getCurrentThreadAllocatedBytes();
                for (int i = 0; i < BATCHES_OF_A_STRETCH; i++) {
                    if (!batches.append(appender)) {
                        throw new AssertionError("back-pressure");
                    }
                }
                least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
            }
            assertThat(least).isZero();
        }
    }
}
