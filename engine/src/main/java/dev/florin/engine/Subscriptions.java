package dev.florin.engine;

import java.util.Arrays;
import org.agrona.DirectBuffer;

/** Those who listen to events. Subscriptions come and go on any thread; the engine thread writes to all there are. */
final class Subscriptions {
    private volatile AnswerQueue[] queues = new AnswerQueue[0];
    /** Engine thread: those who hear of the batch at hand. */
    private AnswerQueue[] listening = queues;

    synchronized void add(final AnswerQueue queue) {
        final AnswerQueue[] next = Arrays.copyOf(queues, queues.length + 1);
        next[queues.length] = queue;
        queues = next;
    }

    synchronized void remove(final AnswerQueue queue) {
        queues = Arrays.stream(queues).filter(other -> other != queue).toArray(AnswerQueue[]::new);
    }

    /**
     * Engine thread: a batch is about to be applied. Who subscribes later hears from the next one on, so that nobody begins
     * in the midst of a command; and that next one has everything that was offered after subscribing.
     *
     * @return whether anybody listens.
     */
    boolean beginBatch() {
        listening = queues;
        return listening.length > 0;
    }

    /** Engine thread: an event that a command caused. */
    void onEvent(final long sequence, final DirectBuffer buffer, final int offset, final int lengthBytes) {
        for (final AnswerQueue queue : listening) {
            queue.write(sequence, sequence, buffer, offset, lengthBytes);
        }
    }

    /** Engine thread: lets the listeners see all events so far. */
    void flush() {
        for (final AnswerQueue queue : listening) {
            queue.flush();
        }
    }
}
