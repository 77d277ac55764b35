package dev.florin.engine;

import dev.florin.journal.concurrent.PublishedSequence;
import dev.florin.protocol.Frames;
import dev.florin.protocol.answer.AnswerBounds;
import dev.florin.protocol.codec.OrderAnswerDecoder;
import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.LangUtil;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.ControlledMessageHandler;
import org.agrona.concurrent.OneToOneConcurrentArrayQueue;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/**
 * One session's way back, from the engine thread to the session's thread. This is the gate: every answer carries the
 * sequence that it reflects, and {@link #poll} stops at the first one that is not durable yet.
 *
 * <p>Answers are gathered and cross to the other thread in blocks: the caches of two cores exchange whole lines, each at
 * the price of dozens of instructions, and a block is copied with so few wide writes that many of its lines are on their
 * way at once.
 *
 * <pre>
 *  block:  | correlationId (8) | gateSequence (8) | frame of the answer | correlationId (8) | ...
 * </pre>
 *
 * <p>The queue never stalls the engine thread: what does not fit is dropped and counted, and the reader is told; one that
 * keeps within an {@link AnswerBudget} loses nothing. An answer larger than an eighth of the queue, or about an order and
 * larger than {@link AnswerBounds#MAX_QUEUED_ORDER_LENGTH}, travels as an array in a side queue, with a message that stands
 * for it.
 */
final class AnswerQueue {
    private static final int ANSWERS = 1;
    private static final int LARGE_ANSWER = 2;
    static final int PREFIX_LENGTH = 2 * Long.BYTES;
    private static final int MIN_LARGE_ANSWERS = 64;
    /** A sixteenth of the smallest queue: a block of which a part was taken still lies in the ring, whole. */
    private static final int MAX_BLOCK_LENGTH = 4 * 1024;

    private final OneToOneRingBuffer ring;
    private final OneToOneConcurrentArrayQueue<byte[]> large;
    private final PublishedSequence durableSequence;
    private final PublishedSequence dropped = new PublishedSequence();
    private final PublishedSequence firstDropped = new PublishedSequence();

    // Owned by the engine thread.
    private final UnsafeBuffer block;
    private int blockLengthBytes;

    // Owned by the reader.
    private final UnsafeBuffer largeView = new UnsafeBuffer(0, 0);
    private final ControlledMessageHandler onMessage = this::onMessage;
    private AnswerHandler handler;
    private int left;
    private int blockPosition;
    private long knownDurable;
    private Throwable thrown;

    AnswerQueue(final int lengthBytes, final PublishedSequence durableSequence) {
        this.durableSequence = durableSequence;
        // As many as may be under way within the budget, each of which reserved that much.
        large = new OneToOneConcurrentArrayQueue<>(
                Math.max(MIN_LARGE_ANSWERS, lengthBytes / AnswerBounds.MAX_QUEUED_ORDER_LENGTH));
        ring = new OneToOneRingBuffer(new UnsafeBuffer(BufferUtil.allocateDirectAligned(
                lengthBytes + RingBufferDescriptor.TRAILER_LENGTH, BitUtil.CACHE_LINE_LENGTH)));
        block = new UnsafeBuffer(BufferUtil.allocateDirectAligned(
                Math.min(MAX_BLOCK_LENGTH, ring.maxMsgLength()), BitUtil.CACHE_LINE_LENGTH));
    }

    /**
     * Engine thread: gathers an answer that may be read once {@code gateSequence} is durable. It may be seen by the reader
     * from now on, and must be after {@link #flush()}.
     */
    void write(
            final long correlationId,
            final long gateSequence,
            final DirectBuffer frame,
            final int offset,
            final int lengthBytes) {
        final int neededBytes = PREFIX_LENGTH + lengthBytes;
        if (blockLengthBytes + neededBytes > block.capacity()) {
            flush();
        }
        if (neededBytes <= block.capacity()) {
            put(block, blockLengthBytes, correlationId, gateSequence, frame, offset, lengthBytes);
            blockLengthBytes += neededBytes;
        } else if (neededBytes <= ring.maxMsgLength() && !isLongOrder(frame, offset, lengthBytes)) {
            writeAlone(correlationId, gateSequence, frame, offset, lengthBytes);
        } else {
            writeLarge(correlationId, gateSequence, frame, offset, lengthBytes);
        }
    }

    private static boolean isLongOrder(final DirectBuffer frame, final int offset, final int lengthBytes) {
        return lengthBytes > AnswerBounds.MAX_QUEUED_ORDER_LENGTH
                && Frames.templateId(frame, offset) == OrderAnswerDecoder.TEMPLATE_ID;
    }

    /** Engine thread: nothing is gathered. */
    boolean isFlushed() {
        return blockLengthBytes == 0;
    }

    /** Engine thread: lets the reader see what was gathered. */
    void flush() {
        if (blockLengthBytes == 0) {
            return;
        }
        final int index = ring.tryClaim(ANSWERS, blockLengthBytes);
        if (index == RingBuffer.INSUFFICIENT_CAPACITY) {
            flushSingly();
        } else {
            ring.buffer().putBytes(index, block, 0, blockLengthBytes);
            ring.commit(index);
        }
        blockLengthBytes = 0;
    }

