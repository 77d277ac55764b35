package dev.florin.engine.client;

import dev.florin.engine.EngineFailedException;
import dev.florin.engine.FlorinClient;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.command.Read;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks the engine and waits; turns everything that is not an answer into one exception. Safe for any thread. */
final class Caller {
    private static final Backoff BETWEEN_ATTEMPTS = new Backoff(Duration.ofMillis(1), Duration.ofMillis(100));
    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

    private final FlorinClient client;
    private final Duration timeout;

    Caller(final FlorinClient client, final Duration timeout) {
        this.client = client;
        this.timeout = timeout;
    }

    Caller withTimeout(final Duration other) {
        return new Caller(client, other);
    }

    <T extends Receipt> CompletableFuture<Result<T>> send(final CommandBuilder<T, ?> command) {
        return client.send(command.command()).thenApply(command::result);
    }

    <T extends Receipt> Result<T> call(final CommandBuilder<T, ?> command) {
        client.requireMayWait();
        return command.result(await(client.send(command.command()), timeout, command.key()));
    }

    /**
     * The same command under the same key, again and again: whichever of them is decided, the decision is the same. What is
     * refused at the door says nothing of the attempts before, which may have taken effect: then it is these that count.
     */
    <T extends Receipt> Result<T> callUntilAnswered(final CommandBuilder<T, ?> command, final Duration budget) {
        client.requireMayWait();
        final long startNs = System.nanoTime();
        CompletableFuture<Answer> asked = client.send(command.command());
        for (int attempt = 1; ; attempt++) {
            final Duration left = budget.minusNanos(System.nanoTime() - startNs);
            try {
                final Duration wait = left.compareTo(timeout) < 0 ? left : timeout;
                final Result<T> result = command.result(await(asked, wait, command.key()));
                if (result.outcome() != Outcome.BACK_PRESSURED || isSpent(budget, startNs)) {
                    return result;
                }
            } catch (final NoAnswerException e) {
                if (!e.isEngineRunning()
                        || isSpent(budget, startNs)
                        || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
            }
            BETWEEN_ATTEMPTS.pause(attempt);
            asked = asked.thenCombine(client.send(command.command()), Caller::decided);
        }
    }

    private static Answer decided(final Answer earlier, final Answer later) {
        return earlier instanceof Answer.Refused ? later : earlier;
    }

    private static boolean isSpent(final Duration budget, final long startNs) {
        return System.nanoTime() - startNs >= nanos(budget);
    }

    CompletableFuture<Answer> send(final Read read) {
        return client.send(read);
    }

    <A extends Answer> A call(final Read read, final Class<A> type) {
        client.requireMayWait();
        return expect(await(client.send(read), timeout, null), type);
    }

    /** The answer as that kind; a read is refused only where the engine cannot take it, or it asks for too much. */
    static <A extends Answer> A expect(final Answer answer, final Class<A> type) {
        if (answer instanceof Answer.Refused refused) {
            throw new RefusedException(refused);
        }
        return type.cast(answer);
    }

    /** Waits for all of a batch. */
    BatchResult call(final TransferBatch batch, final Duration all) {
        client.requireMayWait();
        return await(batch.send(), all, null);
    }

    private static <V> V await(final CompletableFuture<V> future, final Duration timeout, final Key key) {
        try {
            return future.get(Math.max(0, nanos(timeout)), TimeUnit.NANOSECONDS);
        } catch (final TimeoutException e) {
            throw new NoAnswerException("no answer within " + timeout.toMillis() + " ms", key, true, e);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NoAnswerException("interrupted while waiting", key, true, e);
        } catch (final ExecutionException e) {
            throw noAnswer(e.getCause(), key);
        }
    }

    /** Whoever says centuries means as long as it takes. */
    private static long nanos(final Duration duration) {
        return duration.compareTo(LONGEST) > 0 ? Long.MAX_VALUE : duration.toNanos();
    }

    private static RuntimeException noAnswer(final Throwable cause, final Key key) {
        if (cause instanceof EngineFailedException) {
            return new NoAnswerException("the engine stopped", key, false, cause);
        }
        return cause instanceof RuntimeException unexpected ? unexpected : new IllegalStateException(cause);
    }
}
