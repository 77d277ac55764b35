package dev.florin.examples.demo;

import dev.florin.engine.Session;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.answer.AnswerDecoder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;

/**
 * Sends every command of the load again, in the order of its front end, as clients do who were cut off; then ends the
 * scenes that were begun. Holds the answers beside those given before the kill. Belongs to one thread.
 */
final class AskAgain {
    private static final int WINDOW = 8 * 1024;
    private static final int POLL_LIMIT = 1_024;
    private static final int SENDS_BETWEEN_POLLS = 64;

    private record Asked(Step step, int frontEnd, long number) {}

    private final Plan plan;
    private final Session session;
    private final List<AnswerLogReader> given;
    private final long[] sentBefore;
    private final long[] asked;
    private final long recoveredSequence;
    private final Deque<Asked> underWay = new ArrayDeque<>();
    private final AnswerDecoder decoder = new AnswerDecoder();
    private final IdleStrategy idle = new BackoffIdleStrategy();
    private final Tally tally = new Tally();
    private final List<String> differences = new ArrayList<>();
    private final List<String> contradictions = new ArrayList<>();
    private long answeredBefore;
    private long inFlight;
    private long inFlightKept;
    private long correlationId;
    private long rounds;

    /**
     * Asks an engine that has recovered.
     *
     * @param given what each front end took down.
     * @param sentBefore commands that each front end had sent.
     * @param recoveredSequence last sequence that was in the journal.
     */
    AskAgain(
            final Plan plan,
            final Session session,
            final List<AnswerLogReader> given,
            final long[] sentBefore,
            final long recoveredSequence) {
        this.plan = plan;
        this.session = session;
        this.given = given;
        this.sentBefore = sentBefore.clone();
        this.recoveredSequence = recoveredSequence;
        asked = new long[plan.frontEnds()];
    }

    /** Asks for everything, and ends what was begun. */
    void run() {
        long round = 0;
        for (; !isAllAsked(); round++) {
            ask(round, Long.MAX_VALUE);
        }
        rounds = round;
        for (int i = 0; i < Plan.CLOSING_ROUNDS; i++) {
            ask(round + i, round - 1);
        }
        while (!underWay.isEmpty()) {
            idle.idle(poll());
        }
    }

    private boolean isAllAsked() {
        for (int i = 0; i < asked.length; i++) {
            if (asked[i] < sentBefore[i]) {
                return false;
            }
        }
        return true;
    }

    private void ask(final long round, final long lastPreparing) {
        for (int frontEnd = 0; frontEnd < asked.length; frontEnd++) {
            for (final Step step : plan.steps(round, frontEnd, lastPreparing)) {
                ask(new Asked(step, frontEnd, asked[frontEnd]++));
            }
        }
    }

    private void ask(final Asked next) {
        while (underWay.size() >= WINDOW) {
            idle.idle(poll());
        }
        Outcome outcome = session.offer(next.step().command(), correlationId);
        while (outcome == Outcome.BACK_PRESSURED) {
            idle.idle(poll());
            outcome = session.offer(next.step().command(), correlationId);
        }
        if (outcome != Outcome.OK) {
            throw new IllegalStateException(
                    next.step().command() + " was refused at the door: " + outcome + ", " + session.why());
        }
        underWay.add(next);
        correlationId++;
        if (correlationId % SENDS_BETWEEN_POLLS == 0) {
            poll();
        }
    }

    private int poll() {
        return session.poll(this::onAnswer, POLL_LIMIT);
    }

    private void onAnswer(final long id, final DirectBuffer buffer, final int offset, final int lengthBytes) {
        final Asked question = underWay.remove();
        if (!(decoder.decode(buffer, offset) instanceof Answer.ToCommand answer)) {
            throw new IllegalStateException("the engine refused a command that it had taken");
        }
        final Step step = question.step();
        compare(question, answer);
        tally.count(step.race(), step.phase(), answer.outcome());
        step.race().contradiction(step.phase(), step.scene(), answer).ifPresent(contradictions::add);
    }

    private void compare(final Asked question, final Answer.ToCommand answer) {
        final Optional<GivenAnswer> before = given.get(question.frontEnd()).next();
        if (before.isPresent()) {
            answeredBefore++;
            if (!answer.duplicate() || !before.get().equals(GivenAnswer.of(answer))) {
                differences.add(question.step().command() + " was answered " + before.get() + ", and now " + answer);
            }
        } else if (question.number() < sentBefore[question.frontEnd()]) {
            inFlight++;
            if (answer.duplicate() && answer.sequence() <= recoveredSequence) {
                inFlightKept++;
            }
        }
    }

    Tally tally() {
        return tally;
    }

    /** Answers that were given before the kill. */
    long answeredBefore() {
        return answeredBefore;
    }

    /** Commands that were sent before the kill and not answered. */
    long inFlight() {
        return inFlight;
    }

    /** Those of them that had reached the journal. */
    long inFlightKept() {
        return inFlightKept;
    }

    /** Scenes of every race that were run. */
    long scenes() {
        return rounds * Plan.SCENES_PER_ROUND;
    }

    /** Commands that were answered otherwise than before. */
    List<String> differences() {
        return differences;
    }

    /** Answers that do not go with other answers. */
    List<String> contradictions() {
        return contradictions;
    }
}
