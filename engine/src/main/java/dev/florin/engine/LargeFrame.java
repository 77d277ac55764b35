package dev.florin.engine;

import java.util.concurrent.atomic.AtomicBoolean;
import org.agrona.ExpandableDirectByteBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A command too large for a slot, in a buffer of its session. The session writes it and sets {@code inUse} before it
 * publishes the slot; the engine thread clears it with a release write after it has copied the bytes, which the session's
 * acquire read pairs with.
 */
final class LargeFrame {
    private static final int INITIAL_LENGTH = 4 * 1024;

    final ExpandableDirectByteBuffer buffer = new ExpandableDirectByteBuffer(INITIAL_LENGTH);
    private final AtomicBoolean inUse = new AtomicBoolean();

    /** Session's thread. */
    boolean tryTake(final UnsafeBuffer frame, final int lengthBytes) {
        if (inUse.getAcquire()) {
            return false;
        }
        buffer.putBytes(0, frame, 0, lengthBytes);
        inUse.setPlain(true);
        return true;
    }

    /** Engine thread, after copying. */
    void giveBack() {
        inUse.setRelease(false);
    }
}
