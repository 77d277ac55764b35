package dev.florin.engine;

import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.YieldingWaitStrategy;
import com.lmax.disruptor.dsl.ProducerType;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Done wrong: looks whether the engine closes before it claims, and not after. */
@JCStressTest
@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "accepted, and taken")
@Outcome(id = "-2, 0", expect = Expect.ACCEPTABLE, desc = "refused, and not taken")
@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE_INTERESTING, desc = "lost, as this variant must show")
@State
public class BrokenRingClosingTest {
    private final RingBuffer<int[]> ring =
            RingBuffer.create(ProducerType.MULTI, () -> new int[1], 2, new YieldingWaitStrategy());
    private volatile boolean closing;

    /** Made for every try. */
    public BrokenRingClosingTest() {}

    /**
     * The session's thread.
     *
     * @param result what it is told.
     */
    @Actor
    public void session(final II_Result result) {
        if (closing) {
            result.r1 = CommandRing.CLOSING;
        } else {
            ring.publish(ring.next());
        }
    }

    /**
     * The thread that closes, and the engine thread that drains.
     *
     * @param result what was taken.
     */
    @Actor
    public void engine(final II_Result result) {
        closing = true;
        result.r2 = (int) ring.getCursor() + 1;
    }
}
