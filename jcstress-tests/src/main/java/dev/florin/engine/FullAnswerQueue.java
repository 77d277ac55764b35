package dev.florin.engine;

import dev.florin.jcstress.Pattern;
import dev.florin.journal.concurrent.PublishedSequence;
import org.agrona.BitUtil;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.RecordDescriptor;

/**
 * A queue that all of its budget fills, and of which all that the budget leaves alone is in use: half of a block was taken,
 * whose room is given back but not yet free, and what is left at the buffer's end is too short for another answer. So there
 * is room for a longest answer only once the reader has told the queue what it took.
 */
final class FullAnswerQueue {
    private static final int QUEUE_LENGTH_BYTES = 512;
    /** Two of them are as long as a block here may be. */
    private static final UnsafeBuffer SHORT = Pattern.frame(1, 8);
    /** With its prefix as long as a block here may be. */
    private static final UnsafeBuffer LONGEST = Pattern.frame(2, 40);
    /** Its message ends where a longest one behind the head would have to begin. */
    private static final UnsafeBuffer FIRST = Pattern.frame(3, 24);

    /** What the next two answers to be taken had reserved: the rest of a block, and a longest one. */
    private static final int NEXT_TWO_BYTES = needBytes(SHORT.capacity()) + needBytes(LONGEST.capacity());

    private static final AnswerHandler NOBODY = (correlationId, buffer, offset, lengthBytes) -> {};

    private final AnswerBudget budget = new AnswerBudget(QUEUE_LENGTH_BYTES);
    private final AnswerQueue answers = new AnswerQueue(QUEUE_LENGTH_BYTES, new PublishedSequence());

    FullAnswerQueue() {
        offer(FIRST);
        answers.flush();
        take(FIRST);
        offer(SHORT);
        offer(SHORT);
        answers.flush();
        take(SHORT);
        boolean isRoom = true;
        while (isRoom) {
            isRoom = sendLongest();
        }
        offer(SHORT);
        answers.flush();
    }

    /** Sends a request if there is room for the longest answer, which the engine writes then. */
    boolean sendLongest() {
        final boolean isSent = offer(LONGEST);
        if (isSent) {
            answers.flush();
        }
        return isSent;
    }

    /** The reply thread takes the rest of a block, and the first of the longest answers. */
    void takeTwo() {
        answers.poll(NOBODY, 2);
    }

    /** The reply thread makes the room of these two known. */
    void giveTwoBack() {
        budget.giveBack(NEXT_TWO_BYTES);
    }

    long droppedCount() {
        return answers.droppedCount();
    }

    private boolean offer(final UnsafeBuffer frame) {
        final boolean isReserved = budget.tryReserve(needBytes(frame.capacity()));
        if (isReserved) {
            answers.write(1, 0, frame, 0, frame.capacity());
        }
        return isReserved;
    }

    private void take(final UnsafeBuffer frame) {
        answers.poll(NOBODY, 1);
        budget.giveBack(needBytes(frame.capacity()));
    }

    /** What an answer of that length takes, as {@link AnswerBudget#needOf} reserves it. */
    private static int needBytes(final int frameLengthBytes) {
        return BitUtil.align(
                RecordDescriptor.HEADER_LENGTH + AnswerQueue.PREFIX_LENGTH + frameLengthBytes,
                RecordDescriptor.ALIGNMENT);
    }
}
