package dev.florin.engine;

import com.lmax.disruptor.EventPoller;
import com.lmax.disruptor.InsufficientCapacityException;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.YieldingWaitStrategy;
import com.lmax.disruptor.dsl.ProducerType;
import java.nio.ByteBuffer;
import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

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

    private final RingBuffer<Slot> ring;
    private final EventPoller<Slot> poller;
    private volatile boolean closing;

    CommandRing(final int slots) {
        final SlotFactory factory = new SlotFactory(slots);
        // Nobody waits on the ring's own barrier: the engine thread polls.
        ring = RingBuffer.create(ProducerType.MULTI, factory::next, slots, new YieldingWaitStrategy());
        poller = ring.newPoller();
        ring.addGatingSequences(poller.getSequence());
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
        final Slot slot = ring.get(sequence);
        slot.purpose = Slot.NOTHING;
        try {
            slot.inline.putBytes(0, frame, offset, lengthBytes);
            fill(slot, purpose, sessionId, correlationId, timeNs, lengthBytes);
        } finally {
            ring.publish(sequence);
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
        final Slot slot = ring.get(sequence);
        slot.large = large;
        fill(slot, purpose, sessionId, correlationId, timeNs, lengthBytes);
        ring.publish(sequence);
        return PUBLISHED;
    }

    /** Publishes that a session offers nothing more; any thread. */
    int publishSessionEnd(final int sessionId) {
        final long sequence = claim();
        if (sequence < 0) {
            return (int) sequence;
        }
        fill(ring.get(sequence), Slot.SESSION_CLOSED, sessionId, 0, 0, 0);
        ring.publish(sequence);
        return PUBLISHED;
    }

    private static void fill(
            final Slot slot,
            final int purpose,
            final int sessionId,
            final long correlationId,
            final long timeNs,
            final int lengthBytes) {
        slot.sessionId = sessionId;
        slot.correlationId = correlationId;
        slot.timeNs = timeNs;
        slot.lengthBytes = lengthBytes;
        slot.purpose = purpose;
    }

    private long claim() {
        if (closing) {
            return CLOSING;
        }
        final long sequence;
        try {
            sequence = ring.tryNext();
        } catch (final InsufficientCapacityException full) {
            return closing ? CLOSING : FULL;
        }
        if (closing) {
            ring.get(sequence).purpose = Slot.NOTHING;
            ring.publish(sequence);
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
        return ring.getCursor();
    }

    /** Sequence of the newest slot that the engine thread has taken. */
    long takenSequence() {
        return poller.getSequence().get();
    }

    /** Slots that wait; any thread, a moment's picture. */
    long depth() {
        return Math.max(0, ring.getCursor() - poller.getSequence().get());
    }

    /** Cuts one direct buffer into the slots' inline buffers, so that they lie in ring order. */
    private static final class SlotFactory {
        private final ByteBuffer memory;
        private int next;

        SlotFactory(final int slots) {
            memory = BufferUtil.allocateDirectAligned(slots * Slot.INLINE_LENGTH, BitUtil.CACHE_LINE_LENGTH);
        }

        Slot next() {
            return new Slot(new UnsafeBuffer(memory, next++ * Slot.INLINE_LENGTH, Slot.INLINE_LENGTH));
        }
    }
}
