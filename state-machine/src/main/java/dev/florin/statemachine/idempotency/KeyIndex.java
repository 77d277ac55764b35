package dev.florin.statemachine.idempotency;

import dev.florin.statemachine.paged.PagedRows;

/**
 * Finds rows of the outcome log by key: open addressing in buckets of one cache line, in one array of fixed size, so that
 * it never grows. An entry holds 31 bits of the key's hash, which also say where it belongs, and the row. The entries of a
 * bucket stand together at its start, and an entry stands in a later bucket than its own only while all between are full;
 * so a search ends at the first bucket with room, and what is removed leaves no mark. Not part of the state: it can be
 * rebuilt from the rows. Owned by the engine thread.
 */
final class KeyIndex {
    private static final int BUCKET_LENGTH = 8;

    /** Collectors that give large arrays regions of their own put the header, 16 bytes, first: this aligns the buckets. */
    private static final int FIRST_BUCKET = 6;

    private static final long OCCUPIED = 1L << 63;
    private static final int TAG_SHIFT = 32;
    private static final int TAG_BITS = 31;
    private static final long TAG_MASK = (1L << TAG_BITS) - 1;

    private final PagedRows log;
    private final int bucketCount;
    private final long[] entries;

    /**
     * An empty index.
     *
     * @param log whose rows are found.
     * @param capacity most rows that it will ever hold; kept below 60 % full.
     */
    KeyIndex(final PagedRows log, final int capacity) {
        this.log = log;
        bucketCount = Math.toIntExact(capacity * 5L / (3 * BUCKET_LENGTH) + 2);
        entries = new long[Math.addExact(FIRST_BUCKET, Math.multiplyExact(bucketCount, BUCKET_LENGTH))];
    }

    /** Reads the bucket where a hash belongs, both ends of it: it may lie across two lines; the result means nothing, reading it early saves waiting for it later. */
    long touch(final long hash) {
        final int bucket = bucket(tag(hash));
        return entries[bucket] + entries[bucket + BUCKET_LENGTH - 1];
    }

    /** The row of a key, or -1. */
    int find(final long hash, final long keyHigh, final long keyLow) {
        final long tag = tag(hash);
        final int tagged = (int) (OCCUPIED >>> TAG_SHIFT | tag);
        int bucket = bucket(tag);
        while (true) {
            for (int i = bucket; i < bucket + BUCKET_LENGTH; i++) {
                if ((int) (entries[i] >>> TAG_SHIFT) == tagged && isKey((int) entries[i], keyHigh, keyLow)) {
                    return (int) entries[i];
                }
            }
            if (!isFull(bucket)) {
                return -1;
            }
            bucket = following(bucket);
        }
    }

    /** Adds a row. */
    void insert(final long hash, final int row) {
        final long tag = tag(hash);
        int bucket = bucket(tag);
        while (isFull(bucket)) {
            bucket = following(bucket);
        }
        entries[bucket + count(bucket)] = entry(tag, row);
    }

    /** Removes a row that was added with this hash. */
    void remove(final long hash, final int row) {
        final long tag = tag(hash);
        final long wanted = entry(tag, row);
        int bucket = bucket(tag);
        int position = position(bucket, wanted);
        while (position < 0) {
            if (!isFull(bucket)) {
                throw new IllegalStateException("outcome row " + row + " is missing in the key index");
            }
            bucket = following(bucket);
            position = position(bucket, wanted);
        }
        close(bucket, position);
    }

    /** Closes a gap with the bucket's last entry; if the bucket was full, with what had no room in it. */
    private void close(final int bucket, final int position) {
        final int last = bucket + count(bucket) - 1;
        entries[position] = entries[last];
        entries[last] = 0;
        if (last == bucket + BUCKET_LENGTH - 1) {
            pullBack(bucket, last);
        }
    }

    private void pullBack(final int emptied, final int gap) {
        int bucket = following(emptied);
        while (true) {
            for (int i = bucket; i < bucket + BUCKET_LENGTH && entries[i] != 0; i++) {
                final int home = bucket(entries[i] >>> TAG_SHIFT & TAG_MASK);
                if (distance(home, bucket) >= distance(emptied, bucket)) {
                    entries[gap] = entries[i];
                    close(bucket, i);
                    return;
                }
            }
            if (!isFull(bucket)) {
                return;
            }
            bucket = following(bucket);
        }
    }

    private int position(final int bucket, final long wanted) {
        for (int i = bucket; i < bucket + BUCKET_LENGTH; i++) {
            if (entries[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    private int count(final int bucket) {
        int count = 0;
        for (int i = bucket; i < bucket + BUCKET_LENGTH; i++) {
            count += (int) (entries[i] >>> (Long.SIZE - 1));
        }
        return count;
    }

    private boolean isFull(final int bucket) {
        return entries[bucket + BUCKET_LENGTH - 1] != 0;
    }

    private boolean isKey(final int row, final long keyHigh, final long keyLow) {
        return log.get(row, OutcomeColumns.KEY_HIGH) == keyHigh && log.get(row, OutcomeColumns.KEY_LOW) == keyLow;
    }

    /** Where the bucket of a tag starts. */
    private int bucket(final long tag) {
        return FIRST_BUCKET + (int) ((tag * bucketCount) >>> TAG_BITS) * BUCKET_LENGTH;
    }

    private int following(final int bucket) {
        return bucket + BUCKET_LENGTH == entries.length ? FIRST_BUCKET : bucket + BUCKET_LENGTH;
    }

    private int distance(final int from, final int to) {
        return to >= from ? to - from : to - from + bucketCount * BUCKET_LENGTH;
    }

    private static long tag(final long hash) {
        return hash >>> (Long.SIZE - TAG_BITS);
    }

    private static long entry(final long tag, final int row) {
        return OCCUPIED | (tag << TAG_SHIFT) | row;
    }
}
