package dev.florin.gateway.input;

/** Checks that bytes are UTF-8 as Unicode defines it: no overlong form, no surrogate, nothing above U+10FFFF. */
public final class Utf8 {
    /** Says that all bytes are valid. */
    public static final int VALID = -1;

    private Utf8() {}

    /**
     * Finds the first byte that is not part of a valid sequence.
     *
     * @param bytes that hold the text.
     * @param offset of its first byte.
     * @param length in bytes.
     * @return how many bytes after the offset the first invalid sequence starts, or {@link #VALID}.
     */
    public static int firstInvalid(final byte[] bytes, final int offset, final int length) {
        final int end = offset + length;
        int position = offset;
        while (position < end) {
            if (bytes[position] >= 0) {
                position++;
                continue;
            }
            final int sequenceLength = sequenceLength(bytes, position, end);
            if (sequenceLength == 0) {
                return position - offset;
            }
            position += sequenceLength;
        }
        return VALID;
    }

    /** Bytes of the sequence of two or more that starts at a position, or 0 where it is invalid. */
    private static int sequenceLength(final byte[] bytes, final int position, final int end) {
        final int lead = bytes[position] & 0xFF;
        if (lead >= 0xC2 && lead <= 0xDF) {
            return isContinued(bytes, position, end, 2, 0x80, 0xBF) ? 2 : 0;
        }
        if (lead >= 0xE0 && lead <= 0xEF) {
            final int lowest = lead == 0xE0 ? 0xA0 : 0x80;
            final int highest = lead == 0xED ? 0x9F : 0xBF;
            return isContinued(bytes, position, end, 3, lowest, highest) ? 3 : 0;
        }
        if (lead >= 0xF0 && lead <= 0xF4) {
            final int lowest = lead == 0xF0 ? 0x90 : 0x80;
            final int highest = lead == 0xF4 ? 0x8F : 0xBF;
            return isContinued(bytes, position, end, 4, lowest, highest) ? 4 : 0;
        }
        return 0;
    }

    private static boolean isContinued(
            final byte[] bytes,
            final int position,
            final int end,
            final int sequenceLength,
            final int lowestSecond,
            final int highestSecond) {
        if (position + sequenceLength > end) {
            return false;
        }
        final int second = bytes[position + 1] & 0xFF;
        if (second < lowestSecond || second > highestSecond) {
            return false;
        }
        for (int i = 2; i < sequenceLength; i++) {
            if ((bytes[position + i] & 0xC0) != 0x80) {
                return false;
            }
        }
        return true;
    }
}
