package dev.florin.benchmarks.flash1;

import com.paritytrading.parity.match.OrderBook;
import com.paritytrading.parity.match.OrderBookListener;
import com.paritytrading.parity.match.Side;
import it.unimi.dsi.fastutil.longs.Long2LongOpenHashMap;

/**
 * The book of parity-match. It does not say whether an order is open, nor its side and price when it is cancelled: a map
 * beside it does.
 */
final class PeerParityBook implements Book, OrderBookListener {
    private static final long NONE = -1;

    private final Reports reports;
    private final OrderBook book = new OrderBook(this);
    /** Price times 2, plus 1 for a sell, by order id. */
    private final Long2LongOpenHashMap open = new Long2LongOpenHashMap();

    private long sequence;
    private boolean rests;

    PeerParityBook(final Reports reports) {
        this.reports = reports;
        open.defaultReturnValue(NONE);
    }

    @Override
    public void place(
            final long newSequence,
            final boolean isBuy,
            final boolean isImmediate,
            final long quantity,
            final long id,
            final long price) {
        sequence = newSequence;
        reports.placed(sequence, isBuy, id, price, quantity);
        enter(isBuy, quantity, id, price);
        if (rests && isImmediate) {
            open.remove(id);
            book.cancel(id, 0);
            reports.cancelled(sequence, isBuy, id, price);
        }
    }

    @Override
    public void cancel(final long newSequence, final long id) {
        sequence = newSequence;
        final long order = open.remove(id);
        if (order == NONE) {
            reports.cancelRefused(sequence, id);
        } else {
            book.cancel(id, 0);
            reports.cancelled(sequence, (order & 1) == 0, id, order >> 1);
        }
    }

    @Override
    public void modify(
            final long newSequence, final boolean isBuy, final long quantity, final long id, final long price) {
        sequence = newSequence;
        if (open.remove(id) == NONE) {
            reports.modifyRefused(sequence, id);
            return;
        }
        book.cancel(id, 0);
        enter(isBuy, quantity, id, price);
        reports.modified(sequence, isBuy, id, price, quantity);
    }

    private void enter(final boolean isBuy, final long quantity, final long id, final long price) {
        rests = false;
        book.enter(id, isBuy ? Side.BUY : Side.SELL, price, quantity);
    }

    @Override
    public void match(
            final long resting,
            final long incoming,
            final Side incomingSide,
            final long price,
            final long executed,
            final long remaining) {
        reports.traded(sequence, price, executed, resting, incoming);
        if (remaining == 0) {
            open.remove(resting);
        }
    }

    @Override
    public void add(final long id, final Side side, final long price, final long size) {
        rests = true;
        open.put(id, 2 * price + (side == Side.BUY ? 0 : 1));
    }

    @Override
    public void cancel(final long id, final long cancelled, final long remaining) {
        // Told of what was asked for just before: nothing to add.
    }
}
