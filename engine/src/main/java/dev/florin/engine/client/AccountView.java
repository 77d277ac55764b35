package dev.florin.engine.client;

import dev.florin.protocol.Bounds;
import dev.florin.protocol.answer.Answer;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * An account as it was when it was read. Its {@link #version} is what {@link CommandBuilder#expect} asks for.
 *
 * @param account which.
 * @param figures as the protocol tells them.
 */
public record AccountView(Account account, Answer.Account figures) {
    /** Checks that the figures are this account's. */
    public AccountView {
        Objects.requireNonNull(account, "account");
        if (!account.id().equals(figures.id())) {
            throw new IllegalArgumentException("figures of " + figures.id() + " are not those of " + account);
        }
    }

    /**
     * Whether there is such an account.
     *
     * @return false: all figures are 0.
     */
    public boolean exists() {
        return figures.exists();
    }

    /**
     * What the account owns: credits less debits.
     *
     * @return may be below 0.
     */
    public Money balance() {
        return account.ledger().minor(figures.balance());
    }

    /**
     * What may still be debited: balance, less what is held, less the floor.
     *
     * @return at most 2^63-1 minor units, also where the account has no floor.
     */
    public Money available() {
        return account.ledger().minor(figures.available());
    }

    /**
     * What open holds and orders reserve of the account.
     *
     * @return 0 or more.
     */
    public Money held() {
        return account.ledger().minor(figures.debitsPending());
    }

    /**
     * What open holds would bring the account.
     *
     * @return 0 or more.
     */
    public Money expected() {
        return account.ledger().minor(figures.creditsPending());
    }

    /**
     * The lowest balance allowed.
     *
     * @return empty where the balance may sink without limit.
     */
    public Optional<Money> floor() {
        return limit(figures.floor(), Bounds.NO_FLOOR);
    }

    /**
     * The highest balance allowed.
     *
     * @return empty where the balance may rise without limit.
     */
    public Optional<Money> ceiling() {
        return limit(figures.ceiling(), Bounds.NO_CEILING);
    }

    private Optional<Money> limit(final long value, final long none) {
        return value == none || !exists()
                ? Optional.empty()
                : Optional.of(account.ledger().minor(value));
    }

    /**
     * The version, to be expected by a later command.
     *
     * @return sequence of the last command that changed the account; 0: there is no such account.
     */
    public long version() {
        return figures.version();
    }

    /**
     * The oldest of the holds that reserve its debits, up to {@link Bounds#MAX_HOLDS_READ}.
     *
     * @return oldest first; {@code figures().moreHolds()} tells whether there are more.
     */
    public List<Answer.OpenHold> holds() {
        return figures.holds();
    }
}
