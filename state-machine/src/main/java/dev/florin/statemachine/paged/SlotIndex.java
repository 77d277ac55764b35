package dev.florin.statemachine.paged;

import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.function.IntToLongFunction;

/**
 * Finds rows by a 64-bit hash: many small tables of primitives, split by the hash's upper bits, so that growing means to
 * grow one small table and is never felt. An entry is the hash and its row side by side, so that a look-up reads one cache
 * line; rows whose hashes are equal are chained by their owner. Never iterated. Owned by the engine thread.
 */
public final class SlotIndex {
    /** An entry is a hash and its row; row 0 marks a free place. */
    private static final int ENTRY_LENGTH = 2;

    private static final int ENTERED_AT_ONCE = 64;

    private final long[][] tables;
    private final int[] counts;
    private final int shift;
    private long touched;

    /**
     * An empty index.
     *
     * @param tableCountLog2 binary logarithm of the number of tables, 1..16.
     * @param firstPlacesLog2 binary logarithm of the places that each table has at first, 1..16; it doubles when five eighths
     *     are taken.
     */
    public SlotIndex(final int tableCountLog2, final int firstPlacesLog2) {
        requireLog2(tableCountLog2, "tableCountLog2");
        requireLog2(firstPlacesLog2, "firstPlacesLog2");
        tables = new long[1 << tableCountLog2][];
        counts = new int[1 << tableCountLog2];
        shift = Long.SIZE - tableCountLog2;
        Arrays.setAll(tables, i -> new long[ENTRY_LENGTH << firstPlacesLog2]);
    }

    private static void requireLog2(final int value, final String name) {
        if (value < 1 || value > 16) {
            throw new IllegalArgumentException(name + " must be 1..16, is " + value);
        }
    }

    /**
     * Has rows entered that were loaded, with room made for all of them at once, and the memory's answers overlapping. Only
     * while the index is empty.
     *
     * @param rowCount rows from 1 on.
     * @param hashes of the rows.
     * @param enter looks for the row's hash and puts it.
     */
    public void fill(final int rowCount, final IntToLongFunction hashes, final IntConsumer enter) {
        reserve(rowCount);
        long sum = 0;
        for (int first = 1; first <= rowCount; first += ENTERED_AT_ONCE) {
            final int last = Math.min(first + ENTERED_AT_ONCE - 1, rowCount);
            for (int row = first; row <= last; row++) {
                sum += get(hashes.applyAsLong(row));
            }
            for (int row = first; row <= last; row++) {
                enter.accept(row);
            }
        }
        touched = sum;
    }

    /** Tables of the size to which they would grow, one by one and in many steps. */
    private void reserve(final int hashCount) {
        int length = tables[0].length;
        while (isCrowded(hashCount / tables.length, length)) {
            length *= 2;
        }
        if (length > tables[0].length) {
            for (int i = 0; i < tables.length; i++) {
                tables[i] = new long[length];
            }
        }
    }

    /**
     * Sum of what {@link #fill} read early; keeps the reads from being left out.
     *
     * @return means nothing.
     */
    public long touched() {
        return touched;
    }

    /**
     * The first row of a hash.
     *
     * @param hash any.
     * @return 0 where there is none.
     */
    public int get(final long hash) {
        final long[] table = tables[(int) (hash >>> shift)];
        final int mask = table.length - 1;
        int position = home(hash, mask);
        while (true) {
            final int row = (int) table[position + 1];
            if (row == 0 || table[position] == hash) {
                return row;
            }
            position = (position + ENTRY_LENGTH) & mask;
        }
    }

    /**
     * Sets the first row of a hash.
     *
     * @param hash any.
     * @param row at least 1.
     */
    public void put(final long hash, final int row) {
        final int number = (int) (hash >>> shift);
        final int position = position(tables[number], hash);
        if (tables[number][position + 1] != 0) {
            tables[number][position + 1] = row;
        } else {
            add(number, hash, row);
        }
    }

    /**
     * Forgets a hash.
     *
     * @param hash any.
     */
    public void remove(final long hash) {
        final int number = (int) (hash >>> shift);
        final long[] table = tables[number];
        final int position = position(table, hash);
        if (table[position + 1] != 0) {
            counts[number]--;
            close(table, position);
        }
    }

    private void add(final int number, final long hash, final int row) {
        if (isCrowded(counts[number] + 1, tables[number].length)) {
            tables[number] = grown(tables[number]);
        }
        final long[] table = tables[number];
        final int position = position(table, hash);
        table[position] = hash;
        table[position + 1] = row;
        counts[number]++;
    }

    /** More than five eighths full: below, searches end soon, and there is always a free place to end at. */
    private static boolean isCrowded(final int count, final int tableLength) {
        return count * ENTRY_LENGTH * 8 > tableLength * 5;
    }

    private static long[] grown(final long[] table) {
        final long[] larger = new long[2 * table.length];
        for (int i = 0; i < table.length; i += ENTRY_LENGTH) {
            if (table[i + 1] != 0) {
                final int position = position(larger, table[i]);
                larger[position] = table[i];
                larger[position + 1] = table[i + 1];
            }
        }
        return larger;
    }

    /** Moves back what stands behind a removed entry only because that was there, so that no mark of it is needed. */
    private static void close(final long[] table, final int removed) {
        final int mask = table.length - 1;
        int gap = removed;
        int position = (gap + ENTRY_LENGTH) & mask;
        while (table[position + 1] != 0) {
            final int distance = (position - home(table[position], mask)) & mask;
            if (distance >= ((position - gap) & mask)) {
                table[gap] = table[position];
                table[gap + 1] = table[position + 1];
                gap = position;
            }
            position = (position + ENTRY_LENGTH) & mask;
        }
        table[gap] = 0;
        table[gap + 1] = 0;
    }

    /** Where a hash stands, or the free place where it would. */
    private static int position(final long[] table, final long hash) {
        final int mask = table.length - 1;
        int position = home(hash, mask);
        while (table[position + 1] != 0 && table[position] != hash) {
            position = (position + ENTRY_LENGTH) & mask;
        }
        return position;
    }

    private static int home(final long hash, final int mask) {
        return ((int) hash * ENTRY_LENGTH) & mask;
    }
}
