package dev.florin.journal.exceptions;

/** Base of everything that a journal throws about its files, its directory or its environment. */
public class JournalException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message what is wrong, where, and what to do.
     */
    public JournalException(final String message) {
        super(message);
    }

    /**
     * Creates an exception with a cause.
     *
     * @param message what is wrong, where, and what to do.
     * @param cause   what the operating system or a library reported.
     */
    public JournalException(final String message, final Throwable cause) {
        super(message + FileFailures.reason(cause), cause);
    }
}
