package dev.florin.protocol;

import java.math.BigInteger;
import java.util.Objects;
import java.util.UUID;

/**
 * A key or a reference: 128 bits that the client chooses, as a UUID or an unsigned number.
 *
 * @param high the upper 64 bits, unsigned.
 * @param low the lower 64 bits, unsigned.
 */
public record Uint128(long high, long low) {
    /** The number 0: no reference; never a key. */
    public static final Uint128 ZERO = new Uint128(0, 0);

    private static final int MAX_DECIMAL_DIGITS = 39;
    private static final int UUID_LENGTH = 36;
    private static final BigInteger LIMIT = BigInteger.ONE.shiftLeft(128);

    /**
     * A small number.
     *
     * @param value taken as unsigned.
     * @return the number.
     */
    public static Uint128 of(final long value) {
        return new Uint128(0, value);
    }

    /**
     * The bits of a UUID.
     *
     * @param uuid any UUID.
     * @return its 128 bits.
     */
    public static Uint128 of(final UUID uuid) {
        return new Uint128(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
    }

    /**
     * A fresh key that nobody else has: a random UUID.
     *
     * @return a number that is not 0.
     */
    public static Uint128 random() {
        return of(UUID.randomUUID());
    }

    /**
     * Reads a UUID of 36 characters, in either case, or an unsigned decimal, with leading zeros or without.
     *
     * @param text what to read.
     * @return the number.
     * @throws IllegalArgumentException if the text is neither, or does not fit in 128 bits.
     */
    public static Uint128 parse(final String text) {
        Objects.requireNonNull(text, "text");
        if (text.length() == UUID_LENGTH && text.charAt(8) == '-') {
            return parseUuid(text);
        }
        return parseDecimal(text);
    }

    private static Uint128 parseUuid(final String text) {
        long high = 0;
        long low = 0;
        for (int i = 0; i < UUID_LENGTH; i++) {
            final char character = text.charAt(i);
            if (i == 8 || i == 13 || i == 18 || i == 23) {
                if (character != '-') {
                    throw new IllegalArgumentException("not a UUID: '" + text + "'");
                }
                continue;
            }
            final int digit = character < 128 ? Character.digit(character, 16) : -1;
            if (digit < 0) {
                throw new IllegalArgumentException("not a UUID: '" + text + "'");
            }
            high = (high << 4) | (low >>> 60);
            low = (low << 4) | digit;
        }
        return new Uint128(high, low);
    }

    private static Uint128 parseDecimal(final String text) {
        int start = 0;
        while (start < text.length() - 1 && text.charAt(start) == '0') {
            start++;
        }
        final int digits = text.length() - start;
        if (digits == 0 || digits > MAX_DECIMAL_DIGITS || !isDecimal(text, start)) {
            throw new IllegalArgumentException("neither a UUID nor an unsigned decimal below 2^128: '" + text + "'");
        }
        if (digits <= 18) {
            return of(Long.parseLong(text, start, text.length(), 10));
        }
        final BigInteger value = new BigInteger(text.substring(start));
        if (value.compareTo(LIMIT) >= 0) {
            throw new IllegalArgumentException("above 2^128-1: '" + text + "'");
        }
        return new Uint128(value.shiftRight(64).longValue(), value.longValue());
    }

    private static boolean isDecimal(final String text, final int start) {
        for (int i = start; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether this is the number 0.
     *
     * @return true for 0.
     */
    public boolean isZero() {
        return (high | low) == 0;
    }

    /** {@return an unsigned decimal below 2^64, else a lower-case UUID} */
    @Override
    public String toString() {
        return high == 0 ? Long.toUnsignedString(low) : new UUID(high, low).toString();
    }
}
