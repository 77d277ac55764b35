package dev.florin.protocol.check;

import dev.florin.protocol.Bounds;

/** The characters of an instrument's code. */
public final class InstrumentCodes {
    private InstrumentCodes() {}

    /**
     * Whether a text may be an instrument's code.
     *
     * @param text any.
     * @return true for 1-25 of {@code A-Z 0-9 . _ -}.
     */
    public static boolean isCode(final CharSequence text) {
        return CodeForm.isCode(text, Bounds.MAX_INSTRUMENT_CODE_LENGTH);
    }
}
