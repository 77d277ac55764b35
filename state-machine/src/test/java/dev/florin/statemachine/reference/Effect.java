package dev.florin.statemachine.reference;

import dev.florin.protocol.Outcome;
import java.math.BigInteger;

/** What a successful command answers with. */
record Effect(Outcome outcome, BigInteger amount, long openedSequence, boolean more) {
    static final Effect NONE = new Effect(Outcome.OK, BigInteger.ZERO, 0, false);
    static final Effect EXISTS = new Effect(Outcome.EXISTS, BigInteger.ZERO, 0, false);

    static Effect moved(final BigInteger amount) {
        return new Effect(Outcome.OK, amount, 0, false);
    }

    static Effect opened(final Outcome outcome, final long openedSequence) {
        return new Effect(outcome, BigInteger.ZERO, openedSequence, false);
    }

    static Effect counted(final int count, final boolean more) {
        return new Effect(Outcome.OK, BigInteger.valueOf(count), 0, more);
    }
}
