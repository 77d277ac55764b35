package dev.florin.engine;

import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The memory of the ring's slots. All of a slot lies together, what belongs to a request before its frame, so that a
 * common command crosses to the engine thread in two cache lines. A slot is written by the session that claimed it and
 * read by the engine thread; the ring's publishing orders the two.
 */
final class Slots {
    /** Bytes of a slot: whole cache lines. */
    static final int SLOT_LENGTH = 3 * BitUtil.CACHE_LINE_LENGTH;

    static final int CORRELATION_OFFSET = 0;
    static final int TIME_OFFSET = 8;
    static final int SESSION_OFFSET = 16;
    /** Purpose and length of the frame, in one: {@code purpose << PURPOSE_SHIFT | lengthBytes}. */
    static final int PURPOSE_OFFSET = 20;

    static final int FRAME_OFFSET = 24;
    static final int PURPOSE_SHIFT = 24;

    /** Bytes of a frame that lies in its slot; a larger one lies in a buffer of its session. */
    static final int INLINE_LENGTH = SLOT_LENGTH - FRAME_OFFSET;

    private final UnsafeBuffer memory;
    private final LargeFrame[] largeFrames;

    /**
     * Empty slots.
     *
     * @param count a power of two.
     */
    Slots(final int count) {
        memory = new UnsafeBuffer(
                BufferUtil.allocateDirectAligned(Math.multiplyExact(count, SLOT_LENGTH), BitUtil.CACHE_LINE_LENGTH));
        largeFrames = new LargeFrame[count];
    }

    /** All slots, one after another; only read. */
    DirectBuffer memory() {
        return memory;
    }

    /** Where a slot begins in the memory. */
    int offset(final long sequence) {
        return index(sequence) * SLOT_LENGTH;
    }

    /** The buffer that holds the frame of a slot, if the frame is larger than the slot. */
    LargeFrame largeFrame(final long sequence) {
        return largeFrames[index(sequence)];
    }

    /** Publisher: copies a frame of at most {@link #INLINE_LENGTH} bytes into the slot. */
    void putInline(final long sequence, final DirectBuffer frame, final int frameOffset, final int lengthBytes) {
        memory.putBytes(offset(sequence) + FRAME_OFFSET, frame, frameOffset, lengthBytes);
    }

    /** Publisher: says where a frame lies that does not fit into the slot. */
    void putLarge(final long sequence, final LargeFrame large) {
        largeFrames[index(sequence)] = large;
    }

    /** Publisher: writes what belongs to the frame. */
    void put(
            final long sequence,
            final int purpose,
            final int sessionId,
            final long correlationId,
            final long timeNs,
            final int lengthBytes) {
        final int offset = offset(sequence);
        memory.putLong(offset + CORRELATION_OFFSET, correlationId);
        memory.putLong(offset + TIME_OFFSET, timeNs);
        memory.putInt(offset + SESSION_OFFSET, sessionId);
        putPurpose(offset, purpose, lengthBytes);
    }

    /** Publisher: makes it a slot of which nobody takes anything, whatever lay there. */
    void putNothing(final long sequence) {
        putPurpose(offset(sequence), Slot.NOTHING, 0);
    }

    private void putPurpose(final int offset, final int purpose, final int lengthBytes) {
        memory.putInt(offset + PURPOSE_OFFSET, purpose << PURPOSE_SHIFT | lengthBytes);
    }

    private int index(final long sequence) {
        return (int) sequence & (largeFrames.length - 1);
    }
}
