package dev.florin.journal.exceptions;

/**
 * An append or a sync failed earlier. Nothing is retried after that: what the disk holds is unknown until recovery has
 * read it, so the process must stop and start again.
 */
public final class JournalFailedException extends JournalException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param cause the first failure.
     */
    public JournalFailedException(final Throwable cause) {
        super("the journal has failed and takes no more batches: " + cause + "; restart to recover", cause);
    }
}
