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
        return CodeForm.isCode(text, Bounds.MAX_LEDGER_CODE_LENGTH);
    }
}
