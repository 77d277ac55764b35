package dev.florin.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LatencyBucketsTest {
    @Test
    void shouldKnowEveryLatencyToASixteenth() {
        int last = -1;
        for (long latencyNs = 0; latencyNs < Long.MAX_VALUE / 2; latencyNs += latencyNs / 50 + 1) {
            final int index = LatencyBuckets.indexOf(latencyNs);
            assertThat(index).isBetween(last, LatencyBuckets.COUNT - 1);
            assertThat(LatencyBuckets.highest(index)).isBetween(latencyNs, latencyNs + latencyNs / 16);
            last = index;
        }
    }

    @Test
    void shouldTellPercentiles() {
        final long[] counts = new long[LatencyBuckets.COUNT];
        assertThat(LatencyBuckets.percentile(counts, 0.5)).isZero();
        counts[LatencyBuckets.indexOf(3)] = 99;
        counts[LatencyBuckets.indexOf(15)] = 1;
        assertThat(LatencyBuckets.percentile(counts, 0.5)).isEqualTo(3);
        assertThat(LatencyBuckets.percentile(counts, 0.99)).isEqualTo(3);
        assertThat(LatencyBuckets.percentile(counts, 1)).isEqualTo(15);
    }
}
