package dev.florin.gateway.request;

import dev.florin.protocol.Bounds;
import dev.florin.protocol.Outcome;

/** A line that the door refuses. It carries no stack trace: it tells of the line, not of the program. */
public final class RefusedLineException extends Exception {
    private static final long serialVersionUID = 1;

    private final Outcome outcome;
    private final int leg;

    private RefusedLineException(final Outcome outcome, final int leg, final String why) {
        super(why, null, false, false);
        this.outcome = outcome;
        this.leg = leg;
    }

    /**
     * A line that is no command.
     *
     * @param why what is wrong and, where it helps, what to write instead.
     * @return the refusal, to be thrown.
     */
    public static RefusedLineException malformed(final String why) {
        return new RefusedLineException(Outcome.MALFORMED, Bounds.NO_LEG, why);
    }

    /**
     * The same refusal, said of a leg of an entry.
     *
     * @param index of the leg, from 0.
     * @return the refusal, to be thrown.
     */
    public RefusedLineException ofLeg(final int index) {
        return new RefusedLineException(outcome, index, getMessage());
    }

    /**
     * Why the line is refused, as a code.
     *
     * @return an outcome of the door.
     */
    public Outcome outcome() {
        return outcome;
    }

    /**
     * The leg that is refused.
     *
     * @return from 0; {@link Bounds#NO_LEG} where it is not about a leg.
     */
    public int leg() {
        return leg;
    }

    /**
     * Why the line is refused, in words.
     *
     * @return never null.
     */
    public String why() {
        return getMessage();
    }
}
