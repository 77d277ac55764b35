package dev.florin.protocol.command;

/** Values that do not fit in a field of a frame: a caller's mistake, and no outcome of a command. */
final class FieldRanges {
    private FieldRanges() {}

    static int unsignedShort(final int value, final String what) {
        if (value < 0 || value > 0xFFFF) {
            throw new IllegalArgumentException(what + " must be 0..65535, is " + value);
        }
        return value;
    }

    static short unsignedByte(final int value, final String what) {
        if (value < 0 || value > 0xFF) {
            throw new IllegalArgumentException(what + " must be 0..255, is " + value);
        }
        return (short) value;
    }
}
