package dev.florin.gateway.answer;

import dev.florin.gateway.request.Catalogue;
import dev.florin.gateway.request.DecodedLine;
import dev.florin.protocol.CommandKind;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.json.JsonLines;
import dev.florin.protocol.order.InstrumentState;
import dev.florin.protocol.order.OrderStatus;
import java.util.List;

/** Writes the answers to lines about orders and books. Belongs to one thread, as its catalogue does. */
public final class TradingAnswerWriter {
    private final JsonLines json;
    private final Catalogue catalogue;

    /**
     * A writer.
     *
     * @param json where the answers go.
     * @param catalogue that knows the instruments that answers name.
     */
    public TradingAnswerWriter(final JsonLines json, final Catalogue catalogue) {
        this.json = json;
        this.catalogue = catalogue;
    }

    /**
     * Writes what a command about one order decided.
     *
     * @param line that asked.
     * @param answer to it.
     */
    public void writeOrder(final DecodedLine line, final Answer.OfOrder answer) {
        json.startObject().name("op").value(line.op()).name("key").value(line.key());
        json.name("seq").value(answer.sequence()).name("at").value(answer.timestampNs());
        json.name("outcome").value(answer.outcome().name());
        writeProgress(json, answer.order());
        if (answer.duplicate()) {
            json.name("duplicate").value(true);
        } else if (answer.outcome().isSuccess() && answer.kind() != CommandKind.CANCEL) {
            writeFills(answer.fills());
        }
        json.endObject().endLine();
    }

    /** How an order stands, where there is one to tell of. */
    static void writeProgress(final JsonLines json, final Answer.OrderProgress order) {
        if (order.status() != OrderStatus.NONE) {
            json.name("status").value(order.status().text());
            json.name("filled").value(order.filled()).name("remaining").value(order.remaining());
        }
    }

    private void writeFills(final List<Answer.Fill> fills) {
        json.name("fills").startArray();
        for (final Answer.Fill fill : fills) {
            json.startObject()
                    .name("price")
                    .value(fill.price())
                    .name("quantity")
                    .value(fill.quantity());
            json.name("maker").value(fill.maker().toString());
            json.name("maker_owner").value(fill.makerOwner()).endObject();
        }
        json.endArray();
    }

    /**
     * Writes a book.
     *
     * @param line that asked.
     * @param answer to it.
     */
    public void writeBook(final DecodedLine line, final Answer.OfBook answer) {
        final InstrumentState state = answer.state()
                .orElseThrow(() -> new IllegalStateException(
                        "the engine does not have instrument " + answer.instrument() + ", which it told of before"));
        json.startObject().name("op").value(line.op()).name("seq").value(answer.sequence());
        json.name("instrument").value(instrumentCode(answer.instrument()));
        json.name("state").value(state.text());
        writeLevels("bids", answer.bids());
        writeLevels("asks", answer.asks());
        answer.indicative().ifPresent(this::writeIndicative);
        json.endObject().endLine();
    }

    private String instrumentCode(final int id) {
        final String code = catalogue.instrumentCode(id);
        if (code == null) {
            throw new IllegalStateException("an answer names instrument " + id + ", which the engine did not tell of");
        }
        return code;
    }

    private void writeLevels(final String side, final List<Answer.Level> levels) {
        json.name(side).startArray();
        for (final Answer.Level level : levels) {
            json.startArray().value(level.price()).value(level.quantity());
            json.value(level.orders()).endArray();
        }
        json.endArray();
    }

    private void writeIndicative(final Answer.Indicative indicative) {
        json.name("indicative");
        if (indicative.price() == 0) {
            json.nullValue();
        } else {
            json.startArray().value(indicative.price()).value(indicative.quantity());
            json.endArray();
        }
    }

    /**
     * Writes the open orders of an owner.
     *
     * @param line that asked.
     * @param answer to it.
     */
    public void writeOrders(final DecodedLine line, final Answer.OfOrders answer) {
        json.startObject().name("op").value(line.op()).name("seq").value(answer.sequence());
        json.name("owner").value(answer.owner()).name("orders").startArray();
        for (final Answer.OpenOrder order : answer.orders()) {
            writeOpenOrder(order);
        }
        json.endArray();
        if (answer.more()) {
            json.name("more").value(true);
        }
        json.endObject().endLine();
    }

    private void writeOpenOrder(final Answer.OpenOrder order) {
        json.startObject().name("order").value(order.key().toString());
        json.name("order_id").value(order.orderId());
        json.name("instrument").value(instrumentCode(order.instrument()));
        json.name("side").value(order.side().text());
        if (order.price() != 0) {
            json.name("price").value(order.price());
        }
        if (order.stop() != 0) {
            json.name("stop").value(order.stop());
        }
        json.name("filled").value(order.progress().filled());
        json.name("remaining").value(order.progress().remaining());
        json.name("status").value(order.progress().status().text()).endObject();
    }
}
