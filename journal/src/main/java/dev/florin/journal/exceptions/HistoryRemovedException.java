package dev.florin.journal.exceptions;

/** The batches that were asked for were archived, and removed from the archive since. */
public final class HistoryRemovedException extends JournalException {

    private static final long serialVersionUID = 1L;

    private final long firstSequence;

    /**
     * Creates an exception.
     *
     * @param directory     of the journal.
     * @param firstSequence that is still there.
     */
    public HistoryRemovedException(final Object directory, final long firstSequence) {
        super("in " + directory + " history begins at sequence " + firstSequence
                + ": what came before was removed from the archive. Start from a snapshot of the sequence before it or"
                + " later, or put the archived segments back");
        this.firstSequence = firstSequence;
    }

    /**
     * The first sequence that is still there.
     *
     * @return a sequence.
     */
    public long firstSequence() {
        return firstSequence;
    }
}
