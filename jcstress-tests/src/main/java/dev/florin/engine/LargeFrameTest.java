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
    private static final int LENGTH_BYTES = 2 * Slots.INLINE_LENGTH;
    private static final UnsafeBuffer FIRST = Pattern.frame(1, LENGTH_BYTES);
    private static final UnsafeBuffer SECOND = Pattern.frame(2, LENGTH_BYTES);

    private final CommandRing ring = new CommandRing(2);
    private final EventPoller.Handler<Slot> onSlot = this::onSlot;
    private final LargeFrame large = new LargeFrame();
    private final UnsafeBuffer copy = new UnsafeBuffer(new byte[LENGTH_BYTES]);
    private int seen;

    /** Made for every try. */
    public LargeFrameTest() {}

    /**
     * The session's thread.
     *
     * @param result whether it could use the buffer again.
     */
    @Actor
    public void session(final II_Result result) {
        large.tryTake(FIRST, LENGTH_BYTES);
        ring.publishLarge(Slot.REQUEST, 0, 1, 0, large, LENGTH_BYTES);
        result.r1 = large.tryTake(SECOND, LENGTH_BYTES) ? 1 : 0;
    }

    /**
     * The engine thread.
     *
     * @param result what it copied.
     */
    @Actor
    public void engine(final II_Result result) {
        ring.poll(onSlot);
        result.r2 = seen;
    }

    private boolean onSlot(final Slot slot, final long sequence, final boolean endOfBatch) {
        copy.putBytes(0, slot.buffer(), slot.frameOffset(), LENGTH_BYTES);
        slot.giveBack();
        seen = Pattern.isFrame(1, copy, 0, LENGTH_BYTES) ? 1 : 2;
        return true;
    }
}
