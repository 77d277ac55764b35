package dev.florin.statemachine.idempotency;

import dev.florin.protocol.Frames;
import dev.florin.statemachine.hash.Mixing;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/**
 * The 64-bit hash of what a command means: its template, its options and its body without the key. Conditions are no
 * content; defaults were filled in when the frame was encoded. Part of the journal through stored outcomes: never changes.
 */
public final class ContentHash {
    private static final int KEY_LENGTH = 2 * Long.BYTES;
    private static final int CONTENT_OFFSET = Frames.HEADER_LENGTH + KEY_LENGTH;
    private static final long LEFT_MULTIPLIER = 0xA0761D6478BD642FL;
    private static final long RIGHT_MULTIPLIER = 0xE7037ED1A0B428DBL;

    private ContentHash() {}

    /**
     * Hashes the content of a command frame.
     *
     * @param buffer that holds the frame, checked before.
     * @param offset of its header.
     * @return the hash.
     */
    public static long of(final DirectBuffer buffer, final int offset) {
        final int end = offset + Frames.frameLength(buffer, offset) - Frames.conditionsLength(buffer, offset);
        // Words go to two lanes in turn, which the processor works on side by side. Kind and options are folded before
        // the first word meets them: an option shall never make up for a bit of an owner.
        long left = Mixing.fold(
                ((long) Frames.templateId(buffer, offset) << 16) | Frames.options(buffer, offset), RIGHT_MULTIPLIER);
        long right = (long) end - offset;
        int position = offset + CONTENT_OFFSET;
        for (; position + 2 * Long.BYTES <= end; position += 2 * Long.BYTES) {
            left = Mixing.fold(left ^ buffer.getLong(position, ByteOrder.LITTLE_ENDIAN), LEFT_MULTIPLIER);
            right = Mixing.fold(
                    right ^ buffer.getLong(position + Long.BYTES, ByteOrder.LITTLE_ENDIAN), RIGHT_MULTIPLIER);
        }
        if (position < end) {
            left = Mixing.fold(left ^ buffer.getLong(position, ByteOrder.LITTLE_ENDIAN), LEFT_MULTIPLIER);
        }
        return Mixing.mix(left, right);
    }
}
