package dev.florin.engine;

import dev.florin.journal.concurrent.Threads;
import dev.florin.protocol.Bounds;
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
 * in which it sent them. No more is under way than the session's queue has room for answers, so that none is ever lost. Futures are completed by the client's own reply thread, never by the engine's: what is chained to
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
    private final AnswerBudget budget;
    private final AnswerDecoder decoder = new AnswerDecoder();
    private final Thread replyThread;
    private long lastCorrelationId;
    private long lastTakenCorrelationId;
    private long takenBytes;
    private volatile long lastOfferedCorrelationId;
    private volatile boolean closing;
    private volatile boolean engineEnded;

    FlorinClient(final EngineCore core) {
        this.core = core;
        session = core.openSession();
        budget = new AnswerBudget(core.config().answerQueueLengthBytes());
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
     * @throws IllegalStateException if called by the reply thread, from something chained to a future.
     */
    public Answer call(final Request request) {
        requireMayWait();
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
     * Refuses to wait for an answer on the thread that takes the answers: it would wait for itself, and everyone for it.
     *
     * @throws IllegalStateException if called by the reply thread, from something chained to a future.
     */
    public void requireMayWait() {
        if (Thread.currentThread() == replyThread) {
            throw new IllegalStateException("the reply thread would wait for itself: use send, or another thread");
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
        final int answerBytes = budget.needOf(request);
        while (!trySend(request, answerBytes, future)) {
            if (Thread.currentThread() == replyThread) {
                throw new IllegalStateException("too much is under way to send from the reply thread: use another");
            }
            LockSupport.parkNanos(this, BACK_PRESSURE_PARK_NS);
        }
        return future;
    }

    private boolean trySend(final Request request, final int answerBytes, final CompletableFuture<Answer> future) {
        lock.lock();
        try {
            final long correlationId = lastCorrelationId + 1;
            if (closing || engineEnded) {
                future.complete(new Answer.Refused(Outcome.CLOSED, Bounds.NO_LEG, closedReason()));
                return true;
            }
            if (!pending.isFree(correlationId) || !budget.tryReserve(answerBytes)) {
                return false;
            }
            pending.put(correlationId, future, answerBytes);
            final Outcome outcome;
            try {
                outcome = session.offer(request, correlationId);
            } catch (final RuntimeException e) {
                forget(correlationId, answerBytes);
                throw e;
            }
            if (outcome == Outcome.OK) {
                lastCorrelationId = correlationId;
                lastOfferedCorrelationId = correlationId;
                return true;
            }
            forget(correlationId, answerBytes);
            return outcome != Outcome.BACK_PRESSURED
                    && future.complete(new Answer.Refused(outcome, session.leg(), session.why()));
        } finally {
            lock.unlock();
        }
    }

    private String closedReason() {
        return engineEnded ? core.closedReason() : "the client is closed";
    }

    private void forget(final long correlationId, final int answerBytes) {
        pending.remove(correlationId);
        budget.cancel(answerBytes);
    }

    private void replies() {
        try {
            final IdleStrategy idle = core.config().waiting().idleStrategy();
            while (!isDone()) {
                idle.idle(takeAnswers());
            }
            drainAfterEnd();
        } catch (final RuntimeException | Error e) {
            core.fail("the client's reply thread broke", e);
            failUnanswered(core.failure());
        }
    }

    private boolean isDone() {
        if (engineEnded || core.hasFailed()) {
            return true;
        }
        return closing && lastTakenCorrelationId == lastOfferedCorrelationId;
    }

    /** What was taken makes room only after the poll, when the queue has let go of it. */
    private int takeAnswers() {
        final int taken = session.poll(this::onAnswer, POLL_LIMIT);
        if (session.droppedCount() > 0) {
            throw new IllegalStateException(session.droppedCount()
                    + " answers were dropped, though no more was under way than the queue had room for");
        }
        budget.giveBack(takenBytes);
        takenBytes = 0;
        return taken;
    }

    private void drainAfterEnd() {
        letSendersFinish();
        int taken;
        do {
            taken = takeAnswers();
        } while (taken > 0);
        if (core.failure() == null && lastTakenCorrelationId != lastOfferedCorrelationId) {
            throw new IllegalStateException("the engine closed in good order and left requests unanswered");
        }
        failUnanswered(core.failure());
    }

    /** Whoever has offered a request also notes it; whoever comes later is refused. */
    private void letSendersFinish() {
        lock.lock();
        try {
            engineEnded = true;
        } finally {
            lock.unlock();
        }
    }

    private void onAnswer(
            final long correlationId, final DirectBuffer buffer, final int offset, final int lengthBytes) {
        if (correlationId != lastTakenCorrelationId + 1) {
            throw new IllegalStateException("answer " + correlationId + " came after " + lastTakenCorrelationId);
        }
        lastTakenCorrelationId = correlationId;
        takenBytes += pending.reservedBytes(correlationId);
        pending.take(correlationId).complete(decoder.decode(buffer, offset));
    }

    /** Leaves nothing under way; who sends later is refused. */
    private void failUnanswered(final RuntimeException engineFailure) {
        lock.lock();
        try {
            engineEnded = true;
            while (lastTakenCorrelationId < lastCorrelationId) {
                lastTakenCorrelationId++;
                pending.take(lastTakenCorrelationId).completeExceptionally(engineFailure);
            }
        } finally {
            lock.unlock();
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

    /** The reply thread itself may close the client, from a callback: it ends when that returns. */
    private void joinReplies() {
        if (Thread.currentThread() != replyThread) {
            Threads.joinUninterruptibly(replyThread);
        }
    }
}
