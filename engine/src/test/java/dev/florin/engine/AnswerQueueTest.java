package dev.florin.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.florin.journal.concurrent.PublishedSequence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class AnswerQueueTest {
    private static final int LENGTH = 64 * 1024;

    private final PublishedSequence durable = new PublishedSequence();
    private final AnswerQueue queue = new AnswerQueue(LENGTH, durable);
    private final List<Long> taken = new ArrayList<>();

    private void write(final long correlationId, final long gateSequence) {
        queue.write(correlationId, gateSequence, new UnsafeBuffer(new byte[64]), 0, 64);
    }

    private int poll(final int limit) {
        return queue.poll((correlationId, buffer, offset, length) -> taken.add(correlationId), limit);
    }

    @Test
    void shouldHoldBackWhatIsNotDurable() {
        write(1, 10);
        write(2, 11);
        durable.publish(9);
        assertThat(poll(10)).isZero();
        durable.publish(10);
        assertThat(poll(10)).isOne();
        assertThat(taken).containsExactly(1L);
        durable.publish(11);
        poll(10);
        assertThat(taken).containsExactly(1L, 2L);
    }

    @Test
    void shouldKeepTheOrderEvenWhereALaterAnswerNeedsNoGate() {
        write(1, 10);
        write(2, 0);
        assertThat(poll(10)).isZero();
        durable.publish(10);
        poll(10);
        assertThat(taken).containsExactly(1L, 2L);
    }

    @Test
    void shouldTakeNoMoreThanTheLimit() {
        for (int i = 1; i <= 5; i++) {
            write(i, 0);
        }
        assertThat(poll(3)).isEqualTo(3);
        assertThat(poll(3)).isEqualTo(2);
    }

    @Test
    void shouldHandOutTheBytesWritten() {
        final byte[] bytes = new byte[100];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        queue.write(7, 0, new UnsafeBuffer(bytes), 10, 80);
        queue.poll(
                (correlationId, buffer, offset, length) -> {
                    final byte[] read = new byte[length];
                    buffer.getBytes(offset, read);
                    assertThat(read).isEqualTo(Arrays.copyOfRange(bytes, 10, 90));
                    taken.add(correlationId);
                },
                1);
        assertThat(taken).containsExactly(7L);
    }

    @Test
    void shouldCarryAnAnswerLargerThanTheQueue() {
        final byte[] bytes = new byte[3 * LENGTH];
        Arrays.fill(bytes, (byte) 9);
        queue.write(1, 5, new UnsafeBuffer(bytes), 0, bytes.length);
        write(2, 5);
        assertThat(poll(10)).isZero();
        durable.publish(5);
        final List<Integer> lengths = new ArrayList<>();
        queue.poll((correlationId, buffer, offset, length) -> lengths.add(length), 10);
        assertThat(lengths).containsExactly(bytes.length, 64);
    }

    @Test
    void shouldDropAndTellWhatDoesNotFit() {
        int fitting = 0;
        while (queue.droppedCount() == 0) {
            write(++fitting, 0);
        }
        write(fitting + 1, 0);
        assertThat(queue.droppedCount()).isEqualTo(2);
        while (poll(1_000) > 0) {
            assertThat(taken).isNotEmpty();
        }
        assertThat(taken).hasSize(fitting - 1);
        write(99_999, 0);
        assertThat(poll(10)).isOne(); // also across the end of the buffer
        assertThat(taken).hasSize(fitting).endsWith(99_999L);
    }
}
