package dev.florin.protocol.json;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * Writes JSON, one value a line, into a buffer that is handed on in large pieces. Puts the commas itself; that objects
 * and arrays are closed is the caller's to see to. Belongs to one thread.
 */
public final class JsonLines {
    private static final int INITIAL_LENGTH = 64 * 1024;
    private static final int MAX_LONG_LENGTH = 20;
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private byte[] bytes = new byte[INITIAL_LENGTH];
    private int length;
    private boolean needsComma;

    /**
     * Bytes that wait to be handed on.
     *
     * @return 0 or more.
     */
    public int length() {
        return length;
    }

    /**
     * Hands on what is there, whole lines or not, and starts anew.
     *
     * @param out where to.
     * @throws IOException as the stream says.
     */
    public void drainTo(final OutputStream out) throws IOException {
        out.write(bytes, 0, length);
        length = 0;
    }

    /**
     * Starts an object.
     *
     * @return this.
     */
    public JsonLines startObject() {
        return open('{');
    }

    /**
     * Ends an object.
     *
     * @return this.
     */
    public JsonLines endObject() {
        return close('}');
    }

    /**
     * Starts an array.
     *
     * @return this.
     */
    public JsonLines startArray() {
        return open('[');
    }

    /**
     * Ends an array.
     *
     * @return this.
     */
    public JsonLines endArray() {
        return close(']');
    }

    /** Ends the line. */
    public void endLine() {
        ensure(1);
        bytes[length++] = '\n';
        needsComma = false;
    }

    /**
     * The name of the value that follows.
     *
     * @param name any text.
     * @return this.
     */
    public JsonLines name(final String name) {
        value(name);
        ensure(1);
        bytes[length++] = ':';
        needsComma = false;
        return this;
    }

    /**
     * A string.
     *
     * @param text any; a surrogate without its twin is written as an escape.
     * @return this.
     */
    public JsonLines value(final String text) {
        comma();
        // An escape takes 6 bytes a character, UTF-8 at most 3.
        ensure(6 * text.length() + 2);
        bytes[length++] = '"';
        for (int i = 0; i < text.length(); i++) {
            final char character = text.charAt(i);
            if (character >= 0x20 && character < 0x7F && character != '"' && character != '\\') {
                bytes[length++] = (byte) character;
            } else {
                i += putSpecial(text, i);
            }
        }
        bytes[length++] = '"';
        needsComma = true;
        return this;
    }

    /**
     * A number.
     *
     * @param number any.
     * @return this.
     */
    public JsonLines value(final long number) {
        comma();
        ensure(MAX_LONG_LENGTH);
        if (number == Long.MIN_VALUE) {
            return ascii(Long.toString(number));
        }
        if (number < 0) {
            bytes[length++] = '-';
        }
        long rest = Math.abs(number);
        final int digits = digits(rest);
        for (int i = length + digits - 1; i >= length; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
        needsComma = true;
        return this;
    }

    /**
     * A number of any size.
     *
     * @param number any.
     * @return this.
     */
    public JsonLines value(final BigInteger number) {
        comma();
        return ascii(number.toString());
    }

    /**
     * A truth value.
     *
     * @param truth either.
     * @return this.
     */
    public JsonLines value(final boolean truth) {
        comma();
        return ascii(truth ? "true" : "false");
    }

    /**
     * No value.
     *
     * @return this.
     */
    public JsonLines nullValue() {
        comma();
        return ascii("null");
    }

    private JsonLines open(final char bracket) {
        comma();
        ensure(1);
        bytes[length++] = (byte) bracket;
        needsComma = false;
        return this;
    }

    private JsonLines close(final char bracket) {
        ensure(1);
        bytes[length++] = (byte) bracket;
        needsComma = true;
        return this;
    }

    private void comma() {
        if (needsComma) {
            ensure(1);
            bytes[length++] = ',';
        }
    }

    private JsonLines ascii(final String text) {
        ensure(text.length());
        for (int i = 0; i < text.length(); i++) {
            bytes[length++] = (byte) text.charAt(i);
        }
        needsComma = true;
        return this;
    }

    /** Writes what is not plain ASCII; returns how many more characters were taken than one. */
    private int putSpecial(final String text, final int index) {
        final char character = text.charAt(index);
        if (character == '"' || character == '\\') {
            bytes[length++] = '\\';
            bytes[length++] = (byte) character;
        } else if (character < 0x80) {
            putEscape(character);
        } else if (character < 0x800) {
            bytes[length++] = (byte) (0xC0 | (character >> 6));
            bytes[length++] = (byte) (0x80 | (character & 0x3F));
        } else if (!Character.isSurrogate(character)) {
            bytes[length++] = (byte) (0xE0 | (character >> 12));
            bytes[length++] = (byte) (0x80 | ((character >> 6) & 0x3F));
            bytes[length++] = (byte) (0x80 | (character & 0x3F));
        } else if (isPair(text, index)) {
            putCodePoint(text.codePointAt(index));
            return 1;
        } else {
            putEscape(character);
        }
        return 0;
    }

    private static boolean isPair(final String text, final int index) {
        return Character.isHighSurrogate(text.charAt(index))
                && index + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(index + 1));
    }

    private void putCodePoint(final int codePoint) {
        bytes[length++] = (byte) (0xF0 | (codePoint >> 18));
        bytes[length++] = (byte) (0x80 | ((codePoint >> 12) & 0x3F));
        bytes[length++] = (byte) (0x80 | ((codePoint >> 6) & 0x3F));
        bytes[length++] = (byte) (0x80 | (codePoint & 0x3F));
    }

    private void putEscape(final char character) {
        bytes[length++] = '\\';
        bytes[length++] = 'u';
        for (int shift = 12; shift >= 0; shift -= 4) {
            bytes[length++] = (byte) HEX[(character >> shift) & 0xF];
        }
    }

    private static int digits(final long number) {
        int digits = 1;
        for (long rest = number; rest >= 10; rest /= 10) {
            digits++;
        }
        return digits;
    }

    private void ensure(final int more) {
        if (more > bytes.length - length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, Math.addExact(length, more)));
        }
    }
}
