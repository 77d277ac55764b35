package dev.florin.replay.text;

import dev.florin.protocol.event.Event;
import dev.florin.protocol.order.OrderSide;
import dev.florin.replay.journal.Names;
import java.util.Optional;

/** Events in words. */
public final class EventWords {
    private final Names names;

    /**
     * Words.
     *
     * @param names of instruments.
     */
    public EventWords(final Names names) {
        this.names = names;
    }

    /**
     * An event.
     *
     * @param event any.
     * @return a line; empty for a price level, which a book shows better.
     */
    public Optional<String> line(final Event event) {
        if (event instanceof Event.Traded traded) {
            return Optional.of(trade(traded));
        }
        if (event instanceof Event.OrderChanged changed) {
            return Optional.of("order " + changed.order() + " of " + changed.owner() + ": "
                    + changed.status().text() + ", " + changed.filled() + " filled, " + changed.remaining() + " left");
        }
        if (event instanceof Event.HoldChanged changed) {
            return Optional.of("hold " + changed.hold() + ": "
                    + changed.status().text() + ", " + changed.amount() + ", " + changed.remaining() + " left");
        }
        return event instanceof Event.InstrumentChanged changed
                ? Optional.of(names.instrument(changed.instrument()) + ": "
                        + changed.state().text())
                : Optional.empty();
    }

    private String trade(final Event.Traded traded) {
        return "trade " + traded.trade() + " of " + names.instrument(traded.instrument()) + ": " + traded.quantity()
                + " at " + traded.price() + ", maker " + traded.maker() + " of " + traded.makerOwner() + " ("
                + (traded.takerSide() == OrderSide.BUY ? "sells" : "buys") + ", fee " + traded.makerFee() + "), taker "
                + traded.taker() + " of " + traded.takerOwner() + " ("
                + (traded.takerSide() == OrderSide.BUY ? "buys" : "sells") + ", fee " + traded.takerFee() + ")";
    }
}
