package dev.florin.journal.concurrent;

import dev.florin.journal.exceptions.JournalFailedException;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Remembers the first failure of a journal, for all of its threads. Safe for use by any thread. */
public final class FailureLatch {

    private static final Logger LOGGER = LoggerFactory.getLogger(FailureLatch.class);

    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    /** Creates a latch without a failure. */
    public FailureLatch() {}

    /**
     * Remembers a failure, unless there was one before.
     *
     * @param cause of the failure.
     * @return an exception to throw.
     */
    public JournalFailedException fail(final Throwable cause) {
        if (failure.compareAndSet(null, cause)) {
            LOGGER.error("the journal has failed and takes no more batches", cause);
        }
        return new JournalFailedException(failure.get());
    }

    /**
     * Throws if there was a failure.
     *
     * @throws JournalFailedException with the first failure as its cause.
     */
    public void check() {
        final Throwable cause = failure.get();
        if (cause != null) {
            throw new JournalFailedException(cause);
        }
    }

    /**
     * The first failure.
     *
     * @return the failure, or null.
     */
    public Throwable failure() {
        return failure.get();
    }
}
