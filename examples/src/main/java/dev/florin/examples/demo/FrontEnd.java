package dev.florin.examples.demo;

import dev.florin.engine.Session;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.answer.AnswerDecoder;
import dev.florin.protocol.command.Command;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;

/** A front end: one thread, one session, hundreds of commands under way; it sends until its process is killed. */
final class FrontEnd implements Runnable {
    /** Commands that may be under way. */
    private static final int WINDOW = 512;

    private static final int POLL_LIMIT = 256;
    private static final int SENDS_BETWEEN_POLLS = 16;
    private static final int MAX_SPINS = 10;
    private static final int MAX_YIELDS = 20;
    private static final long MIN_PARK_NS = 20_000;
    private static final long MAX_PARK_NS = 200_000;

    private final int number;
    private final Plan plan;
    private final Session session;
    private final Scoreboard scoreboard;
    private final AnswerLog log;
    private final AtomicLong arrivals;
    private final long roundNs;
    private final AnswerDecoder decoder = new AnswerDecoder();
    private final IdleStrategy idle = new BackoffIdleStrategy(MAX_SPINS, MAX_YIELDS, MIN_PARK_NS, MAX_PARK_NS);
    private final long[] sentAtNs = new long[WINDOW];
    private long sent;
    private long answered;

    /**
     * A front end of several.
     *
     * @param arrivals counts, for all of them, rounds that one of them has sent.
     * @param roundNs time that a round takes at least.
     */
    FrontEnd(
            final int number,
            final Plan plan,
            final Session session,
            final Scoreboard scoreboard,
            final AnswerLog log,
            final AtomicLong arrivals,
            final long roundNs) {
        this.number = number;
        this.plan = plan;
        this.session = session;
        this.scoreboard = scoreboard;
        this.log = log;
        this.arrivals = arrivals;
        this.roundNs = roundNs;
    }

    @Override
    public void run() {
        final long startNs = System.nanoTime();
        for (long round = 0; ; round++) {
            for (final Step step : plan.steps(round, number, Long.MAX_VALUE)) {
                send(step.command());
            }
            arrivals.incrementAndGet();
            final long all = (round + 1) * plan.frontEnds();
            while (arrivals.get() < all || System.nanoTime() - startNs < (round + 1) * roundNs) {
                idle.idle(poll());
            }
        }
    }

    private void send(final Command command) {
        while (sent - answered >= WINDOW) {
            idle.idle(poll());
        }
        // Counted first: whatever reaches the engine was counted, whenever the process is killed.
        scoreboard.sent(number, sent + 1);
        sentAtNs[(int) (sent % WINDOW)] = System.nanoTime();
        Outcome outcome = session.offer(command, sent);
        while (outcome == Outcome.BACK_PRESSURED) {
            idle.idle(poll());
            outcome = session.offer(command, sent);
        }
        if (outcome != Outcome.OK) {
            throw new IllegalStateException(command + " was refused at the door: " + outcome + ", " + session.why());
        }
        sent++;
        if (sent % SENDS_BETWEEN_POLLS == 0) {
            poll();
        }
    }

    private int poll() {
        final int taken = session.poll(this::onAnswer, POLL_LIMIT);
        if (taken > 0) {
            log.flush();
            scoreboard.answered(number, answered);
        }
        return taken;
    }

    private void onAnswer(
            final long correlationId, final DirectBuffer buffer, final int offset, final int lengthBytes) {
        if (correlationId != answered) {
            throw new IllegalStateException("answer " + correlationId + " came where " + answered + " was due");
        }
        if (!(decoder.decode(buffer, offset) instanceof Answer.ToCommand answer)) {
            throw new IllegalStateException("the engine refused a command that it had taken");
        }
        log.add(GivenAnswer.of(answer));
        scoreboard.countLatency(number, System.nanoTime() - sentAtNs[(int) (answered % WINDOW)]);
        answered++;
    }
}
