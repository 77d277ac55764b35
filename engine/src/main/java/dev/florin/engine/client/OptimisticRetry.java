package dev.florin.engine.client;

import dev.florin.protocol.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Read, decide, write if nothing changed meanwhile; else read and decide anew. For decisions that the ledger's own commands
 * cannot take (sweep what is above 500 into savings): whatever a floor, a ceiling, {@code upTo} or an entry can say needs
 * none of this.
 *
 * <p>Bounded, because a retry that never ends is an outage: after the last attempt it logs a warning, counts, and gives the
 * refusal to the caller. Pauses are drawn at random and grow. Safe for any thread; make one for each use and watch its
 * {@link #exhaustedCount}.
 */
public final class OptimisticRetry {
    private static final Logger LOG = LoggerFactory.getLogger(OptimisticRetry.class);
    private static final int DEFAULT_ATTEMPTS = 10;
    private static final Duration DEFAULT_FIRST_PAUSE = Duration.ofNanos(200_000);
    private static final Duration DEFAULT_LONGEST_PAUSE = Duration.ofMillis(20);

    private final Florin florin;
    private final int attempts;
    private final Backoff backoff;
    private final LongAdder conflicts = new LongAdder();
    private final LongAdder exhausted = new LongAdder();

    private OptimisticRetry(final Florin florin, final int attempts, final Backoff backoff) {
        this.florin = florin;
        this.attempts = attempts;
        this.backoff = backoff;
    }

    /**
     * A helper of 10 attempts, with pauses that grow from 0.2 ms to 20 ms.
     *
     * @param florin to read and write with.
     * @return a helper.
     */
    public static OptimisticRetry on(final Florin florin) {
        return new OptimisticRetry(florin, DEFAULT_ATTEMPTS, new Backoff(DEFAULT_FIRST_PAUSE, DEFAULT_LONGEST_PAUSE));
    }

    /**
     * A helper with another budget.
     *
     * @param most attempts, 1 or more.
     * @param firstPause bound of the pause before the second attempt; doubles with every attempt.
     * @param longestPause that the bound grows to.
     * @return another helper, with counters of its own.
     */
    public OptimisticRetry withBudget(final int most, final Duration firstPause, final Duration longestPause) {
        if (most < 1) {
            throw new IllegalArgumentException("needs at least one attempt, not " + most);
        }
        return new OptimisticRetry(florin, most, new Backoff(firstPause, longestPause));
    }

    /**
     * Reads accounts, decides, and sends the command on the condition that none of them has changed.
     *
     * @param accounts that the decision depends on.
     * @param decide makes the command from what was read, anew at each attempt, always with the same key: a version that
     *     differs leaves the key free. The condition on the accounts read is added to it.
     * @param <T> the receipt of the command.
     * @return what became of it; {@link Outcome#VERSION_MISMATCH} where every attempt met a change.
     * @throws NoAnswerException if an attempt was not answered; it may have taken effect. Ask {@link Florin#decision} what
     *     its key decided. Calling again is safe, but decides anew: where it decides otherwise than the attempt that took
     *     effect, that is told as {@link Outcome#KEY_REUSED}.
     */
    @CheckReturnValue
    public <T extends Receipt> Result<T> call(
            final List<Account> accounts, final Function<Snapshot, ? extends CommandBuilder<T, ?>> decide) {
        for (int attempt = 1; ; attempt++) {
            final Snapshot snapshot = florin.read(accounts);
            final CommandBuilder<T, ?> command = decide.apply(snapshot);
            for (final AccountView view : snapshot.accounts()) {
                command.expect(view);
            }
            final Result<T> result = command.call();
            if (result.outcome() != Outcome.VERSION_MISMATCH) {
                return result;
            }
            conflicts.increment();
            if (attempt >= attempts || Thread.currentThread().isInterrupted()) {
                exhausted.increment();
                LOG.warn(
                        "gave up after {} attempts: {} changed each time before command {} came",
                        attempt,
                        accounts,
                        command.key());
                return result;
            }
            backoff.pause(attempt);
        }
    }

    /**
     * Attempts that met a change.
     *
     * @return a count since this helper was made.
     */
    public long conflictCount() {
        return conflicts.sum();
    }

    /**
     * Calls that used up their budget.
     *
     * @return a count since this helper was made; watch it.
     */
    public long exhaustedCount() {
        return exhausted.sum();
    }
}
