package dev.florin.engine;

import com.lmax.disruptor.MultiProducerSequencer;
import com.lmax.disruptor.YieldingWaitStrategy;
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

    private static final int SLOTS = 2;

    private final MultiProducerSequencer sequencer = new MultiProducerSequencer(SLOTS, new YieldingWaitStrategy());
    private final Slots slots = new Slots(SLOTS);
    private final Slot slot = new Slot(slots);

    /** Made for every try. */
    public BrokenSlotPublicationTest() {}

    /** The session's thread. */
    @Actor
    public void session() {
        final long sequence = sequencer.next();
        slots.putInline(sequence, FRAME, 0, LENGTH_BYTES);
        sequencer.publish(sequence);
    }

    /**
     * The engine thread.
     *
     * @param result what it saw.
     */
    @Actor
    public void engine(final I_Result result) {
        if (sequencer.getCursor() >= 0) {
            slot.at(0);
            result.r1 = Pattern.isFrame(1, slot.buffer(), slot.frameOffset(), LENGTH_BYTES) ? 1 : 2;
        }
    }
}
