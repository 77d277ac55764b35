package dev.florin.engine;

import org.agrona.DirectBuffer;

/** The engine thread's view of one slot of the ring. A flyweight: valid until the next slot is taken. */
final class Slot {
    /** Nothing to do: its claim came after the engine began to close, or its copy failed. */
    static final int NOTHING = 0;
    /** A request of a session. */
    static final int REQUEST = 1;
    /** A request that carries its own timestamp. */
    static final int REQUEST_AT = 2;
    /** A tick after an advance of a manual clock, by {@link #timeNs}. */
    static final int ADVANCE = 3;
    /** The session offers nothing more. */
    static final int SESSION_CLOSED = 4;

    private static final int LENGTH_MASK = (1 << Slots.PURPOSE_SHIFT) - 1;

    private final Slots slots;
    private final DirectBuffer memory;
    private long sequence;
    private int offset;

    Slot(final Slots slots) {
        this.slots = slots;
        memory = slots.memory();
    }

    /** Turns to another slot; returns this. */
    Slot at(final long ringSequence) {
        sequence = ringSequence;
        offset = slots.offset(ringSequence);
        return this;
    }

    int purpose() {
        return memory.getInt(offset + Slots.PURPOSE_OFFSET) >>> Slots.PURPOSE_SHIFT;
    }

    /** Bytes of the frame; 0 where there is none. */
    int lengthBytes() {
        return memory.getInt(offset + Slots.PURPOSE_OFFSET) & LENGTH_MASK;
    }

    int sessionId() {
        return memory.getInt(offset + Slots.SESSION_OFFSET);
    }

    long correlationId() {
        return memory.getLong(offset + Slots.CORRELATION_OFFSET);
    }

    /** Ns since the epoch, or by which to advance, as the purpose says. */
    long timeNs() {
        return memory.getLong(offset + Slots.TIME_OFFSET);
    }

    /** Holds the frame at {@link #frameOffset}. */
    DirectBuffer buffer() {
        return isInline() ? memory : slots.largeFrame(sequence).buffer;
    }

    int frameOffset() {
        return isInline() ? offset + Slots.FRAME_OFFSET : 0;
    }

    /** Gives a session's buffer back to it, once its frame was copied. */
    void giveBack() {
        if (!isInline()) {
            slots.largeFrame(sequence).giveBack();
        }
    }

    private boolean isInline() {
        return lengthBytes() <= Slots.INLINE_LENGTH;
    }
}
