package dev.florin.engine;

import java.util.ArrayDeque;
import java.util.Arrays;

/**
 * Finds the answer queue of a session by its index. Sessions open on any thread; the engine thread looks up on every
 * command and takes a session out once its last command has passed, after which its index may be used again.
 */
final class Sessions {
    private static final AnswerQueue[] EMPTY = new AnswerQueue[0];

    private final ArrayDeque<Integer> freeIndexes = new ArrayDeque<>();
    private volatile AnswerQueue[] queues = EMPTY;

    /** Any thread: makes room for a session and returns its index. */
    synchronized int add(final AnswerQueue queue) {
        final Integer free = freeIndexes.poll();
        final int index = free == null ? queues.length : free;
        final AnswerQueue[] next = Arrays.copyOf(queues, Math.max(queues.length, index + 1));
        next[index] = queue;
        queues = next;
        return index;
    }

    /** Engine thread: no command of this session is behind this one. */
    synchronized void remove(final int index) {
        final AnswerQueue[] next = queues.clone();
        next[index] = null;
        queues = next;
        freeIndexes.add(index);
    }

    /** Engine thread: the queue of a session that was not taken out. */
    AnswerQueue queue(final int index) {
        return queues[index];
    }

    /** Sessions that are open; any thread. */
    int count() {
        int count = 0;
        for (final AnswerQueue queue : queues) {
            count += queue == null ? 0 : 1;
        }
        return count;
    }
}
