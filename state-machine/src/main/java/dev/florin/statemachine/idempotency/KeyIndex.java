package dev.florin.statemachine.idempotency;

/**
 * Finds rows of the outcome log by the hash of their key: open addressing in one array of fixed size, so that it never
 * grows. An entry holds the upper 32 bits of the hash, which also say where it belongs, and the row + 1; removing shifts
 * back what follows, so that no marks of the dead pile up. Not part of the state: it can be rebuilt from the rows. Owned
 * by the engine thread.
 */
final class KeyIndex {
    private static final long EMPTY = 0;
    private static final long ROW_MASK = 0xFFFF_FFFFL;
    private static final int TAG_SHIFT = 32;

    private final long[] entries;

    /**
     * An empty index.
     *
     * @param capacity most rows that it will ever hold; kept below 60 % full.
     */
    KeyIndex(final int capacity) {
        entries = new long[Math.toIntExact(Math.max(64L, capacity * 5L / 3))];
    }

    /** Reads the line where a hash belongs; the result means nothing, reading it early saves waiting for it later. */
    long touch(final long hash) {
        return entries[home(hash)];
    }

    /** Where to start looking for a hash. */
    int first(final long hash) {
        return seek(hash >>> TAG_SHIFT, home(hash));
    }

    /** Where to go on looking for a hash after a position whose row had another key. */
    int next(final long hash, final int position) {
        return seek(hash >>> TAG_SHIFT, following(position));
    }

    /** The row at a position that {@link #first} or {@link #next} gave, or -1 where the search has ended. */
    int row(final int position) {
        return (int) (entries[position] & ROW_MASK) - 1;
    }

    /** Adds a row. */
    void insert(final long hash, final int row) {
        int position = home(hash);
        while (entries[position] != EMPTY) {
            position = following(position);
        }
        entries[position] = entry(hash, row);
    }

    /** Removes a row that was added with this hash. */
    void remove(final long hash, final int row) {
        final long wanted = entry(hash, row);
        int position = home(hash);
        while (entries[position] != wanted) {
            if (entries[position] == EMPTY) {
                throw new IllegalStateException("outcome row " + row + " is missing in the key index");
            }
            position = following(position);
        }
        close(position);
    }

    private void close(final int removed) {
        int gap = removed;
        int position = following(gap);
        while (entries[position] != EMPTY) {
            final int home = home(entries[position]);
            if (distance(home, position) >= distance(gap, position)) {
                entries[gap] = entries[position];
                gap = position;
            }
            position = following(position);
        }
        entries[gap] = EMPTY;
    }

    private int seek(final long tag, final int start) {
        int position = start;
        long found = entries[position];
        while (found != EMPTY && found >>> TAG_SHIFT != tag) {
            position = following(position);
            found = entries[position];
        }
        return position;
    }

    private int home(final long hash) {
        return (int) (((hash >>> TAG_SHIFT) * entries.length) >>> TAG_SHIFT);
    }

    private int following(final int position) {
        return position + 1 == entries.length ? 0 : position + 1;
    }

    private int distance(final int from, final int to) {
        return to >= from ? to - from : to - from + entries.length;
    }

    private static long entry(final long hash, final int row) {
        return (hash & ~ROW_MASK) | (row + 1);
    }
}
