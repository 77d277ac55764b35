package dev.florin.benchmarks.limits;

/** Copies from array to array, both larger than any cache. */
final class CopyProbe implements Probe {
    private static final int LENGTH_BYTES = 128 * 1024 * 1024;

    private final byte[] source = new byte[LENGTH_BYTES];
    private final byte[] target = new byte[LENGTH_BYTES];

    @Override
    public String heading() {
        return "memory copy, 128 MiB";
    }

    @Override
    public void measure(final long durationNs, final Readings readings) {
        final long startNs = System.nanoTime();
        long copiedBytes = 0;
        long tookNs;
        do {
            source[0]++;
            System.arraycopy(source, 0, target, 0, LENGTH_BYTES);
            copiedBytes += LENGTH_BYTES;
            tookNs = System.nanoTime() - startNs;
        } while (tookNs < durationNs);
        readings.add("copied", "GB/s", (double) copiedBytes / tookNs);
    }
}
