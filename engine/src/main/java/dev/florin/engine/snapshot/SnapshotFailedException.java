package dev.florin.engine.snapshot;

/** A snapshot was not taken. The engine goes on, and what it recovers from is what it was. */
public final class SnapshotFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * An exception.
     *
     * @param reason in words.
     */
    public SnapshotFailedException(final String reason) {
        super(reason);
    }

    /**
     * An exception with a cause.
     *
     * @param reason in words.
     * @param cause of it.
     */
    public SnapshotFailedException(final String reason, final Throwable cause) {
        super(reason, cause);
    }
}
