package dev.florin.engine;

import dev.florin.protocol.answer.Answer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The futures of requests under way, by correlation id, and what is reserved for their answers. Ids count up from 1, so
 * each has a slot of its own as long as no more than the capacity are under way; the offering side checks that under its
 * lock, the reply thread takes out.
 */
final class PendingAnswers {
    private final AtomicReferenceArray<CompletableFuture<Answer>> slots;
    private final int[] reservedBytes;
    private final int mask;

    PendingAnswers(final int capacity) {
        slots = new AtomicReferenceArray<>(capacity);
        reservedBytes = new int[capacity];
        mask = capacity - 1;
    }

    boolean isFree(final long correlationId) {
        return slots.getAcquire(index(correlationId)) == null;
    }

    void put(final long correlationId, final CompletableFuture<Answer> future, final int answerBytes) {
        reservedBytes[index(correlationId)] = answerBytes; // published with the future
        slots.setRelease(index(correlationId), future);
    }

    /** Offering side: the request was not taken. */
    void remove(final long correlationId) {
        slots.setRelease(index(correlationId), null);
    }

    /** Reply thread: what was reserved for an answer that is still to be taken. */
    int reservedBytes(final long correlationId) {
        return slots.getAcquire(index(correlationId)) == null ? 0 : reservedBytes[index(correlationId)];
    }

    CompletableFuture<Answer> take(final long correlationId) {
        return slots.getAndSet(index(correlationId), null);
    }

    private int index(final long correlationId) {
        return (int) correlationId & mask;
    }
}
