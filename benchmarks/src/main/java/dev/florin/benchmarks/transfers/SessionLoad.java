package dev.florin.benchmarks.transfers;

import dev.florin.engine.Engine;
import dev.florin.engine.Session;
import dev.florin.protocol.Outcome;
import java.util.concurrent.CountDownLatch;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;

/** One front-end thread: offers commands over a session of its own and takes the answers. */
final class SessionLoad implements Runnable {
    private static final int BURST = 512;
    private static final int POLL_LIMIT = 1_024;
    private static final int MAX_SPINS = 10;
    private static final int MAX_YIELDS = 100;
    private static final long MIN_PARK_NS = 10_000;
    private static final long MAX_PARK_NS = 100_000;

    private final Engine engine;
    private final Workload workload;
    private final long commandCount;
    private final CountDownLatch start;
    private final CommandSource source;
    private final AnswerCheck answers = new AnswerCheck();
    private final IdleStrategy idle = new BackoffIdleStrategy(MAX_SPINS, MAX_YIELDS, MIN_PARK_NS, MAX_PARK_NS);
    private long offered;
    private long batchEnd;
    private boolean isEncoded;
    private long posted;
    private long pended;
    private long frameBytes;
    private ThreadUsage usage;
    private RuntimeException failure;

    SessionLoad(
            final Engine engine,
            final Workload workload,
            final int index,
            final CommandSource source,
            final CountDownLatch start) {
        this.engine = engine;
        this.workload = workload;
        this.commandCount = workload.commandCountOf(index);
        this.source = source;
        this.start = start;
    }

    @Override
    public void run() {
        try (Session session = engine.openSession()) {
            start.await();
            final ThreadUsage before = ThreadUsage.ofThisThread();
            drive(session);
            usage = ThreadUsage.ofThisThread().since(before);
        } catch (final InterruptedException e) {
            failure = new IllegalStateException("nobody interrupts this thread", e);
        } catch (final RuntimeException e) {
            failure = e;
        }
    }

    private void drive(final Session session) {
        final long startNs = System.nanoTime();
        boolean isOffering = true;
        while (isOffering || answers.count() < offered) {
            int work = isOffering ? offer(session) : 0;
            work += session.poll(answers, POLL_LIMIT);
            idle.idle(work);
            isOffering = isOffering && offered < commandCount && System.nanoTime() - startNs < workload.durationNs();
        }
    }

    private int offer(final Session session) {
        final long end = Math.min(commandCount, Math.min(offered + BURST, allowedEnd()));
        final long before = offered;
        while (offered < end && offerOne(session)) {
            offered++;
            posted += source.posted();
            pended += source.pended();
            frameBytes += source.frameLengthBytes();
            isEncoded = false;
        }
        return (int) (offered - before);
    }

    /** The last command that may be offered now. */
    private long allowedEnd() {
        if (!workload.isClosed()) {
            return answers.count() + workload.underWayCount();
        }
        if (answers.count() == batchEnd) {
            batchEnd += workload.underWayCount();
        }
        return batchEnd;
    }

    private boolean offerOne(final Session session) {
        if (!isEncoded) {
            source.next();
            isEncoded = true;
        }
        final Outcome outcome = session.offer(source.frame(), 0, source.frameLengthBytes(), offered + 1);
        if (outcome == Outcome.OK) {
            return true;
        } else if (outcome == Outcome.BACK_PRESSURED) {
            return false;
        }
        throw new IllegalStateException("a command was refused: " + outcome + ", " + session.why());
    }

    /** Commands offered, all of them answered; once the thread has ended. */
    long commandCount() {
        return offered;
    }

    /** What the commands have posted, minor units; once the thread has ended. */
    long posted() {
        return posted;
    }

    /** What they have left pending, minor units; once the thread has ended. */
    long pended() {
        return pended;
    }

    /** Length of all frames offered; once the thread has ended. */
    long frameBytes() {
        return frameBytes;
    }

    /** What the thread used from start to end; once it has ended. */
    ThreadUsage usage() {
        return usage;
    }

    /** Throws what went wrong, if anything did; once the thread has ended. */
    void throwIfFailed() {
        if (failure != null) {
            throw failure;
        }
    }
}
