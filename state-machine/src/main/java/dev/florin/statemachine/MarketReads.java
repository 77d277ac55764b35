package dev.florin.statemachine;

import dev.florin.protocol.Bounds;
import dev.florin.protocol.Frames;
import dev.florin.protocol.Options;
import dev.florin.protocol.codec.BookAnswerEncoder;
import dev.florin.protocol.codec.GetBookDecoder;
import dev.florin.protocol.codec.GetOrdersDecoder;
import dev.florin.protocol.codec.InstrumentsAnswerEncoder;
import dev.florin.protocol.codec.MessageHeaderEncoder;
import dev.florin.protocol.codec.OrdersAnswerEncoder;
import dev.florin.protocol.order.InstrumentState;
import dev.florin.statemachine.matching.Instruments;
import dev.florin.statemachine.matching.Ladders;
import dev.florin.statemachine.matching.Levels;
import dev.florin.statemachine.matching.OrderBook;
import dev.florin.statemachine.matching.OrderRows;
import dev.florin.statemachine.matching.UncrossPrice;
import dev.florin.statemachine.settlement.Market;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** Writes what reads of books, orders and instruments ask for. Owned by the engine thread. */
final class MarketReads {
    private static final int AUCTION = InstrumentState.AUCTION.code();

    private final OrderBook book;
    private final OrderRows orders;
    private final Levels levels;
    private final Instruments instruments;
    private final UncrossPrice uncrossPrice;
    private final MutableDirectBuffer buffer;
    private final MessageHeaderEncoder header;
    private final GetBookDecoder getBook = new GetBookDecoder();
    private final GetOrdersDecoder getOrders = new GetOrdersDecoder();
    private final BookAnswerEncoder bookAnswer = new BookAnswerEncoder();
    private final OrdersAnswerEncoder ordersAnswer = new OrdersAnswerEncoder();
    private final InstrumentsAnswerEncoder instrumentsAnswer = new InstrumentsAnswerEncoder();

    MarketReads(final Market market, final MutableDirectBuffer buffer, final MessageHeaderEncoder header) {
        this.buffer = buffer;
        this.header = header;
        book = market.book();
        orders = book.orders();
        levels = book.levels();
        instruments = book.instruments();
        uncrossPrice = market.uncrossPrice();
    }

    /** Writes the depth of a book; returns the length of the answer's body. */
    int readBook(final DirectBuffer request, final int offset, final long lastSequence) {
        Frames.wrap(getBook, request, offset);
        final int instrument = getBook.instrument();
        bookAnswer.wrapAndApplyHeader(buffer, 0, header);
        header.options(0);
        bookAnswer.sequence(lastSequence).instrument(instrument);
        bookAnswer.indicativePrice(0).indicativeQuantity(0);
        if (!instruments.exists(instrument)) {
            bookAnswer.state((short) 0);
            bookAnswer.bidsCount(0);
            bookAnswer.asksCount(0);
            return bookAnswer.encodedLength();
        }
        bookAnswer.state((short) instruments.state(instrument));
        if (instruments.state(instrument) == AUCTION) {
            header.options(Options.INDICATIVE);
            if (uncrossPrice.compute(instrument, instruments.anchor(instrument))) {
                bookAnswer.indicativePrice(uncrossPrice.price()).indicativeQuantity(uncrossPrice.volume());
            }
        }
        writeLevels(instrument, getBook.depth());
        return bookAnswer.encodedLength();
    }

    private void writeLevels(final int instrument, final int depth) {
        final int bids = Ladders.of(instrument, Ladders.BIDS);
        final BookAnswerEncoder.BidsEncoder bidGroup = bookAnswer.bidsCount(count(bids, depth));
        int level = levels.best(bids);
        for (int i = 0; i < depth && level != 0; i++) {
            bidGroup.next()
                    .price(levels.price(level))
                    .quantity(levels.shown(level))
                    .orders(levels.count(level));
            level = levels.worse(level);
        }
        final int asks = Ladders.of(instrument, Ladders.ASKS);
        final BookAnswerEncoder.AsksEncoder askGroup = bookAnswer.asksCount(count(asks, depth));
        level = levels.best(asks);
        for (int i = 0; i < depth && level != 0; i++) {
            askGroup.next()
                    .price(levels.price(level))
                    .quantity(levels.shown(level))
                    .orders(levels.count(level));
            level = levels.worse(level);
        }
    }

    private int count(final int ladder, final int depth) {
        int count = 0;
        for (int level = levels.best(ladder); level != 0 && count < depth; level = levels.worse(level)) {
            count++;
        }
        return count;
    }

    /** Writes the open orders of an owner; returns the length of the answer's body. */
    int readOrders(final DirectBuffer request, final int offset, final long lastSequence) {
        Frames.wrap(getOrders, request, offset);
        final int first = book.firstOfOwner(getOrders.owner());
        int count = 0;
        for (int row = first; row != 0 && count <= Bounds.MAX_ORDERS_READ; row = book.nextOfOwner(row)) {
            count++;
        }
        final boolean isMore = count > Bounds.MAX_ORDERS_READ;
        final int shown = Math.min(count, Bounds.MAX_ORDERS_READ);
        ordersAnswer.wrapAndApplyHeader(buffer, 0, header);
        header.options(isMore ? Options.MORE : 0);
        ordersAnswer.sequence(lastSequence).owner(getOrders.owner());
        final OrdersAnswerEncoder.OrdersEncoder group = ordersAnswer.ordersCount(shown);
        int row = first;
        for (int i = 0; i < shown; i++) {
            writeOrder(group.next(), row);
            row = book.nextOfOwner(row);
        }
        return ordersAnswer.encodedLength();
    }

    private void writeOrder(final OrdersAnswerEncoder.OrdersEncoder group, final int row) {
        group.orderHigh(orders.keyHigh(row)).orderLow(orders.keyLow(row)).orderId(orders.orderId(row));
        group.price(orders.price(row)).stop(orders.trigger(row));
        group.filled(orders.filled(row)).remaining(orders.open(row));
        group.instrument(orders.instrument(row)).side((short) orders.side(row)).status((short) orders.status(row));
    }

    /** Writes the instruments there are; returns the length of the answer's body. */
    int readInstruments(final long lastSequence) {
        instrumentsAnswer.wrapAndApplyHeader(buffer, 0, header);
        header.options(0);
        instrumentsAnswer.sequence(lastSequence);
        final InstrumentsAnswerEncoder.InstrumentsEncoder group =
                instrumentsAnswer.instrumentsCount(instruments.count());
        for (int id = instruments.next(0); id != 0; id = instruments.next(id)) {
            group.next();
            final int start = instrumentsAnswer.limit() - InstrumentsAnswerEncoder.InstrumentsEncoder.sbeBlockLength();
            final int code = start + InstrumentsAnswerEncoder.InstrumentsEncoder.codeEncodingOffset();
            for (int i = 0; i < Instruments.CODE_LENGTH; i++) {
                buffer.putLong(code + i * Long.BYTES, instruments.code(id, i), ByteOrder.LITTLE_ENDIAN);
            }
            group.lot(instruments.lot(id)).tick(instruments.tick(id)).instrument(id);
            group.baseLedger(instruments.baseLedger(id))
                    .quoteLedger(instruments.quoteLedger(id))
                    .state((short) instruments.state(id));
        }
        return instrumentsAnswer.encodedLength();
    }
}
