package dev.florin.statemachine.matching;

import dev.florin.protocol.order.SelfTrade;

/**
 * Matches an order with the book, strictly by price and time, at the maker's price. Owned by the engine thread.
 */
public final class Matcher {
    /** How a run of matching ended. */
    public enum Ending {
        /** Nothing is left of the order. */
        DONE,
        /** The book has nothing more at its price. */
        NO_MORE,
        /** It cannot pay another lot. */
        OUT_OF_MONEY,
        /** It met an order of its owner and is cancelled. */
        SELF_TRADE,
        /** One of its accounts cannot take the next trade. */
        ACCOUNT_FAILS,
        /** The next trade would be outside the band. */
        OUTSIDE_BAND
    }

    private static final int ALLOW = SelfTrade.ALLOW.code();
    private static final int CANCEL_TAKER = SelfTrade.CANCEL_TAKER.code();
    private static final int CANCEL_MAKER = SelfTrade.CANCEL_MAKER.code();
    private static final int CANCEL_BOTH = SelfTrade.CANCEL_BOTH.code();

    private final OrderBook book;
    private final OrderRows orders;
    private final Levels levels;
    private final Instruments instruments;
    private final StopTriggers triggers;
    private final Settlement settlement;

    /**
     * Matches with a book.
     *
     * @param book of all instruments.
     * @param settlement that knows the money.
     */
    public Matcher(final OrderBook book, final Settlement settlement) {
        this.book = book;
        this.settlement = settlement;
        orders = book.orders();
        levels = book.levels();
        instruments = book.instruments();
        triggers = new StopTriggers(book);
    }

    /** {@return the stops that trades have triggered} */
    public StopTriggers triggers() {
        return triggers;
    }

    /**
     * Whether an order would take at once. Looks at prices only.
     *
     * @param order a limit order.
     * @return true if the best price of the other side is one that it trades at.
     */
    public boolean wouldTrade(final WorkingOrder order) {
        final int level = levels.best(oppositeLadder(order));
        return level != 0 && order.accepts(levels.price(level));
    }

    /**
     * Trades an order with the book until nothing is left or something ends it.
     *
     * @param taker that stands nowhere in the book, or will be taken from its place before its first trade.
     * @return why it ended.
     */
    public Ending match(final WorkingOrder taker) {
        final int ladder = oppositeLadder(taker);
        while (taker.open > 0) {
            final int level = levels.best(ladder);
            if (level == 0) {
                return Ending.NO_MORE;
            }
            final long price = levels.price(level);
            if (!taker.accepts(price)) {
                return Ending.NO_MORE;
            }
            final int maker = levels.first(level);
            if (orders.owner(maker) == taker.owner && taker.selfTrade != ALLOW) {
                if (preventSelfTrade(taker, maker)) {
                    return Ending.SELF_TRADE;
                }
            } else {
                final Ending ending = tradeWith(taker, maker, price);
                if (ending != null) {
                    return ending;
                }
            }
        }
        return Ending.DONE;
    }

    /** Trades with the order whose turn it is. Returns null where matching goes on. */
    private Ending tradeWith(final WorkingOrder taker, final int maker, final long price) {
        long quantity = Math.min(taker.open, orders.shown(maker));
        if (taker.isLimitedByMoney) {
            quantity = settlement.affordable(taker, price, quantity);
            if (quantity == 0) {
                return Ending.OUT_OF_MONEY;
            }
        }
        if (taker.isOutsideBand(price)) {
            return Ending.OUTSIDE_BAND;
        }
        return trade(taker, maker, price, quantity) ? null : Ending.ACCOUNT_FAILS;
    }

    /**
     * Trades with a resting order, or cancels it if its accounts cannot take that.
     *
     * @param taker that trades.
     * @param maker row of the resting order.
     * @param price of the trade.
     * @param quantity lots.
     * @return false if the taker's accounts cannot take the trade.
     */
    boolean trade(final WorkingOrder taker, final int maker, final long price, final long quantity) {
        final int result = settlement.settle(taker, maker, price, quantity);
        if (result == Settlement.TAKER_FAILS) {
            return false;
        }
        if (result == Settlement.MAKER_FAILS) {
            cancel(maker);
            return true;
        }
        taker.open -= quantity;
        taker.filled += quantity;
        taker.traded += quantity;
        instruments.traded(taker.instrument, price);
        book.fill(maker, quantity);
        settlement.traded(taker, maker, price, quantity);
        if (orders.open(maker) == 0) {
            book.end(maker);
        }
        triggers.collect(taker.instrument, price);
        return true;
    }

    /** Cancels a resting order on the way. */
    void cancel(final int maker) {
        settlement.cancelled(maker);
        book.remove(maker);
    }

    /** Does what the taker asks for where it meets its owner's own order. Returns whether that ends the taker. */
    private boolean preventSelfTrade(final WorkingOrder taker, final int maker) {
        if (taker.selfTrade == CANCEL_TAKER) {
            return true;
        }
        if (taker.selfTrade == CANCEL_MAKER || taker.selfTrade == CANCEL_BOTH) {
            cancel(maker);
            return taker.selfTrade == CANCEL_BOTH;
        }
        final long quantity = Math.min(taker.open, orders.shown(maker));
        taker.open -= quantity;
        if (quantity == orders.open(maker)) {
            cancelDecremented(maker, quantity);
        } else {
            book.decrement(maker, quantity);
            settlement.decremented(maker);
        }
        return taker.open == 0;
    }

    private void cancelDecremented(final int maker, final long quantity) {
        book.leave(maker);
        orders.takeOff(maker, quantity);
        settlement.cancelled(maker);
        book.end(maker);
    }

    private static int oppositeLadder(final WorkingOrder order) {
        return Ladders.of(order.instrument, order.isBuy ? Ladders.ASKS : Ladders.BIDS);
    }
}
