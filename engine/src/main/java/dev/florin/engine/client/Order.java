package dev.florin.engine.client;

import java.util.Objects;

/**
 * The name of an order. Comes with {@link Receipt.Placed}; {@link Instrument#order} makes it again from the key of the
 * command.
 *
 * @param key of the place command.
 * @param owner of the order.
 * @param instrument that it trades.
 */
public record Order(Key key, long owner, Instrument instrument) {
    /** Checks that nothing is missing. */
    public Order {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(instrument, "instrument");
    }

    /** {@return the key} */
    @Override
    public String toString() {
        return key.toString();
    }
}
