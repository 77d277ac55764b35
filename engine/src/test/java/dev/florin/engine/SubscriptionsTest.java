package dev.florin.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.florin.journal.concurrent.PublishedSequence;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Who hears of which batch. */
class SubscriptionsTest {
    private static final int LENGTH_BYTES = 64 * 1024;

    private final UnsafeBuffer event = new UnsafeBuffer(new byte[16]);
    private final PublishedSequence durable = new PublishedSequence();
    private final Subscriptions subscriptions = new Subscriptions();

    SubscriptionsTest() {
        event.putInt(0, event.capacity(), ByteOrder.LITTLE_ENDIAN); // a frame that is only its header
        durable.publish(Long.MAX_VALUE);
    }

    private AnswerQueue subscribe() {
        final AnswerQueue queue = new AnswerQueue(LENGTH_BYTES, durable);
        subscriptions.add(queue);
        return queue;
    }

    private void tell(final long sequence) {
        subscriptions.onEvent(sequence, event, 0, event.capacity());
        subscriptions.flush();
    }

    private static List<Long> heard(final AnswerQueue queue) {
        final List<Long> sequences = new ArrayList<>();
        queue.poll((sequence, buffer, offset, lengthBytes) -> sequences.add(sequence), Integer.MAX_VALUE);
        return sequences;
    }

    /** Nobody begins in the midst of a command: the second event of 7 is not for who came after its first. */
    @Test
    void shouldLetWhoComesDuringABatchHearFromTheNextOn() {
        assertThat(subscriptions.beginBatch()).isFalse();
        final AnswerQueue early = subscribe();
        assertThat(subscriptions.beginBatch()).isTrue();
        tell(7);
        final AnswerQueue late = subscribe();
        tell(7);
        assertThat(subscriptions.beginBatch()).isTrue();
        tell(8);
        assertThat(heard(early)).containsExactly(7L, 7L, 8L);
        assertThat(heard(late)).containsExactly(8L);
        subscriptions.remove(early);
        subscriptions.remove(late);
        assertThat(subscriptions.beginBatch()).isFalse();
    }
}
