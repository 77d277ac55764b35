package dev.florin.protocol.answer;

import dev.florin.protocol.CommandKind;
import dev.florin.protocol.Frames;
import dev.florin.protocol.Options;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.answer.Answer.Fill;
import dev.florin.protocol.answer.Answer.Indicative;
import dev.florin.protocol.answer.Answer.Instrument;
import dev.florin.protocol.answer.Answer.Level;
import dev.florin.protocol.answer.Answer.OpenOrder;
import dev.florin.protocol.answer.Answer.OrderProgress;
import dev.florin.protocol.codec.BookAnswerDecoder;
import dev.florin.protocol.codec.InstrumentsAnswerDecoder;
import dev.florin.protocol.codec.OrderAnswerDecoder;
import dev.florin.protocol.codec.OrdersAnswerDecoder;
import dev.florin.protocol.order.InstrumentState;
import dev.florin.protocol.order.OrderSide;
import dev.florin.protocol.order.OrderStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.agrona.DirectBuffer;

/** Reads answers about orders, books and instruments out of frames. Holds flyweights, so it belongs to one thread. */
final class TradingAnswerDecoder {
    private final OrderAnswerDecoder order = new OrderAnswerDecoder();
    private final BookAnswerDecoder book = new BookAnswerDecoder();
    private final OrdersAnswerDecoder orders = new OrdersAnswerDecoder();
    private final InstrumentsAnswerDecoder instruments = new InstrumentsAnswerDecoder();

    Answer decode(final int templateId, final DirectBuffer buffer, final int offset) {
        return switch (templateId) {
            case OrderAnswerDecoder.TEMPLATE_ID -> decodeOrder(buffer, offset);
            case BookAnswerDecoder.TEMPLATE_ID -> decodeBook(buffer, offset);
            case OrdersAnswerDecoder.TEMPLATE_ID -> decodeOrders(buffer, offset);
            case InstrumentsAnswerDecoder.TEMPLATE_ID -> decodeInstruments(buffer, offset);
            default -> throw new IllegalArgumentException("template " + templateId + " is no answer");
        };
    }

    static OrderProgress progress(final int status, final long filled, final long remaining) {
        return status == OrderStatus.NONE.code()
                ? OrderProgress.NONE
                : new OrderProgress(OrderStatus.of(status), filled, remaining);
    }

    private Answer decodeOrder(final DirectBuffer buffer, final int offset) {
        Frames.wrap(order, buffer, offset);
        final long sequence = order.sequence();
        final long timestampNs = order.timestampNs();
        final CommandKind kind = CommandKind.ofTemplate(order.kind());
        final Outcome outcome = Outcome.of(order.outcome());
        final OrderProgress progress = progress(order.status(), order.filled(), order.remaining());
        final OrderAnswerDecoder.FillsDecoder group = order.fills();
        final List<Fill> fills = new ArrayList<>(group.count());
        for (final OrderAnswerDecoder.FillsDecoder fill : group) {
            final Uint128 maker = new Uint128(fill.makerHigh(), fill.makerLow());
            fills.add(new Fill(fill.price(), fill.quantity(), maker, fill.makerOwner()));
        }
        return new Answer.OfOrder(
                sequence,
                timestampNs,
                kind,
                outcome,
                (Frames.options(buffer, offset) & Options.DUPLICATE) != 0,
                progress,
                List.copyOf(fills));
    }

    private Answer decodeBook(final DirectBuffer buffer, final int offset) {
        Frames.wrap(book, buffer, offset);
        final long sequence = book.sequence();
        final int instrument = book.instrument();
        final Optional<InstrumentState> state =
                book.state() == 0 ? Optional.empty() : Optional.of(InstrumentState.of(book.state()));
        final boolean isAuction = (Frames.options(buffer, offset) & Options.INDICATIVE) != 0;
        final Optional<Indicative> indicative = isAuction
                ? Optional.of(new Indicative(book.indicativePrice(), book.indicativeQuantity()))
                : Optional.empty();
        final List<Level> bids = new ArrayList<>();
        for (final BookAnswerDecoder.BidsDecoder bid : book.bids()) {
            bids.add(new Level(bid.price(), bid.quantity(), bid.orders()));
        }
        final List<Level> asks = new ArrayList<>();
        for (final BookAnswerDecoder.AsksDecoder ask : book.asks()) {
            asks.add(new Level(ask.price(), ask.quantity(), ask.orders()));
        }
        return new Answer.OfBook(sequence, instrument, state, indicative, List.copyOf(bids), List.copyOf(asks));
    }

    private Answer decodeOrders(final DirectBuffer buffer, final int offset) {
        Frames.wrap(orders, buffer, offset);
        final long sequence = orders.sequence();
        final long owner = orders.owner();
        final List<OpenOrder> list = new ArrayList<>();
        for (final OrdersAnswerDecoder.OrdersDecoder each : orders.orders()) {
            list.add(new OpenOrder(
                    new Uint128(each.orderHigh(), each.orderLow()),
                    each.orderId(),
                    each.instrument(),
                    OrderSide.of(each.side()),
                    each.price(),
                    each.stop(),
                    progress(each.status(), each.filled(), each.remaining())));
        }
        final boolean isMore = (Frames.options(buffer, offset) & Options.MORE) != 0;
        return new Answer.OfOrders(sequence, owner, List.copyOf(list), isMore);
    }

    private Answer decodeInstruments(final DirectBuffer buffer, final int offset) {
        Frames.wrap(instruments, buffer, offset);
        final long sequence = instruments.sequence();
        final List<Instrument> list = new ArrayList<>();
        for (final InstrumentsAnswerDecoder.InstrumentsDecoder each : instruments.instruments()) {
            list.add(new Instrument(
                    each.instrument(),
                    each.code(),
                    each.baseLedger(),
                    each.quoteLedger(),
                    each.lot(),
                    each.tick(),
                    InstrumentState.of(each.state())));
        }
        return new Answer.OfInstruments(sequence, List.copyOf(list));
    }
}
