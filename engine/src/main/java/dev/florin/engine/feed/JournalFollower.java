package dev.florin.engine.feed;

import dev.florin.engine.EventHandler;
import dev.florin.engine.StateProperties;
import dev.florin.engine.snapshot.SnapshotRestore;
import dev.florin.journal.Journal;
import dev.florin.journal.JournalTail;
import dev.florin.journal.RecoveryReport;
import dev.florin.journal.exceptions.JournalException;
import dev.florin.journal.manifest.ManifestStore;
import dev.florin.protocol.Frames;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.answer.AnswerDecoder;
import dev.florin.protocol.command.Read;
import dev.florin.protocol.command.RequestEncoder;
import dev.florin.protocol.event.EventDecoder;
import dev.florin.statemachine.Egress;
import dev.florin.statemachine.StateMachine;
import dev.florin.statemachine.StateMachineConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;

/**
 * Follows the journal of an engine, from another thread or another process: replays what is durable into a state of its own,
 * hands out the events that come of it, and compares the state before every batch with the hash that the engine had. Reads
 * only, takes no lock, and slows nobody. Goes on through restarts of the engine.
 *
 * <p>Events come in order and whole commands at a time, at least once: whoever stores {@link #nextSequence} after taking what
 * a poll handed out, and opens a follower with it later, misses none. The replay begins with the newest snapshot before the
 * sequence wanted, or where there is none with the beginning of the journal; events before that sequence are not made.
 *
 * <p>Used by one thread.
 */
public final class JournalFollower implements AutoCloseable {
    private final Path directory;
    private final JournalTail tail;
    private final EngineFigures engine;
    private final StateMachine state;
    private final long fromSequence;
    private final ExpandableArrayBuffer request = new ExpandableArrayBuffer();
    private final RequestEncoder encoder = new RequestEncoder();
    private final AnswerDecoder decoder = new AnswerDecoder();
    private final Egress events = new EventsOnly();
    private final Consumer<JournalFollower> beginning;
    private boolean isBegun;
    private boolean isEndLookedAt;
    private EventHandler handler;
    private Answer answer;
    private long batchFirstSequence;
    private long comparedSequence;
    private long comparedHashCount;

    private JournalFollower(final Path directory, final long fromSequence, final Consumer<JournalFollower> beginning) {
        this.directory = directory;
        this.fromSequence = fromSequence;
        this.beginning = beginning;
        state = stateBefore(directory, fromSequence);
        comparedSequence = state.lastSequence();
        batchFirstSequence = Math.max(1, state.lastSequence());
        engine = new EngineFigures(directory);
        tail = Journal.follow(directory, state.lastSequence() + 1, engine::durableSequence);
    }

    private static StateMachine stateBefore(final Path directory, final long fromSequence) {
        try {
            final StateMachineConfig config =
                    StateProperties.of(directory, ManifestStore.read(directory).properties());
            return SnapshotRestore.newest(directory, config, fromSequence - 1).stateMachine();
        } catch (final IOException e) {
            throw new JournalException("cannot read the manifest in " + directory + ": " + e.getMessage(), e);
        }
    }

    /**
     * Opens a follower. Loads a snapshot, if there is one that helps, but replays nothing before the first poll.
     *
     * @param directory of an engine, running or not, or a copy of it.
     * @param fromSequence of the first command whose events are wanted, 1 or more.
     * @return a follower of the state before that sequence, or of an earlier one.
     * @throws dev.florin.journal.exceptions.JournalException if there is no journal or its manifest is damaged.
     * @throws IllegalArgumentException if the sequence is below 1.
     * @throws IllegalStateException if no engine made the directory.
     */
    public static JournalFollower open(final Path directory, final long fromSequence) {
        return open(directory, fromSequence, follower -> {});
    }

    /**
     * Opens a follower that tells when its events begin, so that a consumer can join in the middle: books and accounts that
     * it reads then are those that the events go on from.
     *
     * @param directory of an engine, running or not, or a copy of it.
     * @param fromSequence of the first command whose events are wanted, 1 or more.
     * @param beginning called once, in a poll, when the state is that right before the first command wanted.
     * @return a follower of the state before that sequence, or of an earlier one.
     * @throws dev.florin.journal.exceptions.JournalException if there is no journal or its manifest is damaged.
     * @throws IllegalArgumentException if the sequence is below 1.
     * @throws IllegalStateException if no engine made the directory.
     */
    public static JournalFollower open(
            final Path directory, final long fromSequence, final Consumer<JournalFollower> beginning) {
        if (fromSequence < 1) {
            throw new IllegalArgumentException("sequences begin with 1, asked for " + fromSequence);
        }
        return new JournalFollower(directory, fromSequence, beginning);
    }

    /**
     * Replays what has become durable since.
     *
     * @param eventHandler takes the events, from the sequence on that was asked for. What it throws is thrown, and leaves this
     *     follower, in the middle of a batch, of no more use.
     * @param limit of batches to replay now, 1 or more.
     * @return how many were replayed; 0 where there are no more for now.
     * @throws StateDivergedException if the engine's state is not what its journal makes; this follower is then of no more use.
     * @throws dev.florin.journal.exceptions.JournalException if the journal is damaged or cannot be read, or ends before the
     *     sequence in front of the one that was asked for.
     */
    public int poll(final EventHandler eventHandler, final int limit) {
        handler = eventHandler;
        final int count = tail.poll(this::onBatch, limit);
        if (count == 0) {
            requireReached();
            compareWithMemory();
        }
        return count;
    }

