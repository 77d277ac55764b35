package dev.florin.engine;

import dev.florin.jcstress.Pattern;
import org.agrona.concurrent.UnsafeBuffer;
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
    private static final int LENGTH_BYTES = 2 * Slots.INLINE_LENGTH;
    private static final UnsafeBuffer FIRST = Pattern.frame(1, LENGTH_BYTES);
    private static final UnsafeBuffer SECOND = Pattern.frame(2, LENGTH_BYTES);

    private final LargeFrame large = new LargeFrame();
    private final UnsafeBuffer copy = new UnsafeBuffer(new byte[LENGTH_BYTES]);

    /** The first command waits in the buffer. */
    public BrokenLargeFrameTest() {
        large.tryTake(FIRST, LENGTH_BYTES);
    }

    /**
     * The session's thread.
     *
     * @param result whether it could use the buffer again.
     */
    @Actor
    public void session(final II_Result result) {
        result.r1 = large.tryTake(SECOND, LENGTH_BYTES) ? 1 : 0;
    }

    /**
     * The engine thread.
     *
     * @param result what it copied.
     */
    @Actor
    public void engine(final II_Result result) {
        large.giveBack();
        copy.putBytes(0, large.buffer, 0, LENGTH_BYTES);
        result.r2 = Pattern.isFrame(1, copy, 0, LENGTH_BYTES) ? 1 : 2;
    }
}
