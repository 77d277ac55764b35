package dev.florin.gateway.run;

import dev.florin.gateway.request.DecodedLine;
import dev.florin.gateway.request.Refusal;

/**
 * The lines that were taken and not answered, oldest first, in a ring: bounded in number and in the bytes that their
 * answers may take, so that no answer finds the session's queue full. A line's index is its correlation id. Belongs to
 * one thread.
 */
final class PendingLines {
    /** A power of two. */
    private static final int CAPACITY = 8 * 1024;

    private final PendingLine[] ring = new PendingLine[CAPACITY];
    private final long maxAnswerLengthBytes;
    private long head;
    private long tail;
    private long answerLengthBytes;

    PendingLines(final long maxAnswerLengthBytes) {
        this.maxAnswerLengthBytes = maxAnswerLengthBytes;
        for (int i = 0; i < CAPACITY; i++) {
            ring[i] = new PendingLine();
        }
    }

    /** Whether there is room for a line; one whose answer is large beyond all bounds must be alone. */
    boolean hasRoom(final long forAnswerBytes) {
        return isEmpty() || (tail - head < CAPACITY && answerLengthBytes + forAnswerBytes <= maxAnswerLengthBytes);
    }

    /** Adds a line; returns its index, which is its correlation id. */
    long add(final long lineNumber, final DecodedLine line, final long answerBytes) {
        slot(tail).set(lineNumber, line, line.refusal(), answerBytes);
        answerLengthBytes += answerBytes;
        return tail++;
    }

    /** Says of a line that was added that the engine does not have it. */
    void refuse(final long index, final Refusal refusal) {
        slot(index).refuse(refusal);
    }

    boolean isEmpty() {
        return head == tail;
    }

    /** Index of the oldest line. */
    long head() {
        return head;
    }

    /** The oldest line; there must be one. */
    PendingLine oldest() {
        return slot(head);
    }

    void removeOldest() {
        final PendingLine oldest = slot(head);
        answerLengthBytes -= oldest.answerLengthBytes();
        oldest.clear();
        head++;
    }

    private PendingLine slot(final long index) {
        return ring[(int) (index & (CAPACITY - 1))];
    }
}
