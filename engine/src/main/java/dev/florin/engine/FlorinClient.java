package dev.florin.engine;

import dev.florin.protocol.Outcome;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.answer.AnswerDecoder;
import dev.florin.protocol.command.Request;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.IdleStrategy;

/**
 * The engine for any number of threads, virtual ones too, over one session. Requests of one thread take effect in the order
 * in which it sent them. Futures are completed by the client's own reply thread, never by the engine's: what is chained to
 * them without an executor runs there and should be short.
 */
public final class FlorinClient implements AutoCloseable {
    private static final int MAX_UNDER_WAY = 64 * 1024;
    private static final int POLL_LIMIT = 1_024;
    private static final long BACK_PRESSURE_PARK_NS = 50_000;

    private final EngineCore core;
    private final Session session;
    private final ReentrantLock lock = new ReentrantLock();
    private final PendingAnswers pending = new PendingAnswers(MAX_UNDER_WAY);
    private final AnswerDecoder decoder = new AnswerDecoder();
    private final Thread replyThread;
    private long lastCorrelationId;
    private long lastTakenCorrelationId;
    private volatile long lastOfferedCorrelationId;
    private volatile boolean closing;
    private volatile boolean engineEnded;

    FlorinClient(final EngineCore core) {
        this.core = core;
        session = core.openSession();
        replyThread = new Thread(this::replies, "florin-replies");
        replyThread.setDaemon(true);
        replyThread.start();
    }

    /**
     * Sends a request and waits for its answer.
     *
     * @param request to be answered.
     * @return the answer; a refusal at the door comes as {@link Answer.Refused}.
     * @throws EngineFailedException if the engine stopped before it could answer: ask again by key after a restart.
     * @throws AnswerLostException if the answer was dropped: ask again by key.
     * @throws IllegalStateException if called by the reply thread, from something chained to a future.
     */
    public Answer call(final Request request) {
        if (Thread.currentThread() == replyThread) {
            throw new IllegalStateException("the reply thread would wait for itself: use send, or another thread");
        }
        try {
            return send(request).join();
        } catch (final CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /**
     * Sends a request. Waits only while the ring is full or too many requests of this client are under way.
     *
     * @param request to be answered.
     * @return completed with the answer, or exceptionally as for {@link #call}.
     */
    public CompletableFuture<Answer> send(final Request request) {
        final CompletableFuture<Answer> future = new CompletableFuture<>();
        while (!trySend(request, future)) {
            if (Thread.currentThread() == replyThread) {
                throw new IllegalStateException("too much is under way to send from the reply thread: use another");
            }
            LockSupport.parkNanos(this, BACK_PRESSURE_PARK_NS);
        }
        return future;
    }

    private boolean trySend(final Request request, final CompletableFuture<Answer> future) {
        lock.lock();
        try {
            final long correlationId = lastCorrelationId + 1;
            if (closing || engineEnded) {
                future.complete(new Answer.Refused(Outcome.CLOSED));
                return true;
            }
            if (!pending.isFree(correlationId)) {
                return false;
            }
            pending.put(correlationId, future);
            final Outcome outcome;
            try {
                outcome = session.offer(request, correlationId);
            } catch (final RuntimeException e) {
                pending.remove(correlationId);
                throw e;
            }
            return onOffered(outcome, correlationId, future);
        } finally {
            lock.unlock();
        }
    }

    private boolean onOffered(final Outcome outcome, final long correlationId, final CompletableFuture<Answer> future) {
        if (outcome == Outcome.OK) {
            lastCorrelationId = correlationId;
            lastOfferedCorrelationId = correlationId;
            return true;
        }
        pending.remove(correlationId);
        if (outcome == Outcome.BACK_PRESSURED) {
            return false;
        }
        future.complete(new Answer.Refused(outcome));
        return true;
    }

    private void replies() {
        final IdleStrategy idle = core.config().waiting().idleStrategy();
        long droppedCount = 0;
        while (!isDone()) {
            final int taken = session.poll(this::onAnswer, POLL_LIMIT);
            if (taken == 0 && session.droppedCount() != droppedCount) {
                droppedCount = loseDropped(droppedCount);
            }
            idle.idle(taken);
        }
        drainAfterEnd();
    }

    private boolean isDone() {
        if (engineEnded || core.hasFailed()) {
            return true;
        }
        return closing && lastTakenCorrelationId == lastOfferedCorrelationId;
    }

    /** Gives up what was dropped and has no answer behind it. What stands in the queue was written before the drop. */
    private long loseDropped(final long knownCount) {
        final long droppedCount = session.droppedCount();
        final long lastDropped = session.lastDroppedCorrelationId();
        if (session.hasAnswersWaiting()) {
            return knownCount;
        }
        loseUpTo(lastDropped, droppedCount);
        return droppedCount;
    }

    private void drainAfterEnd() {
        int taken;
        do {
            taken = session.poll(this::onAnswer, POLL_LIMIT);
        } while (taken > 0);
        lock.lock();
        try {
            final RuntimeException reason = core.hasFailed()
                    ? core.failure()
                    : new AnswerLostException("the engine closed before it answered; ask again by key");
            failUpTo(lastCorrelationId, reason);
        } finally {
            lock.unlock();
        }
    }

    private void onAnswer(
            final long correlationId, final DirectBuffer buffer, final int offset, final int lengthBytes) {
        if (correlationId > lastTakenCorrelationId + 1) {
            loseUpTo(correlationId - 1, session.droppedCount());
        }
        lastTakenCorrelationId = correlationId;
        final CompletableFuture<Answer> future = pending.take(correlationId);
        if (future != null) {
            future.complete(decoder.decode(buffer, offset));
        }
    }

    private void loseUpTo(final long correlationId, final long droppedCount) {
        failUpTo(correlationId, new AnswerLostException(droppedCount + " answers were dropped; ask again by key"));
    }

    private void failUpTo(final long correlationId, final RuntimeException reason) {
        while (lastTakenCorrelationId < correlationId) {
            lastTakenCorrelationId++;
            final CompletableFuture<Answer> future = pending.take(lastTakenCorrelationId);
            if (future != null) {
                future.completeExceptionally(reason);
            }
        }
    }

    /** The engine's threads have ended: nothing more will be answered. */
    void onEngineEnded() {
        engineEnded = true;
        joinReplies();
    }

    /** Takes no more requests, waits for the answers under way, and ends the reply thread. */
    @Override
    public void close() {
        lock.lock();
        try {
            closing = true;
        } finally {
            lock.unlock();
        }
        joinReplies();
        session.close();
    }

    private void joinReplies() {
        boolean interrupted = false;
        while (replyThread.isAlive() && Thread.currentThread() != replyThread) {
            try {
                replyThread.join();
            } catch (final InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
