package dev.florin.protocol.check;

import org.agrona.DirectBuffer;

/** The form that codes of ledgers and instruments share: characters of {@code A-Z 0-9 . _ -}, at least one. */
final class CodeForm {
    private CodeForm() {}

    static boolean isCode(final CharSequence text, final int maxLength) {
        if (text.length() < 1 || text.length() > maxLength) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (!isAllowed(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Whether a field holds a code, padded with zeros. */
    static boolean isCode(final DirectBuffer buffer, final int offset, final int fieldLength, final int maxLength) {
        int length = 0;
        while (length < fieldLength && buffer.getByte(offset + length) != 0) {
            if (!isAllowed(buffer.getByte(offset + length))) {
                return false;
            }
            length++;
        }
        for (int i = length; i < fieldLength; i++) {
            if (buffer.getByte(offset + i) != 0) {
                return false;
            }
        }
        return length >= 1 && length <= maxLength;
    }

    private static boolean isAllowed(final int character) {
        return (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9')
                || character == '.'
                || character == '_'
                || character == '-';
    }
}
