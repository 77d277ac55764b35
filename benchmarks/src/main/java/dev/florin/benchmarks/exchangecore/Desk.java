package dev.florin.benchmarks.exchangecore;

import dev.florin.engine.Engine;
import dev.florin.engine.Session;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.answer.AnswerDecoder;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Request;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;

/** The one session of a run: prepares the market, offers the workload, reads the results. Belongs to one thread. */
final class Desk implements AutoCloseable {
    private static final int BURST = 512;
    private static final int POLL_LIMIT = 1_024;
    private static final int MAX_SPINS = 10;
    private static final int MAX_YIELDS = 100;
    private static final long MIN_PARK_NS = 10_000;
    private static final long MAX_PARK_NS = 100_000;

    private final Session session;
    private final AnswerDecoder decoder = new AnswerDecoder();
    private final IdleStrategy idle = new BackoffIdleStrategy(MAX_SPINS, MAX_YIELDS, MIN_PARK_NS, MAX_PARK_NS);
    private final OutcomeCheck outcomes = new OutcomeCheck();
    private long offered;
    private long answered;
    private Answer lastAnswer;

    Desk(final Engine engine) {
        session = engine.openSession();
    }

    void prepare(final int users) {
        for (final Command command : Market.preparation(users)) {
            final Answer answer = ask(command);
            if (!(answer instanceof Answer.OfCommand done) || done.outcome() != Outcome.OK) {
                throw new IllegalStateException(command + " was answered with " + answer);
            }
        }
    }

    /** Sends a request and waits for its answer. */
    Answer ask(final Request request) {
        offered++;
        final Outcome outcome = session.offer(request, offered);
        if (outcome != Outcome.OK) {
            throw new IllegalStateException(request + " was refused: " + outcome + ", " + session.why());
        }
        while (answered < offered) {
            idle.idle(session.poll(
                    (correlationId, buffer, offset, lengthBytes) -> {
                        lastAnswer = decoder.decode(buffer, offset);
                        answered++;
                    },
                    1));
        }
        return lastAnswer;
    }

    /** Sends a stretch of the workload with an open window, and waits for all answers. */
    void run(final Workload workload, final int from, final int to, final int window) {
        outcomes.begin(from);
        int next = from;
        while (outcomes.count() < to - from) {
            final int end = Math.min(to, Math.min(next + BURST, from + outcomes.count() + window));
            final int before = next;
            while (next < end && offer(workload, next)) {
                next++;
            }
            idle.idle(next - before + session.poll(outcomes, POLL_LIMIT));
        }
        offered += to - from;
        answered += to - from;
    }

    private boolean offer(final Workload workload, final int command) {
        final Outcome outcome =
                session.offer(workload.frames(), workload.offset(command), workload.length(command), command);
        if (outcome == Outcome.OK || outcome == Outcome.BACK_PRESSURED) {
            return outcome == Outcome.OK;
        }
        throw new IllegalStateException("command " + command + " was refused: " + outcome + ", " + session.why());
    }

    @Override
    public void close() {
        session.close();
    }
}
