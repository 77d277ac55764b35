package dev.florin.protocol.order;

import dev.florin.protocol.Uint128;

/**
 * Which order a command is about: named by the key that placed it, or by its order id, the sequence of that command. An id
 * finds open orders only, and finds them faster.
 *
 * @param isId whether the name is an order id.
 * @param name the key, or the id in the lower half.
 */
public record OrderRef(boolean isId, Uint128 name) {
    /**
     * The order that a key placed.
     *
     * @param key of the place command.
     * @return its name.
     */
    public static OrderRef ofKey(final Uint128 key) {
        return new OrderRef(false, key);
    }

    /**
     * The open order of an id.
     *
     * @param orderId sequence of the place command, 1 or more.
     * @return its name.
     */
    public static OrderRef ofId(final long orderId) {
        return new OrderRef(true, new Uint128(0, orderId));
    }

    /** {@return {@code order 21}, or {@code order id 21}} */
    @Override
    public String toString() {
        return (isId ? "order id " : "order ") + name;
    }
}
