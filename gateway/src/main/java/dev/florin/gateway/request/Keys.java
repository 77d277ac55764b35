package dev.florin.gateway.request;

import dev.florin.protocol.Bounds;
import dev.florin.protocol.HoldId;
import dev.florin.protocol.Uint128;

/** Keys, references and the names of holds, as text. */
final class Keys {
    private static final char LEG_MARK = '#';

    private Keys() {}

    /** Reads a UUID or an unsigned decimal. */
    static Uint128 parse(final String what, final String text) throws RefusedLineException {
        try {
            return Uint128.parse(text);
        } catch (final IllegalArgumentException e) {
            throw RefusedLineException.malformed(
                    what + " must be a UUID or an unsigned decimal below 2^128, is " + Quote.of(text));
        }
    }

    /** Reads {@code key} or {@code key#leg}. */
    static HoldId parseHold(final String what, final String text) throws RefusedLineException {
        final int mark = text.indexOf(LEG_MARK);
        if (mark < 0) {
            return HoldId.of(parse(what, text));
        }
        final long leg = Decimals.parseUnsigned(text, mark + 1, text.length());
        if (leg < 0 || leg >= Bounds.MAX_LEGS) {
            throw RefusedLineException.malformed(
                    what + " must be key or key#leg, leg 0.." + (Bounds.MAX_LEGS - 1) + ", is " + Quote.of(text));
        }
        return new HoldId(parse(what, text.substring(0, mark)), (int) leg);
    }
}
