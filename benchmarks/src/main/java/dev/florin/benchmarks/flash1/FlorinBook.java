package dev.florin.benchmarks.flash1;

import dev.florin.protocol.order.InstrumentState;
import dev.florin.protocol.order.OrderSide;
import dev.florin.protocol.order.OrderType;
import dev.florin.protocol.order.SelfTrade;
import dev.florin.protocol.order.TimeInForce;
import dev.florin.statemachine.hash.StateHash;
import dev.florin.statemachine.matching.Instruments;
import dev.florin.statemachine.matching.Matcher;
import dev.florin.statemachine.matching.OrderBook;
import dev.florin.statemachine.matching.OrderRows;
import dev.florin.statemachine.matching.Settlement;
import dev.florin.statemachine.matching.WorkingOrder;
import dev.florin.statemachine.paged.UndoJournal;
import org.agrona.collections.Long2LongHashMap;

/**
 * The engine's own book and matcher, as they run in the state machine, with money that never runs out. Order ids of the
 * workload are the clients' and used again, so that they are looked up in a map, as keys are in the engine.
 */
final class FlorinBook implements Book {
    private static final int INSTRUMENT = 1;
    private static final long NO_ROW = 0;
    private static final int BUY = OrderSide.BUY.code();
    private static final int SELL = OrderSide.SELL.code();
    private static final int LIMIT = OrderType.LIMIT.code();
    private static final int GTC = TimeInForce.GTC.code();
    private static final int IOC = TimeInForce.IOC.code();
    private static final int ALLOW = SelfTrade.ALLOW.code();

    private final Reports reports;
    private final OrderBook book;
    private final OrderRows orders;
    private final Matcher matcher;
    private final WorkingOrder order = new WorkingOrder();
    private final Long2LongHashMap rows = new Long2LongHashMap(1 << 16, 0.5f, NO_ROW);
    private long sequence;

    FlorinBook(final Reports reports) {
        this.reports = reports;
        book = new OrderBook(new UndoJournal(), new StateHash());
        book.createInstrument(INSTRUMENT, new long[Instruments.CODE_LENGTH], 0, 1, 1, 0, 0);
        book.instruments().state(INSTRUMENT, InstrumentState.OPEN.code());
        orders = book.orders();
        matcher = new Matcher(book, new Money());
    }

    @Override
    public void place(
            final long newSequence,
            final boolean isBuy,
            final boolean isImmediate,
            final long quantity,
            final long id,
            final long price) {
        begin(newSequence);
        reports.placed(sequence, isBuy, id, price, quantity);
        order.row = 0;
        // Order ids of the engine are sequences, and count from 1.
        order.orderId = sequence + 1;
        order.keyLow = id;
        order.filled = 0;
        order.timeInForce = isImmediate ? IOC : GTC;
        take(isBuy, quantity, price);
        if (order.open > 0 && isImmediate) {
            reports.cancelled(sequence, isBuy, id, price);
        } else if (order.open > 0) {
            book.enter(order, false);
            rows.put(id, order.row);
        }
    }

    @Override
    public void cancel(final long newSequence, final long id) {
        begin(newSequence);
        final int row = (int) rows.remove(id);
        if (row == NO_ROW) {
            reports.cancelRefused(sequence, id);
        } else {
            reports.cancelled(sequence, orders.isBuy(row), id, orders.price(row));
            book.remove(row);
        }
    }

    @Override
    public void modify(
            final long newSequence, final boolean isBuy, final long quantity, final long id, final long price) {
        begin(newSequence);
        final int row = (int) rows.get(id);
        if (row == NO_ROW) {
            reports.modifyRefused(sequence, id);
            return;
        }
        book.load(row, order);
        book.leave(row);
        if (order.isBuy != isBuy) {
            // An order of the engine never changes its side: this one is another.
            book.end(row);
            order.row = 0;
        }
        take(isBuy, quantity, price);
        if (order.open > 0) {
            book.enter(order, false);
            rows.put(id, order.row);
        } else {
            if (order.row != 0) {
                book.end(row);
            }
            rows.remove(id);
        }
        reports.modified(sequence, isBuy, id, price, quantity);
    }

    private void begin(final long newSequence) {
        sequence = newSequence;
        book.touched().clear();
        matcher.triggers().begin();
    }

    private void take(final boolean isBuy, final long quantity, final long price) {
        order.instrument = INSTRUMENT;
        order.side = isBuy ? BUY : SELL;
        order.isBuy = isBuy;
        order.type = LIMIT;
        order.selfTrade = ALLOW;
        order.price = price;
        order.open = quantity;
        order.beginRun();
        matcher.match(order);
    }

    /** Everybody can pay everything. */
    private final class Money implements Settlement {
        @Override
        public long affordable(final WorkingOrder taker, final long price, final long quantity) {
            return quantity;
        }

        @Override
        public long affordableTick(final int row) {
            throw new IllegalStateException("there are no auctions");
        }

        @Override
        public int settle(final WorkingOrder taker, final int maker, final long price, final long quantity) {
            return SETTLED;
        }

        @Override
        public void traded(final WorkingOrder taker, final int maker, final long price, final long quantity) {
            final long makerId = orders.keyLow(maker);
            reports.traded(sequence, price, quantity, makerId, taker.keyLow);
            if (orders.open(maker) == 0) {
                rows.remove(makerId);
            }
        }

        @Override
        public void cancelled(final int row) {
            throw new IllegalStateException("nothing is cancelled on the way");
        }

        @Override
        public void decremented(final int row) {
            throw new IllegalStateException("nothing is decremented on the way");
        }
    }
}
