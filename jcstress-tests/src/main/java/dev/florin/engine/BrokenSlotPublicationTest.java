package dev.florin.engine;

import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.YieldingWaitStrategy;
import com.lmax.disruptor.dsl.ProducerType;
import dev.florin.jcstress.Pattern;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** Done wrong: takes the ring's cursor, which says what is claimed, for what is published. */
@JCStressTest
@Outcome(id = "0", expect = Expect.ACCEPTABLE, desc = "not there yet")
@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "there, whole")
@Outcome(id = "2", expect = Expect.ACCEPTABLE_INTERESTING, desc = "torn, as this variant must show")
@State
public class BrokenSlotPublicationTest {
    private static final int LENGTH_BYTES = 80;
    private static final UnsafeBuffer FRAME = Pattern.frame(1, LENGTH_BYTES);

    private final RingBuffer<Slot> ring = RingBuffer.create(
            ProducerType.MULTI,
            () -> new Slot(new UnsafeBuffer(new byte[Slot.INLINE_LENGTH])),
            2,
            new YieldingWaitStrategy());

    /** Made for every try. */
    public BrokenSlotPublicationTest() {}

    /** The session's thread. */
    @Actor
    public void session() {
        final long sequence = ring.next();
        ring.get(sequence).inline.putBytes(0, FRAME, 0, LENGTH_BYTES);
        ring.publish(sequence);
    }

    /**
     * The engine thread.
     *
     * @param result what it saw.
     */
    @Actor
    public void engine(final I_Result result) {
        if (ring.getCursor() >= 0) {
            result.r1 = Pattern.isFrame(1, ring.get(0).inline, 0, LENGTH_BYTES) ? 1 : 2;
        }
    }
}
