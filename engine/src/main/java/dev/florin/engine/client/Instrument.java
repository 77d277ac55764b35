package dev.florin.engine.client;

import dev.florin.protocol.Bounds;
import java.util.Objects;

/**
 * An instrument: trades lots of one ledger, the base, against another, the quote. Makes the prices and handles that belong
 * to it.
 *
 * <p>{@link Exchange#instrument} gives one as the engine has it. One that is made here must be the same: {@link
 * Exchange#createInstrument} sees to that, and refuses {@code INSTRUMENT_CONFLICT} where it is not.
 *
 * @param id 1..65535.
 * @param code such as {@code BTC-USD}.
 * @param base ledger that is traded.
 * @param quote ledger that it is paid in.
 * @param lot base minor units in one lot, at least 1.
 * @param tick quote minor units that prices are multiples of, at least 1.
 */
public record Instrument(int id, String code, Ledger base, Ledger quote, long lot, long tick) {
    /** Checks the ranges. */
    public Instrument {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(base, "base");
        Objects.requireNonNull(quote, "quote");
        if (id < 1 || id > Bounds.MAX_INSTRUMENT) {
            throw new IllegalArgumentException("an instrument's id must be 1.." + Bounds.MAX_INSTRUMENT + ", is " + id);
        }
        if (lot < 1 || tick < 1) {
            throw new IllegalArgumentException("lot and tick must be 1 or more, are " + lot + " and " + tick);
        }
    }

    /**
     * The price of one lot as people write it, in major units of the quote ledger.
     *
     * @param decimal such as {@code "25.00"}.
     * @return the price.
     * @throws IllegalArgumentException as {@link Ledger#amount(String)}, or if it is not on tick.
     */
    public Money price(final String decimal) {
        return onTick(quote.amount(decimal));
    }

    /**
     * The price of one lot in minor units of the quote ledger.
     *
     * @param minor a positive multiple of the tick.
     * @return the price.
     * @throws IllegalArgumentException if it is not on tick.
     */
    public Money price(final long minor) {
        return onTick(quote.minor(minor));
    }

    private Money onTick(final Money price) {
        if (price.minor() < 1 || price.minor() % tick != 0) {
            throw new IllegalArgumentException(price + " is no positive multiple of the tick of " + code + ", " + tick);
        }
        return price;
    }

    /**
     * The order that a key placed on this instrument.
     *
     * @param key of the place command.
     * @param owner of the order.
     * @return its name.
     */
    public Order order(final Key key, final long owner) {
        return new Order(key, owner, this);
    }

    /** {@return the code} */
    @Override
    public String toString() {
        return code;
    }
}
