package dev.florin.jcstress;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Bytes whose every word tells to which frame it belongs, so that a torn one is seen. */
public final class Pattern {
    private static final long STEP = 0x9E37_79B9_7F4A_7C15L;

    private Pattern() {}

    /**
     * Makes a frame.
     *
     * @param number of the frame.
     * @param lengthBytes a multiple of 8.
     * @return a buffer that holds the frame alone.
     */
    public static UnsafeBuffer frame(final int number, final int lengthBytes) {
        final UnsafeBuffer frame = new UnsafeBuffer(new byte[lengthBytes]);
        for (int offset = 0; offset < lengthBytes; offset += Long.BYTES) {
            frame.putLong(offset, word(number, offset, lengthBytes));
        }
        return frame;
    }

    /**
     * Whether a frame is there, whole.
     *
     * @param number of the frame.
     * @param buffer to look at.
     * @param offset of the frame.
     * @param lengthBytes of the frame.
     * @return false if any word of it differs.
     */
    public static boolean isFrame(
            final int number, final DirectBuffer buffer, final int offset, final int lengthBytes) {
        // Backwards: what is written last is looked at first.
        for (int i = lengthBytes - Long.BYTES; i >= 0; i -= Long.BYTES) {
            if (buffer.getLong(offset + i) != word(number, i, lengthBytes)) {
                return false;
            }
        }
        return true;
    }

    /** The first tells the frame's length, as every frame's does. */
    private static long word(final int number, final int offset, final int lengthBytes) {
        return offset == 0 ? (long) number << Integer.SIZE | lengthBytes : number * STEP + offset + 1;
    }
}
