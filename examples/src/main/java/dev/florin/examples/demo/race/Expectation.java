package dev.florin.examples.demo.race;

import dev.florin.protocol.Outcome;
import java.util.Set;

/**
 * What a phase of every scene must have come to, whoever came first.
 *
 * @param done commands that must have been done.
 * @param refused commands that must have been refused.
 * @param reasons why they may have been.
 */
public record Expectation(int done, int refused, Set<Outcome> reasons) {
    /** A phase in which nothing is sent. */
    static final Expectation NOTHING = allDone(0);

    static Expectation allDone(final int commands) {
        return new Expectation(commands, 0, Set.of());
    }

    static Expectation oneOfTwo(final Outcome... reasons) {
        return new Expectation(1, 1, Set.of(reasons));
    }
}
