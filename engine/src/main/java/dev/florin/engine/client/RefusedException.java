package dev.florin.engine.client;

import dev.florin.protocol.Outcome;
import dev.florin.protocol.answer.Answer;

/** A command or read was refused, and who asked could not go on without its answer ({@link Result#orThrow}). */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Outcome outcome;

    RefusedException(final Result.Refused<?> refused) {
        super(describe(refused));
        outcome = refused.outcome();
    }

    /** Of a read. */
    RefusedException(final Answer.Refused refused) {
        super("a read was refused: " + refused.outcome() + (refused.why() == null ? "" : ", " + refused.why()));
        outcome = refused.outcome();
    }

    private static String describe(final Result.Refused<?> refused) {
        final StringBuilder text = new StringBuilder()
                .append("command ")
                .append(refused.key())
                .append(" was refused: ")
                .append(refused.outcome());
        refused.leg().ifPresent(leg -> text.append(" at leg ").append(leg));
        if (refused.why() != null) {
            text.append(", ").append(refused.why());
        }
        return text.toString();
    }

    /**
     * Why it was refused.
     *
     * @return an outcome that is no success.
     */
    public Outcome outcome() {
        return outcome;
    }
}
