package dev.florin.protocol.check;

import dev.florin.protocol.Bounds;

/** The characters of a ledger's code. */
public final class LedgerCodes {
    private LedgerCodes() {}

    /**
     * Whether a text may be a ledger's code.
     *
     * @param text any.
     * @return true for 1-12 of {@code A-Z 0-9 . _ -}.
     */
    public static boolean isCode(final CharSequence text) {
        if (text.length() < 1 || text.length() > Bounds.MAX_LEDGER_CODE_LENGTH) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (!isAllowed(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    static boolean isAllowed(final int character) {
        return (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9')
                || character == '.'
                || character == '_'
                || character == '-';
    }
}
