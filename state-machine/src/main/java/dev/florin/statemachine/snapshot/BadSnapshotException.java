package dev.florin.statemachine.snapshot;

/** A snapshot cannot be loaded; the state machine that tried is not to be used. */
public final class BadSnapshotException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * An exception.
     *
     * @param problem in words.
     */
    public BadSnapshotException(final String problem) {
        super(problem);
    }

    /**
     * An exception with a cause.
     *
     * @param problem in words.
     * @param cause of it.
     */
    public BadSnapshotException(final String problem, final Throwable cause) {
        super(problem, cause);
    }
}
