package dev.florin.engine;

import dev.florin.jcstress.Pattern;
import dev.florin.journal.concurrent.PublishedSequence;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * The gate. Two answers lie in the queue, gated by sequences 1 and 2; the sync thread forces the first batch and publishes
 * its sequence; the session polls.
 */
@JCStressTest
@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "not durable yet: nothing leaves")
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "the first is durable and leaves; its sync came before")
@Outcome(id = "1, 0", expect = Expect.FORBIDDEN, desc = "an answer left before its command was durable")
@Outcome(id = ".*", expect = Expect.FORBIDDEN, desc = "the second left, whose batch was never synced")
@State
public class AnswerGateTest {
    private static final int QUEUE_LENGTH_BYTES = 1_024;
    private static final int LENGTH_BYTES = 64;
    private static final UnsafeBuffer FRAME = Pattern.frame(1, LENGTH_BYTES);

    private final PublishedSequence durable = new PublishedSequence();
    private final AnswerQueue answers = new AnswerQueue(QUEUE_LENGTH_BYTES, durable);
    private final AnswerHandler onAnswer = this::onAnswer;
    /** Stands for the disk: written before the sequence is published, and plain. */
    private int forced;

    private int answered;
    private int forcedWhenAnswered;

    /** The engine thread was here already. */
    public AnswerGateTest() {
        answers.write(1, 1, FRAME, 0, LENGTH_BYTES);
        answers.write(2, 2, FRAME, 0, LENGTH_BYTES);
        answers.flush();
    }

    /** The sync thread. */
    @Actor
    public void sync() {
        forced = 1;
        durable.publish(1);
    }

    /**
     * The session's thread.
     *
     * @param result how many answers left, and what was forced when they did.
     */
    @Actor
    public void session(final II_Result result) {
        answers.poll(onAnswer, 2);
        result.r1 = answered;
        result.r2 = forcedWhenAnswered;
    }

    private void onAnswer(
            final long correlationId, final DirectBuffer buffer, final int offset, final int lengthBytes) {
        forcedWhenAnswered = forced;
        answered++;
    }
}
