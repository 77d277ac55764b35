package dev.florin.benchmarks.report;

import java.util.Arrays;

/** The values of one figure, one a run. Belongs to one thread. */
public final class Samples {
    private double[] values = new double[8];
    private int count;

    /** Starts without values. */
    public Samples() {}

    /**
     * Adds the value of a run.
     *
     * @param value in the figure's unit.
     */
    public void add(final double value) {
        if (count == values.length) {
            values = Arrays.copyOf(values, 2 * count);
        }
        values[count++] = value;
    }

    /**
     * How many runs there were.
     *
     * @return a count.
     */
    public int count() {
        return count;
    }

    /**
     * The value of a run.
     *
     * @param run from 0.
     * @return its value.
     */
    public double value(final int run) {
        return values[run];
    }

    /**
     * The value in the middle; of two in the middle, their mean.
     *
     * @return NaN where there is no value.
     */
    public double median() {
        if (count == 0) {
            return Double.NaN;
        }
        final double[] sorted = sorted();
        return (sorted[(count - 1) / 2] + sorted[count / 2]) / 2;
    }

    /**
     * The smallest value.
     *
     * @return NaN where there is no value.
     */
    public double min() {
        return count == 0 ? Double.NaN : sorted()[0];
    }

    /**
     * The largest value.
     *
     * @return NaN where there is no value.
     */
    public double max() {
        return count == 0 ? Double.NaN : sorted()[count - 1];
    }

    private double[] sorted() {
        final double[] sorted = Arrays.copyOf(values, count);
        Arrays.sort(sorted);
        return sorted;
    }
}
