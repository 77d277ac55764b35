package dev.florin.journal.commitlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class StagingBufferTest {

    private static final int CAPACITY_BYTES = 64 << 10;
    private static final int MAX_BATCH_LENGTH_BYTES = 16 << 10;

    private final StagingBuffer staging = new StagingBuffer(CAPACITY_BYTES, MAX_BATCH_LENGTH_BYTES);

    @Test
    void shouldRefuseACapacityThatIsNoPowerOfTwoOrTooSmall() {
        assertThatThrownBy(() -> new StagingBuffer(65_000, 1_000)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new StagingBuffer(65_536, 40_000)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldStartAgainWhereABatchWasNotStaged() {
        assertThat(staging.begin()).isTrue();
        final int offset = staging.batchOffset();
        assertThat(staging.begin()).isTrue();
        assertThat(staging.batchOffset()).isEqualTo(offset);
    }

    @Test
    void shouldNeverSplitABatchAtTheEndOfTheCircle() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(staging.begin()).isTrue();
            assertThat(staging.batchOffset() + MAX_BATCH_LENGTH_BYTES).isLessThanOrEqualTo(CAPACITY_BYTES);
            staging.stage(64 + 37 * (i % 400));
            staging.free(staging.stagedPosition());
        }
    }

    @Test
    void shouldRefuseToOverwriteWhatWasNotFreed() {
        int batches = 0;
        while (staging.begin()) {
            staging.stage(MAX_BATCH_LENGTH_BYTES);
            batches++;
        }
        assertThat(batches).isBetween(2, 4);
        // Freeing the first gives room again, once the circle comes round to it.
        staging.free(staging.startOfNext(0) + MAX_BATCH_LENGTH_BYTES);
        assertThat(staging.begin()).isTrue();
    }

    @Test
    void shouldFillTheGapBehindABatchWithZeros() {
        assertThat(staging.begin()).isTrue();
        staging.buffer().setMemory(0, 4_096, (byte) 1);
        final int end = staging.batchOffset() + 100;
        staging.stage(100);
        assertThat(staging.begin()).isTrue();
        for (int i = end; i < staging.batchOffset(); i++) {
            assertThat(staging.buffer().getByte(i)).isZero();
        }
    }
}
