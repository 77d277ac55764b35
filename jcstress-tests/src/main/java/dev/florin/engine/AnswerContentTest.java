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
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * The engine thread leaves two answers that are durable already, the second too large for the queue itself; the session
 * polls.
 */
@JCStressTest
@Outcome(id = "0", expect = Expect.ACCEPTABLE, desc = "none there yet")
@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "the first, whole")
@Outcome(id = "12", expect = Expect.ACCEPTABLE, desc = "both, in order, whole")
@Outcome(id = ".*", expect = Expect.FORBIDDEN, desc = "torn, or out of order")
@State
public class AnswerContentTest {
    private static final int QUEUE_LENGTH_BYTES = 1_024;
    private static final int SMALL_LENGTH_BYTES = 64;
    private static final int LARGE_LENGTH_BYTES = QUEUE_LENGTH_BYTES / 4;
    private static final UnsafeBuffer SMALL = Pattern.frame(1, SMALL_LENGTH_BYTES);
    private static final UnsafeBuffer LARGE = Pattern.frame(2, LARGE_LENGTH_BYTES);

    private final PublishedSequence durable = new PublishedSequence();
    private final AnswerQueue answers = new AnswerQueue(QUEUE_LENGTH_BYTES, durable);
    private final AnswerHandler onAnswer = this::onAnswer;
    private int seen;

    /** All is durable. */
    public AnswerContentTest() {
        durable.publish(2);
    }

    /** The engine thread. */
    @Actor
    public void engine() {
        answers.write(1, 1, SMALL, 0, SMALL_LENGTH_BYTES);
        answers.write(2, 2, LARGE, 0, LARGE_LENGTH_BYTES);
        answers.flush();
    }

    /**
     * The session's thread.
     *
     * @param result the numbers of what it saw, one digit each.
     */
    @Actor
    public void session(final I_Result result) {
        answers.poll(onAnswer, 2);
        result.r1 = seen;
    }

    private void onAnswer(
            final long correlationId, final DirectBuffer buffer, final int offset, final int lengthBytes) {
        final int number = (int) correlationId;
        final boolean isWhole = lengthBytes == (number == 1 ? SMALL_LENGTH_BYTES : LARGE_LENGTH_BYTES)
                && Pattern.isFrame(number, buffer, offset, lengthBytes);
        seen = 10 * seen + (isWhole ? number : 9);
    }
}
