package dev.florin.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.florin.journal.concurrent.PublishedSequence;
import dev.florin.protocol.codec.MessageHeaderEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class AnswerQueueTest {
    private static final int LENGTH = 64 * 1024;

    private final PublishedSequence durable = new PublishedSequence();
    private final AnswerQueue queue = new AnswerQueue(LENGTH, durable);
    private final List<Long> taken = new ArrayList<>();

    private void write(final long correlationId, final long gateSequence) {
        gather(correlationId, gateSequence, 64);
        queue.flush();
    }

    private void gather(final long correlationId, final long gateSequence, final int lengthBytes) {
        queue.write(correlationId, gateSequence, frame(lengthBytes), 0, lengthBytes);
    }

    private static UnsafeBuffer frame(final int lengthBytes) {
        final byte[] bytes = new byte[lengthBytes];
        for (int i = 0; i < lengthBytes; i++) {
            bytes[i] = (byte) i;
        }
        final UnsafeBuffer frame = new UnsafeBuffer(bytes);
        new MessageHeaderEncoder().wrap(frame, 0).frameLength(lengthBytes);
        return frame;
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
        final UnsafeBuffer frame = frame(80);
        final UnsafeBuffer shifted = new UnsafeBuffer(new byte[100]);
        shifted.putBytes(10, frame, 0, 80);
        queue.write(7, 0, shifted, 10, 80);
        queue.flush();
        queue.poll(
                (correlationId, buffer, offset, length) -> {
                    final byte[] read = new byte[length];
                    buffer.getBytes(offset, read);
                    assertThat(read).isEqualTo(frame.byteArray());
                    taken.add(correlationId);
                },
                1);
        assertThat(taken).containsExactly(7L);
    }

    @Test
    void shouldShowWhatWasGatheredOnlyOnceItIsFlushed() {
        gather(1, 0, 64);
        assertThat(queue.isFlushed()).isFalse();
        assertThat(poll(10)).isZero();
        queue.flush();
        assertThat(queue.isFlushed()).isTrue();
        assertThat(poll(10)).isOne();
    }

    @Test
    void shouldStopWithinABlockAtTheGateAndAtTheLimit() {
        for (int i = 1; i <= 20; i++) {
            gather(i, i, 64);
        }
        queue.flush();
        durable.publish(7);
        assertThat(poll(5)).isEqualTo(5);
        assertThat(poll(5)).isEqualTo(2);
        assertThat(poll(5)).isZero();
        assertThat(queue.isEmpty()).isFalse();
        durable.publish(20);
        assertThat(poll(100)).isEqualTo(13);
        assertThat(taken)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 20).boxed().toList());
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void shouldGoOnBehindTheAnswerAtWhichAHandlerFailed() {
        for (int i = 1; i <= 3; i++) {
            gather(i, 0, 64);
        }
        queue.flush();
        assertThatIllegalStateException()
                .isThrownBy(() -> queue.poll(
                        (correlationId, buffer, offset, length) -> {
                            throw new IllegalStateException("a handler that fails");
                        },
                        10));
        poll(10);
        assertThat(taken).containsExactly(2L, 3L);
    }

    @Test
    void shouldKeepTheOrderOfAnswersOfEverySize() {
        final long seed = System.nanoTime();
        final SplittableRandom random = new SplittableRandom(seed);
        final List<Integer> lengths = new ArrayList<>();
        final List<Integer> expected = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            final int lengthBytes = 8 * (2 + random.nextInt(random.nextInt(20) == 0 ? 2_000 : 40));
            gather(i, 0, lengthBytes);
            expected.add(lengthBytes);
            if (random.nextInt(10) == 0) {
                queue.flush();
                final int limit = 1 + random.nextInt(30);
                while (queue.poll((correlationId, buffer, offset, length) -> lengths.add(length), limit) > 0) {
                    assertThat(lengths).as("seed %d", seed).hasSizeLessThanOrEqualTo(i + 1);
                }
            }
        }
        queue.flush();
        // A poll stops at the end of the queue's buffer; what lies at its start is for the next.
        while (queue.poll((correlationId, buffer, offset, length) -> lengths.add(length), 1_000) > 0) {
            assertThat(queue.droppedCount()).as("seed %d", seed).isZero();
        }
        assertThat(lengths).as("seed %d", seed).isEqualTo(expected);
    }

    @Test
    void shouldCarryAnAnswerLargerThanTheQueue() {
        gather(1, 5, 3 * LENGTH);
        write(2, 5);
        assertThat(poll(10)).isZero();
        durable.publish(5);
        final List<Integer> lengths = new ArrayList<>();
        queue.poll((correlationId, buffer, offset, length) -> lengths.add(length), 10);
        assertThat(lengths).containsExactly(3 * LENGTH, 64);
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
