package dev.florin.gateway.request;

/** Decimal numbers in ASCII digits; no floating point. */
final class Decimals {
    /** Says that a text is no number, or none of 63 bits. */
    static final long INVALID = -1;

    private Decimals() {}

    /** Reads digits only, with leading zeros or without: 0..2^63-1, or {@link #INVALID}. */
    static long parseUnsigned(final String text, final int start, final int end) {
        return start >= end ? INVALID : append(0, text, start, end);
    }

    /**
     * Reads decimal major units as minor units: an optional minus, digits, optionally a point and more digits.
     *
     * @param what the field, for the message.
     * @param text as sent.
     * @param scale decimals of the ledger.
     * @return minor units, of either sign; below -2^63+1 saturated.
     * @throws RefusedLineException if the text is not of the form, has more decimals than the scale, or is above
     *     2^63-1.
     */
    static long parseMinorUnits(final String what, final String text, final int scale) throws RefusedLineException {
        requireForm(what, text);
        final boolean isNegative = text.charAt(0) == '-';
        final int start = isNegative ? 1 : 0;
        final int point = text.indexOf('.');
        final int wholeEnd = point < 0 ? text.length() : point;
        final int decimals = point < 0 ? 0 : text.length() - point - 1;
        if (decimals > scale) {
            throw RefusedLineException.malformed(
                    what + " has " + decimals + " decimals, its ledger has " + scale + ": " + Quote.of(text));
        }
        long minor = append(0, text, start, wholeEnd);
        minor = append(minor, text, wholeEnd + 1, text.length());
        for (int i = decimals; i < scale; i++) {
            minor = appendDigit(minor, 0);
        }
        if (minor == INVALID && !isNegative) {
            throw RefusedLineException.malformed(what + " is above 2^63-1 minor units: " + Quote.of(text));
        }
        return minor == INVALID ? Long.MIN_VALUE : isNegative ? -minor : minor;
    }

    /** Refuses what is no decimal number: an optional minus, digits, optionally a point and more digits. */
    static void requireForm(final String what, final String text) throws RefusedLineException {
        final int start = text.startsWith("-") ? 1 : 0;
        final int point = text.indexOf('.');
        final int wholeEnd = point < 0 ? text.length() : point;
        if (!areDigits(text, start, wholeEnd) || (point >= 0 && !areDigits(text, point + 1, text.length()))) {
            throw RefusedLineException.malformed(
                    what + " must be a decimal number of major units such as \"1000.00\", is " + Quote.of(text));
        }
    }

    /** Whether a text of that form is above 0, whatever its scale. */
    static boolean isPositive(final String text) {
        return text.charAt(0) != '-' && text.chars().anyMatch(character -> character >= '1');
    }

    private static boolean areDigits(final String text, final int start, final int end) {
        for (int i = start; i < end; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return start < end;
    }

    /** Appends the digits of a range (an empty one appends none) to a number; stays {@link #INVALID} once it is. */
    private static long append(final long number, final String text, final int start, final int end) {
        long result = number;
        for (int i = start; i < end; i++) {
            result = appendDigit(result, text.charAt(i) - '0');
        }
        return result;
    }

    private static long appendDigit(final long number, final int digit) {
        if (number < 0 || digit < 0 || digit > 9) {
            return INVALID;
        }
        final long shifted = number * 10 + digit;
        return number > Long.MAX_VALUE / 10 || shifted < 0 ? INVALID : shifted;
    }
}
