package dev.florin.engine.client;

import java.util.Objects;

/**
 * The name of what a transfer or a capture posted, and of what can be reversed. Comes with {@link Receipt.Posted}; {@link
 * Ledger#posting} makes it again from the key of the command.
 *
 * @param key of the transfer or capture command.
 * @param ledger on which it posted.
 */
public record Posting(Key key, Ledger ledger) {
    /** Checks that nothing is missing. */
    public Posting {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(ledger, "ledger");
    }

    /** {@return the key} */
    @Override
    public String toString() {
        return key.toString();
    }
}
