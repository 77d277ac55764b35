package dev.florin.engine;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A queue as full as its budget allows: the reply thread takes answers and gives their room back, while a request is sent
 * whose answer the engine writes at once, as it may from the moment of the reservation.
 */
@JCStressTest
@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "no room yet: nothing was sent")
@Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "room was made, and the answer fits")
@Outcome(id = ".*", expect = Expect.FORBIDDEN, desc = "room was promised that the queue does not have")
@State
public class AnswerBudgetTest {
    private final FullAnswerQueue full = new FullAnswerQueue();

    /** Made for every try. */
    public AnswerBudgetTest() {}

    /**
     * A sender's thread, and the engine thread after it.
     *
     * @param result whether the request was sent, and how many answers were dropped.
     */
    @Actor
    public void sender(final II_Result result) {
        result.r1 = full.sendLongest() ? 1 : 0;
        result.r2 = (int) full.droppedCount();
    }

    /** The reply thread takes the rest of a block, and the first of the longest answers. */
    @Actor
    public void replies() {
        full.takeTwo();
        full.giveTwoBack();
    }
}
