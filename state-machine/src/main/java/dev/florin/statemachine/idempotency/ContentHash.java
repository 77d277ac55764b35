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
    private static final long SECRET_1 = 0xA0761D6478BD642FL;
    private static final long SECRET_2 = 0xE7037ED1A0B428DBL;
    private static final long SECRET_3 = 0x8EBC6AF09C88C6E3L;

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
        final long meaning = ((long) Frames.templateId(buffer, offset) << 16) | Frames.options(buffer, offset);
        long hash = Mixing.mix(meaning + SECRET_1) + (end - offset);
        int position = offset + CONTENT_OFFSET;
        for (; position + 2 * Long.BYTES <= end; position += 2 * Long.BYTES) {
            final long first = buffer.getLong(position, ByteOrder.LITTLE_ENDIAN);
            final long second = buffer.getLong(position + Long.BYTES, ByteOrder.LITTLE_ENDIAN);
            hash = Mixing.fold(first ^ SECRET_2, second ^ hash) + SECRET_3 * (first ^ hash);
        }
        if (position < end) {
            final long last = buffer.getLong(position, ByteOrder.LITTLE_ENDIAN);
            hash = Mixing.fold(last ^ SECRET_2, SECRET_3 ^ hash) + SECRET_1 * (last ^ hash);
        }
        return Mixing.mix(hash);
    }
}
