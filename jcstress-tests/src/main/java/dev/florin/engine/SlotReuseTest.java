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

/** The ring is full; a session offers one command more while the engine thread takes those that are there. */
@JCStressTest
@Outcome(id = "-1, 12", expect = Expect.ACCEPTABLE, desc = "back-pressured; the two that were there are taken")
@Outcome(id = "0, 12", expect = Expect.ACCEPTABLE, desc = "published once a slot was free; not taken by this poll")
@Outcome(id = ".*", expect = Expect.FORBIDDEN, desc = "a slot was written while the engine thread still read it")
@State
public class SlotReuseTest {
    private static final int LENGTH_BYTES = 80;
    private static final int SLOTS = 2;
    private static final UnsafeBuffer[] FRAMES = {
        Pattern.frame(0, LENGTH_BYTES),
        Pattern.frame(1, LENGTH_BYTES),
        Pattern.frame(2, LENGTH_BYTES),
        Pattern.frame(3, LENGTH_BYTES)
    };

    private final CommandRing ring = new CommandRing(SLOTS);
    private final EventPoller.Handler<Slot> onSlot = this::onSlot;
    private int seen;

    /** Fills the ring with commands 1 and 2. */
    public SlotReuseTest() {
        publish(1);
        publish(2);
    }

    private int publish(final int number) {
        return ring.publish(Slot.REQUEST, 0, number, 0, FRAMES[number], 0, LENGTH_BYTES);
    }

    /**
     * The session's thread.
     *
     * @param result whether the third was published.
     */
    @Actor
    public void session(final II_Result result) {
        result.r1 = publish(3);
    }

    /**
     * The engine thread.
     *
     * @param result the numbers of what it saw, one digit each.
     */
    @Actor
    public void engine(final II_Result result) {
        ring.poll(onSlot);
        result.r2 = seen;
    }

    private boolean onSlot(final Slot slot, final long sequence, final boolean endOfBatch) {
        final int number = (int) slot.correlationId();
        seen = 10 * seen + (Pattern.isFrame(number, slot.buffer(), slot.frameOffset(), LENGTH_BYTES) ? number : 9);
        return true;
    }
}