    private void flushSingly() {
        int position = 0;
        while (position < blockLengthBytes) {
            final int lengthBytes = Frames.frameLength(block, position + PREFIX_LENGTH);
            writeAlone(
                    block.getLong(position),
                    block.getLong(position + Long.BYTES),
                    block,
                    position + PREFIX_LENGTH,
                    lengthBytes);
            position += PREFIX_LENGTH + lengthBytes;
        }
    }

    private void writeAlone(
            final long correlationId,
            final long gateSequence,
            final DirectBuffer frame,
            final int offset,
            final int lengthBytes) {
        final int index = ring.tryClaim(ANSWERS, PREFIX_LENGTH + lengthBytes);
        if (index == RingBuffer.INSUFFICIENT_CAPACITY) {
            drop(gateSequence);
        } else {
            put(ring.buffer(), index, correlationId, gateSequence, frame, offset, lengthBytes);
            ring.commit(index);
        }
    }

    private static void put(
            final MutableDirectBuffer buffer,
            final int index,
            final long correlationId,
            final long gateSequence,
            final DirectBuffer frame,
            final int offset,
            final int lengthBytes) {
        buffer.putLong(index, correlationId);
        buffer.putLong(index + Long.BYTES, gateSequence);
        buffer.putBytes(index + PREFIX_LENGTH, frame, offset, lengthBytes);
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
            drop(gateSequence);
            return;
        }
        final byte[] copy = new byte[lengthBytes];
        frame.getBytes(offset, copy);
        large.add(copy);
        ring.buffer().putLong(index, correlationId);
        ring.buffer().putLong(index + Long.BYTES, gateSequence);
        ring.commit(index);
    }

    private void drop(final long gateSequence) {
        if (dropped.read() == 0) {
            firstDropped.publish(gateSequence);
        }
        dropped.publish(dropped.read() + 1);
    }

    /** Reader's thread: hands out what is durable, at most {@code limit} answers; what the handler throws is thrown. */
    int poll(final AnswerHandler to, final int limit) {
        handler = to;
        left = limit;
        knownDurable = durableSequence.read();
        ring.controlledRead(onMessage, limit);
        if (left == limit && ring.size() > 0) {
            // A read that took nothing may have passed the padding at the buffer's end: the next answer is at its
            // start.
            ring.controlledRead(onMessage, limit);
        }
        handler = null;
        if (thrown != null) {
            final Throwable failure = thrown;
            thrown = null;
            LangUtil.rethrowUnchecked(failure);
        }
        return limit - left;
    }

    private ControlledMessageHandler.Action onMessage(
            final int typeId, final MutableDirectBuffer buffer, final int index, final int length) {
        return typeId == ANSWERS ? onBlock(buffer, index, length) : onLarge(buffer, index);
    }

    /** A block is left in the ring until its last answer is taken; {@link #blockPosition} says where to go on. */
    private ControlledMessageHandler.Action onBlock(
            final MutableDirectBuffer buffer, final int index, final int length) {
        while (blockPosition < length) {
            final int position = index + blockPosition;
            if (left == 0 || thrown != null || buffer.getLong(position + Long.BYTES) > knownDurable) {
                return ControlledMessageHandler.Action.ABORT;
            }
            final int frame = position + PREFIX_LENGTH;
            final int lengthBytes = Frames.frameLength(buffer, frame);
            blockPosition += PREFIX_LENGTH + lengthBytes;
            handOut(buffer.getLong(position), buffer, frame, lengthBytes);
        }
        blockPosition = 0;
        return afterMessage();
    }

    private ControlledMessageHandler.Action onLarge(final MutableDirectBuffer buffer, final int index) {
        if (buffer.getLong(index + Long.BYTES) > knownDurable) {
            return ControlledMessageHandler.Action.ABORT;
        }
        final byte[] answer = large.poll();
        largeView.wrap(answer);
        handOut(buffer.getLong(index), largeView, 0, answer.length);
        return afterMessage();
    }

    private void handOut(final long correlationId, final DirectBuffer buffer, final int offset, final int lengthBytes) {
        left--;
        try {
            handler.onAnswer(correlationId, buffer, offset, lengthBytes);
        } catch (final RuntimeException | Error failure) {
            // Kept until the ring has been told what was taken: the answers behind this one are still to come.
            thrown = failure;
        }
    }

    private ControlledMessageHandler.Action afterMessage() {
        return left == 0 || thrown != null
                ? ControlledMessageHandler.Action.BREAK
                : ControlledMessageHandler.Action.CONTINUE;
    }

    /** Reader's thread: nothing is left, durable or not. */
    boolean isEmpty() {
        return ring.size() == 0;
    }

    /** Answers dropped since the queue was made; any thread. */
    long droppedCount() {
        return dropped.read();
    }

    /** The sequence that the first answer dropped reflects, 0 where none was; any thread. */
    long firstDroppedSequence() {
        return dropped.read() == 0 ? 0 : firstDropped.read();
    }
}
