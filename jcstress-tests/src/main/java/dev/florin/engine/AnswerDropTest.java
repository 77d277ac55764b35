package dev.florin.engine;

import dev.florin.jcstress.Pattern;
import dev.florin.journal.concurrent.PublishedSequence;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** The queue is full and the engine thread drops an answer: a session that sees the count sees also which one it was. */
@JCStressTest
@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "not dropped yet")
@Outcome(id = "0, 99", expect = Expect.ACCEPTABLE, desc = "dropped between the two looks")
@Outcome(id = "1, 99", expect = Expect.ACCEPTABLE, desc = "dropped, and known which")
@Outcome(id = "1, 0", expect = Expect.FORBIDDEN, desc = "dropped, but the session is told of another")
@State
public class AnswerDropTest {
    private static final int QUEUE_LENGTH_BYTES = 1_024;
    private static final int LENGTH_BYTES = 96;
    private static final int DROPPED = 99;
    private static final UnsafeBuffer FRAME = Pattern.frame(1, LENGTH_BYTES);

    private final AnswerQueue answers = new AnswerQueue(QUEUE_LENGTH_BYTES, new PublishedSequence());

    /** Fills the queue. */
    public AnswerDropTest() {
        for (int i = 0; i < QUEUE_LENGTH_BYTES / (LENGTH_BYTES + Long.BYTES + 2 * Long.BYTES); i++) {
            answers.write(1, 1, FRAME, 0, LENGTH_BYTES);
        }
    }

    /** The engine thread. */
    @Actor
    public void engine() {
        answers.write(DROPPED, 1, FRAME, 0, LENGTH_BYTES);
    }

    /**
     * The session's thread.
     *
     * @param result the count and the answer.
     */
    @Actor
    public void session(final II_Result result) {
        result.r1 = (int) answers.droppedCount();
        result.r2 = (int) answers.lastDroppedCorrelationId();
    }
}
