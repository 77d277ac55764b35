package dev.florin.engine;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A session publishes a command too large for a slot and at once wants its buffer for the next one; the engine thread
 * copies the first out and gives the buffer back.
 */
@JCStressTest
@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "not there yet; the buffer is still in use")
@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "whole; the buffer was not yet back")
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "whole; the buffer was back in time for the second")
@Outcome(id = "1, 0", expect = Expect.FORBIDDEN, desc = "the buffer was taken while the first waited in it")
@Outcome(id = ".*, 2", expect = Expect.FORBIDDEN, desc = "torn, or the second command in the place of the first")
@State
public class LargeFrameTest {
    private final LargeFrameHandOff handOff = new LargeFrameHandOff();

    /** Made for every try. */
    public LargeFrameTest() {}

    /**
     * The session's thread.
     *
     * @param result whether it could use the buffer again.
     */
    @Actor
    public void session(final II_Result result) {
        handOff.publishFirst();
        result.r1 = handOff.takeForSecond();
    }

    /**
     * The engine thread.
     *
     * @param result what it copied.
     */
    @Actor
    public void engine(final II_Result result) {
        result.r2 = handOff.copyOut();
    }
}
