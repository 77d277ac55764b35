package dev.florin.engine;

import com.lmax.disruptor.EventPoller;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.agrona.concurrent.UnsafeBuffer;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Three sessions publish into a ring of four slots at once. Each is told what it would be told if they came one after the
 * other; and what the engine thread then takes is what was published, each command once and whole.
 */
@Tag("lincheck")
@Param(name = "number", gen = IntGen.class, conf = "1:100")
public class ManySessionsTest {
    private static final int SLOTS = 4;
    private static final int LENGTH_BYTES = 80;
    private static final boolean IS_LONG = Boolean.getBoolean("florin.long");

    private final CommandRing ring = new CommandRing(SLOTS);
    private final EventPoller.Handler<Slot> onSlot = this::onSlot;
    private final ConcurrentLinkedQueue<Integer> published = new ConcurrentLinkedQueue<>();
    private final List<Integer> taken = new ArrayList<>();

    /** Made for every try. */
    public ManySessionsTest() {}

    /**
     * A session's thread.
     *
     * @param number of the command.
     * @return what it is told.
     */
    @Operation
    public int publish(@Param(name = "number") final int number) {
        final UnsafeBuffer frame = new UnsafeBuffer(new byte[LENGTH_BYTES]);
        frame.setMemory(0, LENGTH_BYTES, (byte) number);
        final int result = ring.publish(Slot.REQUEST, number, number, 0, frame, 0, LENGTH_BYTES);
        if (result == CommandRing.PUBLISHED) {
            published.add(number);
        }
        return result;
    }

    /** The engine thread, once the sessions are done. */
    @Validate
    public void takesWhatWasPublished() {
        while (ring.depth() > 0) {
            ring.poll(onSlot);
        }
        final List<Integer> expected = new ArrayList<>(published);
        Collections.sort(expected);
        Collections.sort(taken);
        if (!taken.equals(expected)) {
            throw new IllegalStateException("published " + expected + ", taken " + taken);
        }
    }

    private boolean onSlot(final Slot slot, final long sequence, final boolean endOfBatch) {
        final int number = slot.sessionId();
        for (int i = 0; i < LENGTH_BYTES; i++) {
            if (slot.buffer().getByte(slot.frameOffset() + i) != number || slot.correlationId() != number) {
                throw new IllegalStateException("command " + number + " is torn");
            }
        }
        taken.add(number);
        return true;
    }

    /** What a ring tells to sessions that come one after the other. */
    public static final class OneAfterTheOther {
        private int count;

        /** Made for every try. */
        public OneAfterTheOther() {}

        /**
         * A session.
         *
         * @param number of the command, which does not matter.
         * @return what it is told.
         */
        public int publish(final int number) {
            if (count == SLOTS) {
                return CommandRing.FULL;
            }
            count++;
            return CommandRing.PUBLISHED;
        }
    }

    @Test
    void shouldTakeEveryCommandOfManySessionsOnce() {
        new StressOptions()
                .threads(3)
                .actorsPerThread(2)
                .actorsBefore(0)
                .actorsAfter(0)
                .iterations(IS_LONG ? 50 : 10)
                .invocationsPerIteration(IS_LONG ? 2_000 : 300)
                .sequentialSpecification(OneAfterTheOther.class)
                .check(ManySessionsTest.class);
    }
}
