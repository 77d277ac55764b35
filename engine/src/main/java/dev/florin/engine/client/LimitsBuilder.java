package dev.florin.engine.client;

import dev.florin.protocol.Bounds;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * A command about the limits of an account.
 *
 * @param <T> the receipt of such a command.
 * @param <B> the builder itself.
 */
public abstract class LimitsBuilder<T extends Receipt, B extends LimitsBuilder<T, B>> extends CommandBuilder<T, B> {
    private final Account account;
    private OptionalLong floor = OptionalLong.empty();
    private OptionalLong ceiling = OptionalLong.empty();

    LimitsBuilder(final Caller caller, final Key key, final Account account) {
        super(caller, key);
        this.account = Objects.requireNonNull(account, "account");
    }

    /**
     * The lowest balance that the account may reach; below 0 it is a credit line.
     *
     * @param lowest of the account's ledger, within 2^62 of 0.
     * @return this.
     * @throws IllegalArgumentException if it is an amount of another ledger.
     */
    public final B floor(final Money lowest) {
        floor = OptionalLong.of(lowest.of(account.ledger()));
        return self();
    }

    /**
     * Lets the balance sink without limit, as for the bank's own side of the ledger.
     *
     * @return this.
     */
    public final B noFloor() {
        floor = OptionalLong.of(Bounds.NO_FLOOR);
        return self();
    }

    /**
     * The highest value that balance and expected credits may reach.
     *
     * @param highest of the account's ledger, within 2^62 of 0.
     * @return this.
     * @throws IllegalArgumentException if it is an amount of another ledger.
     */
    public final B ceiling(final Money highest) {
        ceiling = OptionalLong.of(highest.of(account.ledger()));
        return self();
    }

    /**
     * Lets the balance rise without limit.
     *
     * @return this.
     */
    public final B noCeiling() {
        ceiling = OptionalLong.of(Bounds.NO_CEILING);
        return self();
    }

    final Account account() {
        return account;
    }

    final OptionalLong floor() {
        return floor;
    }

    final OptionalLong ceiling() {
        return ceiling;
    }
}
