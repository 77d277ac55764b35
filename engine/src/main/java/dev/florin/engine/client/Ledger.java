package dev.florin.engine.client;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.Bounds;
import dev.florin.protocol.HoldId;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A ledger: one asset, with the number of decimals that its amounts have. Makes the accounts, amounts and handles that
 * belong to it, so that figures of two ledgers cannot be mixed up.
 *
 * <p>{@link Florin#ledger} gives one as the engine has it. One that is made here must be the same, for its scale says what
 * decimal amounts mean: {@link Florin#createLedger} sees to that, and refuses {@code LEDGER_CONFLICT} where it is not.
 *
 * @param id 1..65535.
 * @param code such as {@code SEK}.
 * @param scale decimals of an amount, 0..18.
 */
public record Ledger(int id, String code, int scale) {
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");

    /** Checks the ranges. */
    public Ledger {
        Objects.requireNonNull(code, "code");
        if (id < 1 || id > Bounds.MAX_LEDGER) {
            throw new IllegalArgumentException("a ledger's id must be 1.." + Bounds.MAX_LEDGER + ", is " + id);
        }
        if (scale < 0 || scale > Bounds.MAX_SCALE) {
            throw new IllegalArgumentException("a ledger's scale must be 0.." + Bounds.MAX_SCALE + ", is " + scale);
        }
    }

    /**
     * The ordinary account (type 0) of an owner.
     *
     * @param owner 0..2^63-1.
     * @return its name; whether it is open, a command or a read tells.
     */
    public Account account(final long owner) {
        return account(owner, 0);
    }

    /**
     * An account of an owner.
     *
     * @param owner 0..2^63-1.
     * @param type 0..255, the front end's own numbering; 0 is the ordinary account.
     * @return its name; whether it is open, a command or a read tells.
     */
    public Account account(final long owner, final int type) {
        return new Account(new AccountId(owner, id, type), this);
    }

    /**
     * An amount as people write it, in major units. There is no such method for floating point, on purpose.
     *
     * @param decimal such as {@code "1000.00"}, with no more decimals than the ledger has.
     * @return the amount.
     * @throws IllegalArgumentException if it is not of this form, has more decimals, or leaves 63 bits.
     */
    public Money amount(final String decimal) {
        if (!DECIMAL.matcher(decimal).matches()) {
            throw new IllegalArgumentException("not a decimal amount, such as 12.50: '" + decimal + "'");
        }
        return amount(new BigDecimal(decimal));
    }

    /**
     * An amount in major units.
     *
     * @param decimal with no more decimals than the ledger has, zeros at the end aside.
     * @return the amount.
     * @throws IllegalArgumentException if it has more decimals, or leaves 63 bits.
     */
    public Money amount(final BigDecimal decimal) {
        if (decimal.stripTrailingZeros().scale() > scale) {
            throw new IllegalArgumentException(
                    decimal.toPlainString() + " has more decimals than the " + scale + " of " + code);
        }
        try {
            return minor(decimal.movePointRight(scale).longValueExact());
        } catch (final ArithmeticException e) {
            throw new IllegalArgumentException(decimal.toPlainString() + " " + code + " does not fit in 63 bits", e);
        }
    }

    /**
     * An amount in whole minor units.
     *
     * @param minor such as 100000 for 1000.00 at scale 2.
     * @return the amount.
     */
    public Money minor(final long minor) {
        return new Money(minor, this);
    }

    /**
     * The hold that a hold command made, by that command's key.
     *
     * @param key of the command.
     * @return its name.
     */
    public Hold hold(final Key key) {
        return new Hold(HoldId.of(key.value()), this);
    }

    /**
     * The hold that a leg of an entry made.
     *
     * @param entryKey key of the entry.
     * @param leg index of the leg, 0..999.
     * @return its name.
     */
    public Hold hold(final Key entryKey, final int leg) {
        return new Hold(new HoldId(entryKey.value(), leg), this);
    }

    /**
     * What a transfer or capture command posted, by that command's key; the thing that can be reversed.
     *
     * @param key of the command.
     * @return its name.
     */
    public Posting posting(final Key key) {
        return new Posting(key, this);
    }

    /** {@return the code} */
    @Override
    public String toString() {
        return code;
    }
}
