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
 * A command too large for a slot waits in a session's buffer: the engine thread copies it out and gives the buffer back,
 * while the session wants it for the next one.
 */
@JCStressTest
@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "whole; the buffer was not yet back")
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "whole; the buffer was back in time for the second")
@Outcome(id = ".*", expect = Expect.FORBIDDEN, desc = "torn, or the second command in the place of the first")
@State
public class LargeFrameReuseTest {
    private static final int LENGTH_BYTES = 2 * Slots.INLINE_LENGTH;
    private static final UnsafeBuffer FIRST = Pattern.frame(1, LENGTH_BYTES);
    private static final UnsafeBuffer SECOND = Pattern.frame(2, LENGTH_BYTES);

    private final CommandRing ring = new CommandRing(2);
    private final EventPoller.Handler<Slot> onSlot = this::onSlot;
    private final LargeFrame large = new LargeFrame();
    private final UnsafeBuffer copy = new UnsafeBuffer(new byte[LENGTH_BYTES]);
    private int seen;

    /** The first command is published. */
    public LargeFrameReuseTest() {
        large.tryTake(FIRST, LENGTH_BYTES);
        ring.publishLarge(Slot.REQUEST, 0, 1, 0, large, LENGTH_BYTES);
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
