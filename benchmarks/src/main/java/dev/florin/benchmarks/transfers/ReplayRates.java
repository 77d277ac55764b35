package dev.florin.benchmarks.transfers;

/**
 * How fast a journal comes back; NaN where that was not measured.
 *
 * @param replaying millions of commands a second in an engine's start: everything is read, checked and applied.
 * @param reading the same where everything is read and checked, and nothing applied.
 * @param applying the same of the state machine alone, in a pass that does what a start does: only applying is timed.
 * @param percentApplying how much of that pass was applying, so how near it came to what the state machine can do.
 */
record ReplayRates(double replaying, double reading, double applying, double percentApplying) {
    static final ReplayRates NONE = new ReplayRates(Double.NaN, Double.NaN, Double.NaN, Double.NaN);
}
