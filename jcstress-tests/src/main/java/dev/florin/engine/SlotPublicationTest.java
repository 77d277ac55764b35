package dev.florin.engine;

import com.lmax.disruptor.EventPoller;
import dev.florin.jcstress.Pattern;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** A session publishes a command inline; the engine thread polls the ring. */
@JCStressTest
@Outcome(id = "0", expect = Expect.ACCEPTABLE, desc = "not there yet")
@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "there, whole, with all that belongs to it")
@Outcome(id = "2", expect = Expect.FORBIDDEN, desc = "torn: the engine would journal bytes that nobody sent")
@State
public class SlotPublicationTest {
    private static final int LENGTH_BYTES = 80;
    private static final int SESSION = 3;
    private static final long CORRELATION = 5;
    private static final long TIME_NS = 7;
    private static final UnsafeBuffer FRAME = Pattern.frame(1, LENGTH_BYTES);

    private final CommandRing ring = new CommandRing(2);
    private final EventPoller.Handler<Slot> onSlot = this::onSlot;
    private int seen;

    /** Sequence 0 of the ring stays behind it, so that the slot is the ring's first. */
    public SlotPublicationTest() {}

    /** The session's thread. */
    @Actor
    public void session() {
        ring.publish(Slot.REQUEST, SESSION, CORRELATION, TIME_NS, FRAME, 0, LENGTH_BYTES);
    }

    /**
     * The engine thread.
     *
     * @param result what it saw.
     */
    @Actor
    public void engine(final I_Result result) {
        ring.poll(onSlot);
        result.r1 = seen;
    }

    private boolean onSlot(final Slot slot, final long sequence, final boolean endOfBatch) {
        final boolean isWhole = slot.purpose() == Slot.REQUEST
                && slot.sessionId() == SESSION
                && slot.correlationId() == CORRELATION
                && slot.timeNs() == TIME_NS
                && slot.lengthBytes() == LENGTH_BYTES
                && Pattern.isFrame(1, slot.buffer(), slot.frameOffset(), LENGTH_BYTES);
        seen = isWhole ? 1 : 2;
        return true;
    }
}
