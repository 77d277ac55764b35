package dev.florin.statemachine.idempotency;

/**
 * What the ledger hangs on stored outcomes: holds, entries of holds, reversals. Asked when an outcome is about to be
 * forgotten. Locations are those of {@link OutcomeStore}.
 */
public interface Attachments {
    /**
     * Whether an outcome must be kept although its time is over, because a hold with its key is open.
     *
     * @param location of the outcome.
     * @return true to keep it.
     */
    boolean isOpen(int location);

    /**
     * An outcome that must be kept has moved.
     *
     * @param location where it is now.
     */
    void moved(int location);

    /**
     * An outcome is forgotten now, and what hangs on it with it.
     *
     * @param location of the outcome, which is still readable.
     */
    void forgotten(int location);
}
