package dev.florin.protocol.support;

import java.util.HexFormat;

/** Bytes as people read them: sixteen a line, behind their offset. */
public final class HexDump {
    private static final int BYTES_PER_LINE = 16;
    private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

    private HexDump() {}

    /**
     * Prints bytes.
     *
     * @param bytes what to print.
     * @return lines such as {@code 0010  01 02 03}, each ended by a line feed.
     */
    public static String of(final byte[] bytes) {
        final StringBuilder text = new StringBuilder();
        for (int offset = 0; offset < bytes.length; offset += BYTES_PER_LINE) {
            final int end = Math.min(bytes.length, offset + BYTES_PER_LINE);
            text.append(HexFormat.of().toHexDigits((short) offset)).append("  ");
            text.append(HEX.formatHex(bytes, offset, end)).append('\n');
        }
        return text.toString();
    }
}
