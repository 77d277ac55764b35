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

/**
 * A queue as full as its budget allows: the reply thread takes an answer and gives its room back, while a request is sent
 * whose answer the engine writes at once, as it may from the moment of the reservation.
 */
@JCStressTest
@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "no room yet: nothing was sent")
@Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "room was made, and the answer fits")
@Outcome(id = ".*", expect = Expect.FORBIDDEN, desc = "room was promised that the queue does not have")
@State
public class AnswerBudgetTest {
    private static final int QUEUE_LENGTH_BYTES = 512;
    /** With its header and prefix a sixth of the budget, and as long as a message here may be. */
    private static final int FRAME_LENGTH_BYTES = 40;

    private static final int NEED_BYTES = 64;
    private static final UnsafeBuffer FRAME = Pattern.frame(1, FRAME_LENGTH_BYTES);

    private final AnswerQueue answers = new AnswerQueue(QUEUE_LENGTH_BYTES, new PublishedSequence());
    private final AnswerBudget budget = new AnswerBudget(QUEUE_LENGTH_BYTES);

    /** Fills the queue up to the budget. */
    public AnswerBudgetTest() {
        while (budget.tryReserve(NEED_BYTES)) {
            answers.write(1, 0, FRAME, 0, FRAME_LENGTH_BYTES);
            answers.flush();
        }
    }

    /**
     * A sender's thread, and the engine thread after it.
     *
     * @param result whether the request was sent, and how many answers were dropped.
     */
    @Actor
    public void sender(final II_Result result) {
        if (budget.tryReserve(NEED_BYTES)) {
            answers.write(2, 0, FRAME, 0, FRAME_LENGTH_BYTES);
            answers.flush();
            result.r1 = 1;
        }
        result.r2 = (int) answers.droppedCount();
    }

    /** The reply thread. */
    @Actor
    public void replies() {
        final int taken = answers.poll((correlationId, buffer, offset, length) -> {}, 1);
        budget.giveBack((long) taken * NEED_BYTES);
    }
}
