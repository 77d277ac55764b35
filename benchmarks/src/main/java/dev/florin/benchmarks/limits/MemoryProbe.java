package dev.florin.benchmarks.limits;

import dev.florin.benchmarks.report.Figures;

/**
 * Random reads of a heap array: each address known only when the read before has returned, and 64 at a time that do not
 * depend on each other. The gap between the two is what touching a batch's rows before applying it wins.
 */
final class MemoryProbe implements Probe {
    private static final int TOGETHER = 64;
    private static final int CLOCK_EVERY = 1_024;
    // Knuth's MMIX generator: every 64-bit state occurs, and the upper bits are as random as is needed here.
    private static final long MULTIPLIER = 6_364_136_223_846_793_005L;
    private static final long INCREMENT = 1_442_695_040_888_963_407L;

    private final long[] array;
    private final int shift;
    private final String size;
    private final long[] sums = new long[TOGETHER];
    private long state = 1;

    /** Makes the array; its length is a power of two. */
    MemoryProbe(final int lengthBytes) {
        final int length = lengthBytes / Long.BYTES;
        array = new long[length];
        shift = Long.SIZE - Integer.numberOfTrailingZeros(length);
        size = Figures.length(lengthBytes);
    }

    /** Whether the heap can hold an array of this length beside everything else. */
    static boolean fits(final int lengthBytes) {
        return Runtime.getRuntime().maxMemory() / 2 > lengthBytes;
    }

    @Override
    public String heading() {
        return "random reads of a heap array";
    }

    @Override
    public void measure(final long durationNs, final Readings readings) {
        readings.add(size + ", each after the other", "ns", dependent(durationNs / 2));
        readings.add(size + ", " + TOGETHER + " at a time", "ns", independent(durationNs / 2));
    }

    private double dependent(final long durationNs) {
        final long startNs = System.nanoTime();
        long count = 0;
        long tookNs;
        do {
            state = chase(state);
            count += CLOCK_EVERY;
            tookNs = System.nanoTime() - startNs;
        } while (tookNs < durationNs);
        return (double) tookNs / count;
    }

    private long chase(final long from) {
        long next = from;
        for (int i = 0; i < CLOCK_EVERY; i++) {
            next = next * MULTIPLIER + INCREMENT + array[(int) (next >>> shift)];
        }
        return next;
    }

    private double independent(final long durationNs) {
        final long startNs = System.nanoTime();
        long count = 0;
        long tookNs;
        do {
            for (int i = 0; i < CLOCK_EVERY; i += TOGETHER) {
                state = readTogether(state);
            }
            count += CLOCK_EVERY;
            tookNs = System.nanoTime() - startNs;
        } while (tookNs < durationNs);
        return (double) tookNs / count;
    }

    private long readTogether(final long from) {
        long next = from;
        for (int i = 0; i < TOGETHER; i++) {
            next = next * MULTIPLIER + INCREMENT;
            sums[i] += array[(int) (next >>> shift)];
        }
        return next;
    }
}
