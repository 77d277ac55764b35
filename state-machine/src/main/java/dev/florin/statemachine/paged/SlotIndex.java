package dev.florin.statemachine.paged;

import org.eclipse.collections.impl.map.mutable.primitive.LongIntHashMap;

/**
 * Finds rows by a 64-bit hash: many small primitive maps, split by the hash's upper bits, so that growing means to grow
 * one small map and is never felt. Rows whose hashes are equal are chained by their owner. Never iterated. Owned by the
 * engine thread.
 */
public final class SlotIndex {
    private final LongIntHashMap[] maps;
    private final int shift;

    /**
     * An empty index.
     *
     * @param mapCountLog2 binary logarithm of the number of maps, 1..16.
     */
    public SlotIndex(final int mapCountLog2) {
        if (mapCountLog2 < 1 || mapCountLog2 > 16) {
            throw new IllegalArgumentException("mapCountLog2 must be 1..16, is " + mapCountLog2);
        }
        maps = new LongIntHashMap[1 << mapCountLog2];
        shift = Long.SIZE - mapCountLog2;
        for (int i = 0; i < maps.length; i++) {
            maps[i] = new LongIntHashMap();
        }
    }

    /**
     * The first row of a hash.
     *
     * @param hash any.
     * @return 0 where there is none.
     */
    public int get(final long hash) {
        return maps[(int) (hash >>> shift)].get(hash);
    }

    /**
     * Sets the first row of a hash.
     *
     * @param hash any.
     * @param row at least 1.
     */
    public void put(final long hash, final int row) {
        maps[(int) (hash >>> shift)].put(hash, row);
    }

    /**
     * Forgets a hash.
     *
     * @param hash any.
     */
    public void remove(final long hash) {
        maps[(int) (hash >>> shift)].remove(hash);
    }
}
