package dev.florin.engine;

import java.util.ArrayDeque;
import java.util.Arrays;

/**
 * Finds the answer queue of a session by its id. Sessions open on any thread; the engine thread looks up on every command,
 * and takes a session out when its end has come through the ring. Its place is then used again, under another id, so that
 * a command offered behind the end (by a thread that did not know of it) reaches nobody else.
 */
final class Sessions {
    private static final int PLACE_BITS = 16;
    private static final int MAX_SESSIONS = 1 << PLACE_BITS;
    private static final int PLACE_MASK = MAX_SESSIONS - 1;
    private static final int GENERATION_MASK = 0x7FFF;

    private final ArrayDeque<Integer> freeIds = new ArrayDeque<>();
    private volatile Entry[] entries = new Entry[0];

    private record Entry(int id, AnswerQueue queue) {}

    /** Any thread: makes room for a session and returns its id, 0 or more. */
    synchronized int add(final AnswerQueue queue) {
        final Integer freed = freeIds.poll();
        final int id = freed == null ? entries.length : nextGeneration(freed);
        final int place = id & PLACE_MASK;
        if (freed == null && id == MAX_SESSIONS) {
            throw new IllegalStateException(MAX_SESSIONS + " sessions are open; close some");
        }
        final Entry[] next = Arrays.copyOf(entries, Math.max(entries.length, place + 1));
        next[place] = new Entry(id, queue);
        entries = next;
        return id;
    }

    private static int nextGeneration(final int id) {
        final int generation = ((id >>> PLACE_BITS) + 1) & GENERATION_MASK;
        return (generation << PLACE_BITS) | (id & PLACE_MASK);
    }

    /** Engine thread: the session's end has come through the ring. */
    synchronized void remove(final int id) {
        if (queue(id) != null) {
            final Entry[] next = entries.clone();
            next[id & PLACE_MASK] = null;
            entries = next;
            freeIds.add(id);
        }
    }

    /** Engine thread: the queue of a session, or null if it has ended. */
    AnswerQueue queue(final int id) {
        final Entry entry = entries[id & PLACE_MASK];
        return entry != null && entry.id == id ? entry.queue : null;
    }

    /** Sessions that are open; any thread. */
    int count() {
        int count = 0;
        for (final Entry entry : entries) {
            count += entry == null ? 0 : 1;
        }
        return count;
    }
}
