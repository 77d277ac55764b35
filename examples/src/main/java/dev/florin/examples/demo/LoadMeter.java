package dev.florin.examples.demo;

import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Tells how fast the front ends are, between two looks at the scoreboard. Belongs to one thread. */
final class LoadMeter {
    private final Scoreboard scoreboard;
    private final long startNs;
    private long lastNs;
    private long lastAnswered;
    private long[] lastLatencies = new long[LatencyBuckets.COUNT];

    LoadMeter(final Scoreboard scoreboard, final long startNs) {
        this.scoreboard = scoreboard;
        this.startNs = startNs;
        lastNs = startNs;
    }

    /** What happened since the last look. */
    String sinceLastLook(final long nowNs) {
        final long answered = scoreboard.answered();
        final long[] latencies = scoreboard.latencies();
        final long[] fresh = latencies.clone();
        for (int i = 0; i < fresh.length; i++) {
            fresh[i] -= lastLatencies[i];
        }
        final String line = line(nowNs, answered - lastAnswered, nowNs - lastNs, fresh, answered);
        lastNs = nowNs;
        lastAnswered = answered;
        lastLatencies = latencies;
        return line;
    }

    /** What happened since the beginning. */
    String overall(final long nowNs) {
        final long answered = scoreboard.answered();
        return line(nowNs, answered, nowNs - startNs, scoreboard.latencies(), answered);
    }

    private String line(
            final long nowNs, final long count, final long overNs, final long[] latencies, final long answered) {
        return String.format(
                Locale.ROOT,
                "%4.1f s  %,9.0f answers a second   p50 %s   p99 %s   %,d answers",
                seconds(nowNs - startNs),
                count / Math.max(seconds(overNs), 1e-9),
                millis(LatencyBuckets.percentile(latencies, 0.50)),
                millis(LatencyBuckets.percentile(latencies, 0.99)),
                answered);
    }

    private static double seconds(final long durationNs) {
        return (double) durationNs / TimeUnit.SECONDS.toNanos(1);
    }

    private static String millis(final long durationNs) {
        return String.format(Locale.ROOT, "%.2f ms", (double) durationNs / TimeUnit.MILLISECONDS.toNanos(1));
    }
}
