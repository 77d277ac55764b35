package dev.florin.benchmarks.limits;

import java.io.IOException;

/** Measures one limit of the machine, as often as asked. Belongs to one thread; may start others inside of a measurement. */
interface Probe extends AutoCloseable {
    /** Under which heading the readings stand. */
    String heading();

    /**
     * Measures once.
     *
     * @param durationNs how long it should take, about.
     * @param readings takes the results; the same names in every run.
     */
    void measure(long durationNs, Readings readings) throws Exception;

    @Override
    default void close() throws IOException {}
}
