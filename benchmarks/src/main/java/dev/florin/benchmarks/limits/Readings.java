package dev.florin.benchmarks.limits;

/** Takes what a probe has measured. */
interface Readings {
    /**
     * Takes one figure.
     *
     * @param name the same in every run.
     * @param unit of the value.
     * @param value in that unit.
     */
    void add(String name, String unit, double value);
}
