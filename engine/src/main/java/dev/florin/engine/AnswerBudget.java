package dev.florin.engine;

import dev.florin.protocol.answer.AnswerBounds;
import dev.florin.protocol.command.Request;
import org.agrona.BitUtil;
import org.agrona.concurrent.ringbuffer.RecordDescriptor;

/**
 * Keeps no more requests under way than the answers to all of them have room for in the session's queue, so that none is
 * dropped. What is reserved for an answer is the most that it may take there; it is given back once the queue has room for
 * others in its place.
 *
 * <p>A quarter of the queue is left alone: its messages lie in one piece each, so that up to one message's length is lost
 * at the end of the buffer, and answers that cross in one block keep their room until the last of them is taken. The
 * largest message, an eighth of the queue, is what an answer of any length takes at most: longer ones travel aside, those
 * about orders much sooner, see {@link AnswerBounds}.
 *
 * <p>One thread at a time reserves, and may take back its last reservation; another one gives back.
 */
final class AnswerBudget {
    private final int maxMessageLengthBytes;
    private final long lengthBytes;
    private long reservedBytes;
    private volatile long givenBackBytes;

    /** The budget of a queue of so many bytes. */
    AnswerBudget(final int queueLengthBytes) {
        maxMessageLengthBytes = queueLengthBytes / 8;
        lengthBytes = queueLengthBytes / 4 * 3L;
    }

    /** The most bytes of the queue that a request's answer may take. */
    int needOf(final Request request) {
        final int messageLength =
                Math.min(maxMessageLengthBytes, AnswerQueue.PREFIX_LENGTH + AnswerBounds.maxQueuedLengthBytes(request));
        return BitUtil.align(RecordDescriptor.HEADER_LENGTH + messageLength, RecordDescriptor.ALIGNMENT);
    }

    /** Reserving thread: makes room for an answer; false while there is none. */
    boolean tryReserve(final int bytes) {
        if (reservedBytes - givenBackBytes + bytes > lengthBytes) {
            return false;
        }
        reservedBytes += bytes;
        return true;
    }

    /** Reserving thread: the request was not taken. */
    void cancel(final int bytes) {
        reservedBytes -= bytes;
    }

    /** Reading thread: answers for which so much had been reserved have left the queue. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
    void giveBack(final long bytes) {
        givenBackBytes += bytes;
    }
}
