package dev.florin.engine.client;

import dev.florin.protocol.Uint128;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Objects;
import java.util.UUID;

/**
 * The key of a command: 128 bits that the client chooses, once for everything that shall happen once. Write it down before
 * the command is sent (with the order, the payment, the campaign); whoever then sends the command again under the same key
 * gets the first answer again, and nothing happens twice.
 *
 * @param value not 0.
 */
public record Key(Uint128 value) {
    private static final int UUID_LENGTH_BYTES = 16;
    private static final long VERSION_5 = 5L << 12;
    private static final long VERSION_MASK = 0xF000L;
    private static final long VARIANT_RFC = 1L << 63;
    private static final long VARIANT_MASK = 3L << 62;

    /** Checks that the value is not 0. */
    public Key {
        Objects.requireNonNull(value, "value");
        if (value.isZero()) {
            throw new IllegalArgumentException("a key must not be 0");
        }
    }

    /**
     * A key that nobody else has.
     *
     * @return a random UUID.
     */
    public static Key random() {
        return new Key(Uint128.random());
    }

    /**
     * A UUID as key.
     *
     * @param uuid not all zeros.
     * @return its 128 bits.
     */
    public static Key of(final UUID uuid) {
        return new Key(Uint128.of(uuid));
    }

    /**
     * A number as key, such as a payment's in the front end's own database.
     *
     * @param number not 0, taken as unsigned.
     * @return the number.
     */
    public static Key of(final long number) {
        return new Key(Uint128.of(number));
    }

    /**
     * Reads a key.
     *
     * @param text a UUID or an unsigned decimal.
     * @return the key.
     * @throws IllegalArgumentException if the text is neither.
     */
    public static Key parse(final String text) {
        return new Key(Uint128.parse(text));
    }

    /**
     * The key of a step of what this key stands for. The same key and name give the same key always and everywhere: a UUID
     * of version 5 (RFC 9562) with this key as name space. One key written down serves a payment of many commands, or a
     * campaign of many credits, and a program that starts anew finds all of them again.
     *
     * @param name such as {@code "capture"}, or a customer's number.
     * @return the step's key.
     */
    public Key derive(final String name) {
        final ByteBuffer space =
                ByteBuffer.allocate(UUID_LENGTH_BYTES).putLong(value.high()).putLong(value.low());
        final MessageDigest digest = sha1();
        digest.update(space.array());
        final ByteBuffer hash = ByteBuffer.wrap(digest.digest(name.getBytes(StandardCharsets.UTF_8)));
        final long high = (hash.getLong() & ~VERSION_MASK) | VERSION_5;
        final long low = (hash.getLong() & ~VARIANT_MASK) | VARIANT_RFC;
        return new Key(new Uint128(high, low));
    }

    /**
     * The key of a numbered step.
     *
     * @param number such as a customer's.
     * @return as {@link #derive(String)} gives for its decimal digits.
     */
    public Key derive(final long number) {
        return derive(Long.toString(number));
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }

    /** {@return an unsigned decimal below 2^64, else a lower-case UUID} */
    @Override
    public String toString() {
        return value.toString();
    }
}
