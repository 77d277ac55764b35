package dev.florin.engine;

import com.lmax.disruptor.EventPoller;
import dev.florin.jcstress.Pattern;
import org.agrona.concurrent.UnsafeBuffer;

/** A session with one buffer for commands too large for a slot, and the engine thread that copies them out of it. */
final class LargeFrameHandOff {
    private static final int LENGTH_BYTES = 2 * Slots.INLINE_LENGTH;
    private static final UnsafeBuffer FIRST = Pattern.frame(1, LENGTH_BYTES);
    private static final UnsafeBuffer SECOND = Pattern.frame(2, LENGTH_BYTES);

    private final CommandRing ring = new CommandRing(2);
    private final EventPoller.Handler<Slot> onSlot = this::onSlot;
    private final LargeFrame large = new LargeFrame();
    private final UnsafeBuffer copy = new UnsafeBuffer(new byte[LENGTH_BYTES]);
    private int seen;

    /** The session publishes its first command. */
    void publishFirst() {
        large.tryTake(FIRST, LENGTH_BYTES);
        ring.publishLarge(Slot.REQUEST, 0, 1, 0, large, LENGTH_BYTES);
    }

    /** The session wants the buffer for its second: 1 if it is back. */
    int takeForSecond() {
        return large.tryTake(SECOND, LENGTH_BYTES) ? 1 : 0;
    }

    /** The engine thread copies what there is and gives the buffer back: 0 nothing, 1 the first command whole, else 2. */
    int copyOut() {
        ring.poll(onSlot);
        return seen;
    }

    private boolean onSlot(final Slot slot, final long sequence, final boolean endOfBatch) {
        copy.putBytes(0, slot.buffer(), slot.frameOffset(), LENGTH_BYTES);
        slot.giveBack();
        seen = look();
        return true;
    }

    /** The engine thread done wrong: it gives the buffer back before it copies. */
    int giveBackAndCopyOut() {
        large.giveBack();
        copy.putBytes(0, large.buffer, 0, LENGTH_BYTES);
        return look();
    }

    private int look() {
        return Pattern.isFrame(1, copy, 0, LENGTH_BYTES) ? 1 : 2;
    }
}
