package dev.florin.engine;

import dev.florin.engine.counters.CountersFile;
import dev.florin.engine.counters.Health;
import dev.florin.journal.Journal;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the engine's threads, sessions and client share. Safe for any thread. */
final class EngineCore {
    private static final Logger LOG = LoggerFactory.getLogger(EngineCore.class);
    private static final long CLOSE_SESSION_TRIES = 10_000;
    private static final long CLOSE_SESSION_PARK_NS = 100_000;

    private final EngineConfig config;
    private final Journal journal;
    private final CountersFile counters;
    private final CommandRing ring;
    private final Sessions sessions = new Sessions();
    private final Subscriptions subscriptions = new Subscriptions();
    private final AtomicReference<EngineFailedException> failure = new AtomicReference<>();
    private volatile boolean failed;

    EngineCore(final EngineConfig config, final Journal journal, final CountersFile counters) {
        this.config = config;
        this.journal = journal;
        this.counters = counters;
        ring = new CommandRing(config.ringSlots());
    }

    EngineConfig config() {
        return config;
    }

    ClockMode clockMode() {
        return config.clockMode();
    }

    CommandRing ring() {
        return ring;
    }

    Sessions sessions() {
        return sessions;
    }

    Subscriptions subscriptions() {
        return subscriptions;
    }

    Session openSession() {
        final AnswerQueue answers = new AnswerQueue(config.answerQueueLengthBytes(), journal.durableSequence());
        return new Session(this, answers, sessions.add(answers));
    }

    EventSubscription subscribe() {
        final AnswerQueue events = new AnswerQueue(config.eventQueueLengthBytes(), journal.durableSequence());
        subscriptions.add(events);
        return new EventSubscription(subscriptions, events);
    }

    /** Says in the ring, behind all that the session offered, that nothing more comes of it. */
    void closeSession(final int id) {
        for (long i = 0; i < CLOSE_SESSION_TRIES; i++) {
            final int published = ring.publishSessionEnd(id);
            if (published != CommandRing.FULL) {
                return;
            }
            LockSupport.parkNanos(CLOSE_SESSION_PARK_NS);
        }
        LOG.warn("session {} could not be taken out: the engine does not move; its queue stays until it closes", id);
    }

    boolean hasSpace() {
        return journal.hasSpace();
    }

    long durableSequence() {
        return journal.durableSequence().read();
    }

    long wallNs() {
        return WallClock.nowNs();
    }

    /** Stops the engine: what is not durable will never be answered. */
    void fail(final String what, final Throwable cause) {
        final boolean isFirst = failure.compareAndSet(null, new EngineFailedException(what + ": " + cause, cause));
        if (isFirst) {
            counters.health(Health.FAILED);
        }
        // Between the two: who is refused finds the reason, and who sees that the engine failed knows that nothing
        // enters.
        ring.close();
        failed = true;
        if (isFirst) {
            LOG.error("{}; the engine takes no more commands; restart it to recover from the journal", what, cause);
        }
    }

    boolean hasFailed() {
        return failed;
    }

    /** The reason of the stop, or null. */
    EngineFailedException failure() {
        return failure.get();
    }

    void throwIfJournalFailed() {
        final Throwable cause = journal.failure();
        if (cause != null) {
            throw new IllegalStateException("the journal failed: " + cause, cause);
        }
    }

    String closedReason() {
        final EngineFailedException reason = failure.get();
        return reason == null ? "the engine is closed" : reason.getMessage();
    }
}
