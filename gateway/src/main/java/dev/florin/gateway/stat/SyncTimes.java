package dev.florin.gateway.stat;

import dev.florin.engine.counters.CountersFile;

/** The engine's histogram of sync times, as of one moment. */
final class SyncTimes {
    private final long[] counts;
    private final long total;

    private SyncTimes(final long[] counts, final long total) {
        this.counts = counts;
        this.total = total;
    }

    static SyncTimes of(final CountersFile counters) {
        final long[] counts = new long[CountersFile.BUCKET_COUNT];
        long total = 0;
        for (int i = 0; i < counts.length; i++) {
            counts[i] = counters.syncsIn(i);
            total += counts[i];
        }
        return new SyncTimes(counts, total);
    }

    /** The shortest time of the bucket in which a share of all syncs, 0..1, is reached; 0 where there were none. */
    long atLeastNs(final double share) {
        final long wanted = (long) Math.ceil(share * total);
        long seen = 0;
        for (int i = 0; i < counts.length; i++) {
            seen += counts[i];
            if (seen >= wanted && seen > 0) {
                return CountersFile.bucketFloorNs(i);
            }
        }
        return 0;
    }
}
