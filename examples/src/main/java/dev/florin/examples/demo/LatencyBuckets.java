package dev.florin.examples.demo;

/** Numbers the classes of a latency histogram: 16 to every doubling, so that a class is known to 1/16 of its value. */
final class LatencyBuckets {
    /** Classes that there are. */
    static final int COUNT = 64 * 16;

    private static final int BITS = 4;
    private static final int PER_DOUBLING = 1 << BITS;

    private LatencyBuckets() {}

    /** The class of a latency, 0 or more ns. */
    static int indexOf(final long latencyNs) {
        final int doubling = Long.SIZE - 1 - Long.numberOfLeadingZeros(Math.max(latencyNs, 1));
        if (doubling < BITS) {
            return (int) latencyNs;
        }
        final int shift = doubling - BITS;
        return ((shift + 1) << BITS) + (int) ((latencyNs >>> shift) & (PER_DOUBLING - 1));
    }

    /** The highest latency of a class, in ns. */
    static long highest(final int index) {
        if (index < PER_DOUBLING) {
            return index;
        }
        final int shift = (index >> BITS) - 1;
        return (((long) (index & (PER_DOUBLING - 1)) + PER_DOUBLING + 1) << shift) - 1;
    }

    /** The latency in ns that a share of all, 0..1, does not exceed; 0 where nothing was counted. */
    static long percentile(final long[] counts, final double share) {
        long total = 0;
        for (final long count : counts) {
            total += count;
        }
        final long rank = (long) Math.ceil(total * share);
        long seen = 0;
        for (int i = 0; i < counts.length; i++) {
            seen += counts[i];
            if (seen >= rank && seen > 0) {
                return highest(i);
            }
        }
        return 0;
    }
}
