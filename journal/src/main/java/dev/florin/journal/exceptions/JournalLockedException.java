package dev.florin.journal.exceptions;

/** Another process, or another journal of this process, holds the directory's exclusive lock. */
public final class JournalLockedException extends JournalException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message the directory, and who holds it where that is known.
     */
    public JournalLockedException(final String message) {
        super(message);
    }
}