    /** Whoever stored a position beyond the end has events of commands that are gone, and would miss those in their place. */
    private void requireReached() {
        if (isEndLookedAt || nextSequence() == lastSequence() + 1) {
            return;
        }
        isEndLookedAt = true;
        final long end = tail.checkEnd().lastSequence();
        if (fromSequence > end + 1) {
            throw new JournalException("sequence " + fromSequence + " is beyond the journal in " + directory
                    + ", which ends with sequence " + end
                    + ": if it was stored as a position, what came between was lost"
                    + " and given up since. Go back to sequence " + (end + 1));
        }
    }

    private void onBatch(
            final long firstSequence,
            final long firstTimestampNs,
            final DirectBuffer buffer,
            final int offset,
            final int lengthBytes,
            final int count) {
        if (tail.stateHash() != state.stateHash()) {
            throw diverged(tail.stateHash());
        }
        comparedSequence = state.lastSequence();
        comparedHashCount++;
        batchFirstSequence = firstSequence;
        final int before = (int) Math.min(count, Math.max(0, fromSequence - firstSequence));
        int position = offset;
        for (int i = 0; i < before; i++) {
            position += Frames.frameLength(buffer, position);
        }
        if (before > 0) {
            // Whoever has no events to hand out is not slowed by making them.
            state.egress(Egress.NONE);
            state.onBatch(firstSequence, firstTimestampNs, buffer, offset, position - offset, before);
        }
        if (before < count) {
            begin();
            state.onBatch(
                    firstSequence + before,
                    firstTimestampNs + before,
                    buffer,
                    position,
                    offset + lengthBytes - position,
                    count - before);
        }
    }

    private void begin() {
        if (!isBegun) {
            isBegun = true;
            beginning.accept(this);
        }
        state.egress(events);
    }

    /** Nothing has come since: then the engine's own memory, if it tells its hash, is compared with the last batch applied. */
    private void compareWithMemory() {
        if (comparedSequence == state.lastSequence()) {
            return;
        }
        final OptionalLong inMemory = engine.stateHash(state.lastSequence());
        if (inMemory.isPresent()) {
            if (inMemory.getAsLong() != state.stateHash()) {
                throw diverged(inMemory.getAsLong());
            }
            comparedSequence = state.lastSequence();
            comparedHashCount++;
        }
    }

    private StateDivergedException diverged(final long engineHash) {
        return new StateDivergedException(batchFirstSequence, state.lastSequence(), state.stateHash(), engineHash);
    }

    /**
     * Reads the state as it is after {@link #lastSequence}: accounts, sums, books, orders. A book so read is what the events
     * from {@link #nextSequence} on go on from.
     *
     * @param read what is wanted.
     * @return the answer, with the sequence that it reflects.
     */
    public Answer read(final Read read) {
        final int lengthBytes = encoder.encode(read, request, 0);
        state.egress(new Egress() {
            @Override
            public void onAnswer(final DirectBuffer buffer, final int offset, final int length) {
                answer = decoder.decode(buffer, offset);
            }

            @Override
            public boolean takesEvents() {
                return false;
            }

            @Override
            public void onEvent(final DirectBuffer buffer, final int offset, final int length) {
                throw new IllegalStateException("a read changes nothing");
            }
        });
        state.onRead(request, 0, lengthBytes);
        return answer;
    }

    /**
     * The sequence to open a follower with that goes on from here.
     *
     * @return one above {@link #lastSequence}, or the sequence asked for where that is not reached yet.
     */
    public long nextSequence() {
        return Math.max(fromSequence, lastSequence() + 1);
    }

    /**
     * The last sequence that was replayed.
     *
     * @return 0 before the first.
     */
    public long lastSequence() {
        return state.lastSequence();
    }

    /**
     * When the last sequence was stamped.
     *
     * @return ns since the epoch, 0 before the first.
     */
    public long lastTimestampNs() {
        return state.lastTimestampNs();
    }

    /**
     * The hash of the state here.
     *
     * @return after {@link #lastSequence}.
     */
    public long stateHash() {
        return state.stateHash();
    }

    /**
     * Up to where the state here was equal to the engine's.
     *
     * @return a sequence: the last one, or that before the last batch while nothing comes behind that.
     */
    public long comparedSequence() {
        return comparedSequence;
    }

    /**
     * How often the state here was compared with the engine's, and equal.
     *
     * @return a count, one for each batch.
     */
    public long comparedHashCount() {
        return comparedHashCount;
    }

    /**
     * How many durable sequences are still to be replayed.
     *
     * @return 0 or more; 0 also where no engine tells how far it is.
     */
    public long lagCount() {
        final long durable = engine.durableSequence();
        return durable == Long.MAX_VALUE ? 0 : Math.max(0, durable - lastSequence());
    }

    /**
     * Reads the end of the journal behind what was replayed as the next start of an engine would.
     *
     * @return what that start would find: whole batches that are not known to be durable count there.
     * @throws dev.florin.journal.exceptions.JournalDamagedException if something durable is missing.
     */
    public RecoveryReport checkEnd() {
        return tail.checkEnd();
    }

    @Override
    public void close() {
        tail.close();
        engine.close();
    }

    private final class EventsOnly implements Egress {
        @Override
        public void onAnswer(final DirectBuffer buffer, final int offset, final int lengthBytes) {
            // Its client has it already.
        }

        @Override
        public boolean takesEvents() {
            return true;
        }

        @Override
        public void onEvent(final DirectBuffer buffer, final int offset, final int lengthBytes) {
            handler.onEvent(EventDecoder.sequence(buffer, offset), buffer, offset, lengthBytes);
        }
    }
}
