package dev.florin.engine;

import dev.florin.journal.concurrent.PublishedSequence;
import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.ControlledMessageHandler;
import org.agrona.concurrent.OneToOneConcurrentArrayQueue;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/**
 * One session's way back, from the engine thread to the session's thread. This is the gate: every message carries the
 * sequence that it reflects, and {@link #poll} stops at the first one that is not durable yet.
 *
 * <pre>
 *  message:  | correlationId (8) | gateSequence (8) | frame of the answer |
 * </pre>
 *
 * <p>The queue never stalls the engine thread: what does not fit is dropped and counted, and the reader is told; one that
 * keeps within an {@link AnswerBudget} loses nothing. An answer larger than an eighth of the queue travels as an array in a side queue, with a message that stands for it.
 */
final class AnswerQueue {
    private static final int ANSWER = 1;
    private static final int LARGE_ANSWER = 2;
    static final int PREFIX_LENGTH = 2 * Long.BYTES;
    private static final int MAX_LARGE_ANSWERS = 64;

    private final OneToOneRingBuffer ring;
    private final OneToOneConcurrentArrayQueue<byte[]> large = new OneToOneConcurrentArrayQueue<>(MAX_LARGE_ANSWERS);
    private final PublishedSequence durableSequence;
    private final PublishedSequence dropped = new PublishedSequence();

    // Owned by the reader.
    private final UnsafeBuffer largeView = new UnsafeBuffer(0, 0);
    private final ControlledMessageHandler onMessage = this::onMessage;
    private AnswerHandler handler;
    private long knownDurable;

    AnswerQueue(final int lengthBytes, final PublishedSequence durableSequence) {
        this.durableSequence = durableSequence;
        ring = new OneToOneRingBuffer(new UnsafeBuffer(BufferUtil.allocateDirectAligned(
                lengthBytes + RingBufferDescriptor.TRAILER_LENGTH, BitUtil.CACHE_LINE_LENGTH)));
    }

    /** Engine thread: leaves an answer that may be read once {@code gateSequence} is durable. */
    void write(
            final long correlationId,
            final long gateSequence,
            final DirectBuffer frame,
            final int offset,
            final int lengthBytes) {
        if (PREFIX_LENGTH + lengthBytes > ring.maxMsgLength()) {
            writeLarge(correlationId, gateSequence, frame, offset, lengthBytes);
            return;
        }
        final int index = ring.tryClaim(ANSWER, PREFIX_LENGTH + lengthBytes);
        if (index == RingBuffer.INSUFFICIENT_CAPACITY) {
            drop();
            return;
        }
        final MutableDirectBuffer buffer = ring.buffer();
        buffer.putLong(index, correlationId);
        buffer.putLong(index + Long.BYTES, gateSequence);
        buffer.putBytes(index + PREFIX_LENGTH, frame, offset, lengthBytes);
        ring.commit(index);
    }

    private void writeLarge(
            final long correlationId,
            final long gateSequence,
            final DirectBuffer frame,
            final int offset,
            final int lengthBytes) {
        final int index = large.remainingCapacity() == 0
                ? RingBuffer.INSUFFICIENT_CAPACITY
                : ring.tryClaim(LARGE_ANSWER, PREFIX_LENGTH);
        if (index == RingBuffer.INSUFFICIENT_CAPACITY) {
            drop();
            return;
        }
        final byte[] copy = new byte[lengthBytes];
        frame.getBytes(offset, copy);
        large.add(copy);
        ring.buffer().putLong(index, correlationId);
        ring.buffer().putLong(index + Long.BYTES, gateSequence);
        ring.commit(index);
    }

    private void drop() {
        dropped.publish(dropped.read() + 1);
    }

    /** Reader's thread: hands out what is durable, at most {@code limit} answers. */
    int poll(final AnswerHandler to, final int limit) {
        handler = to;
        knownDurable = durableSequence.read();
        final int taken = ring.controlledRead(onMessage, limit);
        // A read that took nothing may have passed the padding at the buffer's end: the next answer is at its start.
        return taken > 0 || ring.size() == 0 ? taken : ring.controlledRead(onMessage, limit);
    }

    private ControlledMessageHandler.Action onMessage(
            final int typeId, final MutableDirectBuffer buffer, final int index, final int length) {
        if (buffer.getLong(index + Long.BYTES) > knownDurable) {
            return ControlledMessageHandler.Action.ABORT;
        }
        final long correlationId = buffer.getLong(index);
        if (typeId == ANSWER) {
            handler.onAnswer(correlationId, buffer, index + PREFIX_LENGTH, length - PREFIX_LENGTH);
        } else {
            final byte[] answer = large.poll();
            largeView.wrap(answer);
            handler.onAnswer(correlationId, largeView, 0, answer.length);
        }
        return ControlledMessageHandler.Action.CONTINUE;
    }

    /** Answers dropped since the queue was made; any thread. */
    long droppedCount() {
        return dropped.read();
    }
}
