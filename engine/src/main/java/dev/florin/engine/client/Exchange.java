package dev.florin.engine.client;

import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.command.Read;
import dev.florin.protocol.order.OrderSide;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A trading front end's way to an engine, {@link Florin#exchange}: instruments, orders, books. Orders reserve and settle on
 * the owner's accounts of the ledger by themselves. Safe for any thread.
 */
public final class Exchange {
    private final Caller caller;
    private final Florin florin;
    /** Instruments never change once made, so they are looked up once. */
    private final Map<String, Instrument> instruments = new ConcurrentHashMap<>();

    Exchange(final Caller caller, final Florin florin) {
        this.caller = caller;
        this.florin = florin;
    }

    /**
     * The instrument of a code.
     *
     * @param code such as {@code BTC-USD}.
     * @return the instrument.
     * @throws NoSuchElementException if there is none: make it with {@link #createInstrument}.
     */
    public Instrument instrument(final String code) {
        final Instrument known = instruments.get(code);
        if (known != null) {
            return known;
        }
        for (final Answer.Instrument each : caller.call(new Read.GetInstruments(), Answer.OfInstruments.class)
                .instruments()) {
            final Ledger base = florin.ledger(each.baseLedger());
            final Ledger quote = florin.ledger(each.quoteLedger());
            instruments.put(each.code(), new Instrument(each.id(), each.code(), base, quote, each.lot(), each.tick()));
        }
        final Instrument found = instruments.get(code);
        if (found == null) {
            throw new NoSuchElementException("there is no instrument '" + code + "': create it first");
        }
        return found;
    }

    /**
     * Makes an instrument. Any key will do: its id and code are its identity.
     *
     * @param instrument to be made.
     * @param operator owner of its fee account and clearing accounts.
     * @return to be told the fees and sent.
     */
    public CreateInstrumentBuilder createInstrument(final Instrument instrument, final long operator) {
        return new CreateInstrumentBuilder(caller, Key.random(), instrument, operator);
    }

    /**
     * Changes state, reference price, band or fees of an instrument.
     *
     * @param key of the command.
     * @param instrument which.
     * @return to be told what, and sent.
     */
    public SetInstrumentBuilder setInstrument(final Key key, final Instrument instrument) {
        return new SetInstrumentBuilder(caller, key, instrument);
    }

    /**
     * Buys: pays quote, receives base.
     *
     * @param key of the command, and the name of the order.
     * @param owner who trades.
     * @param instrument what.
     * @param quantity lots, at least 1.
     * @return to be told the price, without which it is a market order, and sent.
     */
    public PlaceBuilder buy(final Key key, final long owner, final Instrument instrument, final long quantity) {
        return new PlaceBuilder(caller, key, owner, instrument, OrderSide.BUY, quantity);
    }

    /**
     * Sells: gives base, receives quote.
     *
     * @param key of the command, and the name of the order.
     * @param owner who trades.
     * @param instrument what.
     * @param quantity lots, at least 1.
     * @return to be told the price, without which it is a market order, and sent.
     */
    public PlaceBuilder sell(final Key key, final long owner, final Instrument instrument, final long quantity) {
        return new PlaceBuilder(caller, key, owner, instrument, OrderSide.SELL, quantity);
    }

    /**
     * Changes an order.
     *
     * @param key of the command; not that of the order.
     * @param order which.
     * @return to be told what, and sent.
     */
    public ReplaceBuilder replace(final Key key, final Order order) {
        return new ReplaceBuilder(caller, key, order);
    }

    /**
     * Cancels an order.
     *
     * @param key of the command; not that of the order.
     * @param order which.
     * @return to be sent.
     */
    public CancelBuilder cancel(final Key key, final Order order) {
        return new CancelBuilder(caller, key, order);
    }

    /**
     * Cancels the orders of an owner.
     *
     * @param key of the command.
     * @param owner whose.
     * @return to be sent.
     */
    public CancelAllBuilder cancelAll(final Key key, final long owner) {
        return new CancelAllBuilder(caller, key, owner);
    }

    /**
     * Reads a book: depth by price.
     *
     * @param instrument which.
     * @param depth most price levels of each side, 1..10,000.
     * @return as of now; every command answered before is in it.
     */
    public Answer.OfBook book(final Instrument instrument, final int depth) {
        return caller.call(new Read.GetBook(instrument.id(), depth), Answer.OfBook.class);
    }

    /**
     * Reads the open orders of an owner.
     *
     * @param owner whose.
     * @return by order id, the first 10,000; {@code more()} tells whether there are more.
     */
    public Answer.OfOrders orders(final long owner) {
        return caller.call(new Read.GetOrders(owner), Answer.OfOrders.class);
    }
}
