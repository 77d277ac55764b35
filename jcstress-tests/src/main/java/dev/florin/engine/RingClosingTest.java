package dev.florin.engine;

import com.lmax.disruptor.EventPoller;
import dev.florin.jcstress.Pattern;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A session offers while the engine closes: what was accepted is applied, what was refused is not. */
@JCStressTest
@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "accepted, and taken before the engine thread ended")
@Outcome(id = "-2, 0", expect = Expect.ACCEPTABLE, desc = "refused, and not taken")
@Outcome(id = "0, 0", expect = Expect.FORBIDDEN, desc = "lost: accepted, but the engine thread ended without it")
@Outcome(id = "-2, 1", expect = Expect.FORBIDDEN, desc = "refused, and applied all the same")
@State
public class RingClosingTest {
    private static final int LENGTH_BYTES = 80;
    private static final UnsafeBuffer FRAME = Pattern.frame(1, LENGTH_BYTES);

    private final CommandRing ring = new CommandRing(2);
    private final EventPoller.Handler<Slot> onSlot = this::onSlot;
    private int taken;

    /** Made for every try. */
    public RingClosingTest() {}

    /**
     * The session's thread.
     *
     * @param result what it is told.
     */
    @Actor
    public void session(final II_Result result) {
        result.r1 = ring.publish(Slot.REQUEST, 0, 1, 0, FRAME, 0, LENGTH_BYTES);
    }

    /**
     * The thread that closes, and the engine thread that drains by the same rule as in production.
     *
     * @param result what was taken.
     */
    @Actor
    public void engine(final II_Result result) {
        ring.close();
        while (ring.takenSequence() < ring.cursor()) {
            ring.poll(onSlot);
        }
        result.r2 = taken;
    }

    private boolean onSlot(final Slot slot, final long sequence, final boolean endOfBatch) {
        if (slot.purpose() == Slot.REQUEST) {
            taken++;
        }
        return true;
    }
}
