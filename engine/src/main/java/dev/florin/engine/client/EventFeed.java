package dev.florin.engine.client;

import dev.florin.engine.Engine;
import dev.florin.engine.EventHandler;
import dev.florin.engine.EventSubscription;
import dev.florin.protocol.event.Event;
import dev.florin.protocol.event.EventDecoder;
import java.util.function.Consumer;

/**
 * The events of every command from the moment of subscribing, as values: trades, orders, price levels, holds. Polled by one
 * thread. Who does not poll in time misses events, stalls nobody, and is told where to resume.
 */
public final class EventFeed implements AutoCloseable {
    private final EventSubscription subscription;
    private final EventDecoder decoder = new EventDecoder();

    private EventFeed(final EventSubscription subscription) {
        this.subscription = subscription;
    }

    /**
     * Subscribes to an engine in this process.
     *
     * @param engine open.
     * @return a feed of what happens from now on.
     */
    public static EventFeed of(final Engine engine) {
        return new EventFeed(engine.subscribe());
    }

    /**
     * Takes events that are durable as configured.
     *
     * @param listener called for each, on this thread, in the order in which they happened.
     * @param limit most events to take, 1 or more.
     * @return events taken.
     */
    public int poll(final Consumer<? super Event> listener, final int limit) {
        final EventHandler handler =
                (sequence, buffer, offset, lengthBytes) -> listener.accept(decoder.decode(buffer, offset));
        return subscription.poll(handler, limit);
    }

    /**
     * Events lost because this feed was not polled in time.
     *
     * @return a count since subscribing.
     */
    public long missedCount() {
        return subscription.missedCount();
    }

    /**
     * Where to resume, having missed events: everything before this sequence was, or still is, handed out here; what came
     * from it on is in the journal ({@link JournalFeed}).
     *
     * @return the first sequence of which an event was lost; 0 where none was.
     */
    public long firstMissedSequence() {
        return subscription.firstMissedSequence();
    }

    /** Ends the subscription. */
    @Override
    public void close() {
        subscription.close();
    }
}
