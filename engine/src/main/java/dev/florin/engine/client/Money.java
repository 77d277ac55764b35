package dev.florin.engine.client;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * A number of minor units of one ledger. Made by {@link Ledger#amount} and {@link Ledger#minor}. Amounts of commands are 1
 * or more; balances and limits may be below 0.
 *
 * @param minor whole minor units.
 * @param ledger whose units they are.
 */
public record Money(long minor, Ledger ledger) implements Comparable<Money> {
    /** Checks that there is a ledger. */
    public Money {
        Objects.requireNonNull(ledger, "ledger");
    }

    /**
     * The sum.
     *
     * @param other of the same ledger.
     * @return this + other.
     * @throws IllegalArgumentException if the ledgers differ.
     * @throws ArithmeticException if the sum leaves 64 bits.
     */
    public Money plus(final Money other) {
        return new Money(Math.addExact(minor, other.of(ledger)), ledger);
    }

    /**
     * The difference.
     *
     * @param other of the same ledger.
     * @return this - other.
     * @throws IllegalArgumentException if the ledgers differ.
     * @throws ArithmeticException if the difference leaves 64 bits.
     */
    public Money minus(final Money other) {
        return new Money(Math.subtractExact(minor, other.of(ledger)), ledger);
    }

    /**
     * The minor units, for one who expects a certain ledger.
     *
     * @param expected the ledger.
     * @return whole minor units.
     * @throws IllegalArgumentException if this is money of another ledger.
     */
    long of(final Ledger expected) {
        if (!ledger.equals(expected)) {
            throw new IllegalArgumentException(this + " is not an amount of " + expected);
        }
        return minor;
    }

    /**
     * The amount in major units.
     *
     * @return exact, with all decimals of the ledger.
     */
    public BigDecimal decimal() {
        return BigDecimal.valueOf(minor, ledger.scale());
    }

    /**
     * Compares amounts of one ledger.
     *
     * @param other of the same ledger.
     * @return below 0, 0 or above 0 as usual.
     * @throws IllegalArgumentException if the ledgers differ.
     */
    @Override
    public int compareTo(final Money other) {
        return Long.compare(minor, other.of(ledger));
    }

    /** {@return such as {@code 1000.00 SEK}} */
    @Override
    public String toString() {
        return decimal().toPlainString() + " " + ledger;
    }
}
