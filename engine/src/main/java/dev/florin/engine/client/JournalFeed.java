package dev.florin.engine.client;

import dev.florin.engine.feed.JournalFollower;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.command.Read;
import dev.florin.protocol.event.Event;
import dev.florin.protocol.event.EventDecoder;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * The events of every command from a sequence on, as values, out of the journal: for read models and downstream systems, in
 * this process or another, that must miss none. At least once, in order. Polled by one thread.
 *
 * <pre>{@code
 * try (JournalFeed feed = JournalFeed.open(directory, store.nextSequence())) {
 *     while (running) {
 *         if (feed.poll(store::add, 100) > 0) {
 *             store.commit(feed.nextSequence());
 *         }
 *     }
 * }
 * }</pre>
 */
public final class JournalFeed implements AutoCloseable {
    private final JournalFollower follower;
    private final EventDecoder decoder = new EventDecoder();

    private JournalFeed(final JournalFollower follower) {
        this.follower = follower;
    }

    /**
     * Opens a feed.
     *
     * @param directory of an engine, running or not, or a copy of it.
     * @param fromSequence of the first command whose events are wanted, 1 or more: the {@link #nextSequence} that was stored,
     *     or where an {@link EventFeed} said that it missed events.
     * @return a feed, to be polled.
     * @throws dev.florin.journal.exceptions.JournalException if there is no journal or its manifest is damaged.
     */
    public static JournalFeed open(final Path directory, final long fromSequence) {
        return new JournalFeed(JournalFollower.open(directory, fromSequence));
    }

    /**
     * Takes the events of what has become durable since, of whole commands.
     *
     * @param listener called for each, on this thread, in the order in which they happened.
     * @param limit of batches of the journal to look at, 1 or more.
     * @return how many were looked at; 0 where there are no more for now.
     * @throws dev.florin.engine.feed.StateDivergedException if the engine's state is not what its journal makes.
     * @throws dev.florin.journal.exceptions.JournalException if the journal is damaged or cannot be read, or ends before the
     *     position that the feed was opened with.
     */
    public int poll(final Consumer<? super Event> listener, final int limit) {
        return follower.poll(
                (sequence, buffer, offset, lengthBytes) -> listener.accept(decoder.decode(buffer, offset)), limit);
    }

    /**
     * The position to store, with what was made of the events: a feed opened with it goes on behind them.
     *
     * @return a sequence.
     */
    public long nextSequence() {
        return follower.nextSequence();
    }

    /**
     * The book of an instrument after the last command that was replayed, whose sequence the answer tells: the events that are
     * still to come go on from it.
     *
     * @param instrument whose.
     * @param depth most levels of a side, 1..10,000.
     * @return levels, best first.
     */
    public Answer.OfBook book(final Instrument instrument, final int depth) {
        return (Answer.OfBook) follower.read(new Read.GetBook(instrument.id(), depth));
    }

    /** Lets go of the journal. */
    @Override
    public void close() {
        follower.close();
    }
}
