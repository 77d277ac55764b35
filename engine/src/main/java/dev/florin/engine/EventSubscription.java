package dev.florin.engine;

/**
 * A listener's way to the events of every command from the moment of subscribing. Polled by one thread. Who does not poll
 * in time misses events and stalls nobody; {@link #missedCount} tells, and {@link #firstMissedSequence} where to resume.
 */
public final class EventSubscription implements AutoCloseable {
    private final Subscriptions subscriptions;
    private final AnswerQueue queue;

    EventSubscription(final Subscriptions subscriptions, final AnswerQueue queue) {
        this.subscriptions = subscriptions;
        this.queue = queue;
    }

    /**
     * Takes events that are durable as configured.
     *
     * @param handler called for each, on this thread.
     * @param limit most events to take, 1 or more.
     * @return events taken.
     */
    public int poll(final EventHandler handler, final int limit) {
        return queue.poll(handler::onEvent, limit);
    }

    /**
     * Events lost because this subscription was not polled in time.
     *
     * @return a count since subscribing.
     */
    public long missedCount() {
        return queue.droppedCount();
    }

    /**
     * Where to resume, having missed events: everything before this sequence was, or still is, handed out here; what came
     * from it on is in the journal ({@link dev.florin.engine.feed.JournalFollower}).
     *
     * @return the first sequence of which an event was lost; 0 where none was.
     */
    public long firstMissedSequence() {
        return queue.firstDroppedSequence();
    }

    /** Ends the subscription. */
    @Override
    public void close() {
        subscriptions.remove(queue);
    }
}
