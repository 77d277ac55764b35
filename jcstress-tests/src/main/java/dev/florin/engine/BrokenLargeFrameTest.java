package dev.florin.engine;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Done wrong: gives the buffer back before it has copied it. */
@JCStressTest
@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "whole; the buffer was not yet back")
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "whole; the buffer was back in time for the second")
@Outcome(id = "1, 2", expect = Expect.ACCEPTABLE_INTERESTING, desc = "torn or overwritten, as this variant must show")
@State
public class BrokenLargeFrameTest {
    private final LargeFrameHandOff handOff = new LargeFrameHandOff();

    /** The first command is published. */
    public BrokenLargeFrameTest() {
        handOff.publishFirst();
    }

    /**
     * The session's thread.
     *
     * @param result whether it could use the buffer again.
     */
    @Actor
    public void session(final II_Result result) {
        result.r1 = handOff.takeForSecond();
    }

    /**
     * The engine thread.
     *
     * @param result what it copied.
     */
    @Actor
    public void engine(final II_Result result) {
        result.r2 = handOff.giveBackAndCopyOut();
    }
}
