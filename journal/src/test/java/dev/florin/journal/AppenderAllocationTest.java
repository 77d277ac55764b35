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

    private static final int BATCHES = 4_000;

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
            Journals.appendDurably(journal, appender, batches, BATCHES);
            final long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < BATCHES; i++) {
                if (!batches.append(appender)) {
                    throw new AssertionError("back-pressure");
                }
            }
            final long allocatedBytes = threads.getCurrentThreadAllocatedBytes() - before;
            // Whatever the JVM does once is far less than one object per batch.
            assertThat(allocatedBytes).isLessThan(BATCHES);
        }
    }
}
