package dev.florin.engine.client;

import dev.florin.protocol.AccountId;
import java.util.Objects;

/**
 * The name of an account: owner, ledger and type are its identity. Made by {@link Ledger#account}.
 *
 * @param id as the protocol writes it.
 * @param ledger that it is on.
 */
public record Account(AccountId id, Ledger ledger) {
    /** Checks that the two agree. */
    public Account {
        Objects.requireNonNull(ledger, "ledger");
        if (id.ledger() != ledger.id()) {
            throw new IllegalArgumentException(id + " is not on " + ledger + ", which has the id " + ledger.id());
        }
    }

    /**
     * Who owns it.
     *
     * @return 0..2^63-1.
     */
    public long owner() {
        return id.owner();
    }

    /**
     * Which of the owner's accounts it is.
     *
     * @return 0..255; 0 is the ordinary one.
     */
    public int type() {
        return id.type();
    }

    /** {@return such as {@code 42/SEK}, or {@code 42/SEK/3} where the type is not 0} */
    @Override
    public String toString() {
        return owner() + "/" + ledger.code() + (type() == 0 ? "" : "/" + type());
    }
}
