package dev.florin.statemachine.reference;

import dev.florin.protocol.Outcome;

/** Leaves a rule of the model at the first check that fails. */
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Outcome outcome;

    private Refused(final Outcome outcome) {
        super(outcome.name(), null, false, false);
        this.outcome = outcome;
    }

    static void when(final boolean failed, final Outcome outcome) {
        if (failed) {
            throw new Refused(outcome);
        }
    }

    Outcome outcome() {
        return outcome;
    }
}
