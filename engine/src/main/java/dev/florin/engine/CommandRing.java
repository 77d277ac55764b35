package dev.florin.engine;

import com.lmax.disruptor.EventPoller;
import com.lmax.disruptor.InsufficientCapacityException;
import com.lmax.disruptor.MultiProducerSequencer;
import com.lmax.disruptor.YieldingWaitStrategy;
import org.agrona.DirectBuffer;

/**
 * The ring between the sessions and the engine thread. Any session's thread may publish; the engine thread alone polls.
 *
 * <p>Closing without losing: a publisher claims its slot before it looks at {@code closing}, and the claim is a full
 * fence. So once {@code closing} is set, whatever lies beyond the cursor read after that has seen it and is {@link
 * Slot#NOTHING}; the engine thread drains up to that cursor and may stop.
 */
final class CommandRing {
    /** The ring is full. */
    static final int FULL = -1;
    /** The engine closes. */
    static final int CLOSING = -2;
    /** Published. */
    static final int PUBLISHED = 0;

    private final MultiProducerSequencer sequencer;
    private final Slots slots;
    private final EventPoller<Slot> poller;
    private volatile boolean closing;

    CommandRing(final int slotCount) {
        slots = new Slots(slotCount);
        // Nobody waits on the ring's own barrier: the engine thread polls.
        sequencer = new MultiProducerSequencer(slotCount, new YieldingWaitStrategy());
        final Slot slot = new Slot(slots);
        poller = sequencer.newPoller(slot::at);
        sequencer.addGatingSequences(poller.getSequence());
    }

    /** Publishes an inline frame; any thread. */
    int publish(
            final int purpose,
            final int sessionId,
            final long correlationId,
            final long timeNs,
            final DirectBuffer frame,
            final int offset,
            final int lengthBytes) {
        final long sequence = claim();
        if (sequence < 0) {
            return (int) sequence;
        }
        slots.putNothing(sequence);
        try {
            slots.putInline(sequence, frame, offset, lengthBytes);
            slots.put(sequence, purpose, sessionId, correlationId, timeNs, lengthBytes);
        } finally {
            sequencer.publish(sequence);
        }
        return PUBLISHED;
    }

    /** Publishes a frame that lies in a session's buffer; any thread. */
    int publishLarge(
            final int purpose,
            final int sessionId,
            final long correlationId,
            final long timeNs,
            final LargeFrame large,
            final int lengthBytes) {
        final long sequence = claim();
        if (sequence < 0) {
            return (int) sequence;
        }
        slots.putLarge(sequence, large);
        slots.put(sequence, purpose, sessionId, correlationId, timeNs, lengthBytes);
        sequencer.publish(sequence);
        return PUBLISHED;
    }

    /** Publishes that a session offers nothing more; any thread. */
    int publishSessionEnd(final int sessionId) {
        final long sequence = claim();
        if (sequence < 0) {
            return (int) sequence;
        }
        slots.put(sequence, Slot.SESSION_CLOSED, sessionId, 0, 0, 0);
        sequencer.publish(sequence);
        return PUBLISHED;
    }

    private long claim() {
        if (closing) {
            return CLOSING;
        }
        final long sequence;
        try {
            sequence = sequencer.tryNext();
        } catch (final InsufficientCapacityException full) {
            return closing ? CLOSING : FULL;
        }
        if (closing) {
            slots.putNothing(sequence);
            sequencer.publish(sequence);
            return CLOSING;
        }
        return sequence;
    }

    /** Engine thread. Returns false if nothing was there. */
    boolean poll(final EventPoller.Handler<Slot> handler) {
        try {
            return poller.poll(handler) == EventPoller.PollState.PROCESSING;
        } catch (final RuntimeException failure) {
            throw failure;
        } catch (final Exception impossible) {
            throw new IllegalStateException("the handler throws no checked exception", impossible);
        }
    }

    /** From now on claims are refused; any thread. */
    void close() {
        closing = true;
    }

    boolean isClosing() {
        return closing;
    }

    /** Sequence of the newest claimed slot; the engine thread, while closing. */
    long cursor() {
        return sequencer.getCursor();
    }

    /** Sequence of the newest slot that the engine thread has taken. */
    long takenSequence() {
        return poller.getSequence().get();
    }

    /** Slots that wait; any thread, a moment's picture. */
    long depth() {
        return Math.max(0, sequencer.getCursor() - poller.getSequence().get());
    }
}
