package dev.florin.engine.client;

import dev.florin.protocol.HoldId;
import java.util.Objects;

/**
 * The name of a hold. Comes with {@link Receipt.Held}; {@link Ledger#hold} makes it again from the key of the command.
 *
 * @param id as the protocol writes it.
 * @param ledger on which it reserves.
 */
public record Hold(HoldId id, Ledger ledger) {
    /** Checks that nothing is missing. */
    public Hold {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(ledger, "ledger");
    }

    /** {@return the key, with the leg where an entry made it} */
    @Override
    public String toString() {
        return id.toString();
    }
}
