package dev.florin.protocol.json;

import dev.florin.protocol.event.Event;
import dev.florin.protocol.event.EventDecoder;
import java.util.function.IntFunction;
import org.agrona.DirectBuffer;

/** Writes events, one a line. Holds a decoder, so it belongs to one thread. */
public final class EventLines {
    private final EventDecoder decoder = new EventDecoder();
    private final JsonLines json;
    private final IntFunction<String> instrumentCode;

    /**
     * A writer.
     *
     * @param json where the events go.
     * @param instrumentCode the code of an instrument's id.
     */
    public EventLines(final JsonLines json, final IntFunction<String> instrumentCode) {
        this.json = json;
        this.instrumentCode = instrumentCode;
    }

    /**
     * Writes one event.
     *
     * @param buffer that holds its frame; only read.
     * @param offset of the frame's header.
     * @throws IllegalArgumentException if the frame is no event, which would be a bug.
     */
    public void write(final DirectBuffer buffer, final int offset) {
        write(decoder.decode(buffer, offset));
    }

    /**
     * Writes one event.
     *
     * @param event any.
     */
    public void write(final Event event) {
        if (event instanceof Event.Traded traded) {
            put(traded);
        } else if (event instanceof Event.OrderChanged changed) {
            put(changed);
        } else if (event instanceof Event.LevelChanged changed) {
            put(changed);
        } else if (event instanceof Event.HoldChanged changed) {
            put(changed);
        } else {
            put((Event.InstrumentChanged) event);
        }
        json.endObject().endLine();
    }

    private void start(final String name, final Event event) {
        json.startObject().name("event").value(name);
        json.name("seq").value(event.sequence()).name("at").value(event.timestampNs());
    }

    private void put(final Event.HoldChanged event) {
        start("hold", event);
        json.name("hold").value(event.hold().toString());
        json.name("status").value(event.status().text());
        json.name("amount").value(event.amount());
        // Tells a partial capture, which leaves the hold open, from its beginning.
        json.name("remaining").value(event.remaining());
        if (event.code() != 0) {
            json.name("code").value(event.code());
        }
        if (!event.ref().isZero()) {
            json.name("ref").value(event.ref().toString());
        }
    }

    private void put(final Event.Traded event) {
        start("trade", event);
        json.name("trade").value(event.trade()).name("instrument").value(instrumentCode.apply(event.instrument()));
        json.name("price").value(event.price()).name("quantity").value(event.quantity());
        json.name("maker").value(event.maker().toString());
        json.name("taker").value(event.taker().toString());
        json.name("maker_owner").value(event.makerOwner()).name("taker_owner").value(event.takerOwner());
        json.name("taker_side").value(event.takerSide().text());
        json.name("maker_fee").value(event.makerFee()).name("taker_fee").value(event.takerFee());
    }

    private void put(final Event.OrderChanged event) {
        start("order", event);
        json.name("order").value(event.order().toString());
        json.name("owner").value(event.owner());
        json.name("status").value(event.status().text());
        json.name("remaining").value(event.remaining());
    }

    private void put(final Event.LevelChanged event) {
        start("level", event);
        json.name("instrument").value(instrumentCode.apply(event.instrument()));
        json.name("side").value(event.side().text());
        json.name("price").value(event.price()).name("quantity").value(event.quantity());
        json.name("orders").value(event.orders());
    }

    private void put(final Event.InstrumentChanged event) {
        start("instrument", event);
        json.name("instrument").value(instrumentCode.apply(event.instrument()));
        json.name("state").value(event.state().text());
    }
}
