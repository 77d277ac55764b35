package dev.florin.statemachine.matching;

import java.util.Arrays;

/**
 * Uncrosses an auction: trades at one price, the first of each side with each other, market orders before limits, until
 * nothing crosses any more; then cancels what that leaves of market orders. Owned by the engine thread.
 */
public final class Uncross {
    private static final int INITIAL_LENGTH = 256;

    private final OrderBook book;
    private final OrderRows orders;
    private final Levels levels;
    private final Instruments instruments;
    private final Matcher matcher;
    private final Settlement settlement;
    private final UncrossPrice found;
    private final WorkingOrder taker = new WorkingOrder();
    private long[] leftIds = new long[INITIAL_LENGTH];
    private int nextMarketBuy;

    /**
     * Uncrosses books.
     *
     * @param book of all instruments.
     * @param matcher that collects the stops that trades trigger.
     * @param settlement that knows the money.
     * @param found the price of an uncross.
     */
    public Uncross(final OrderBook book, final Matcher matcher, final Settlement settlement, final UncrossPrice found) {
        this.book = book;
        this.matcher = matcher;
        this.settlement = settlement;
        this.found = found;
        orders = book.orders();
        levels = book.levels();
        instruments = book.instruments();
    }

    /**
     * Uncrosses an instrument.
     *
     * @param instrument in an auction.
     */
    public void uncross(final int instrument) {
        final long anchor = instruments.anchor(instrument);
        while (found.compute(instrument, anchor)) {
            nextMarketBuy = 0;
            tradeAt(instrument, found.price());
        }
        cancelMarketOrders(instrument);
    }

    private void tradeAt(final int instrument, final long price) {
        int buy = nextBuy(instrument, price);
        int sell = nextSell(instrument, price);
        while (buy != 0 && sell != 0) {
            trade(Math.min(orders.shown(buy), orders.shown(sell)), buy, sell, price);
            buy = nextBuy(instrument, price);
            sell = nextSell(instrument, price);
        }
    }

    private int nextBuy(final int instrument, final long price) {
        final long tick = price / instruments.tick(instrument);
        while (nextMarketBuy < found.marketBuyCount()) {
            final int order = found.marketBuy(nextMarketBuy);
            if (found.marketBuyTick(nextMarketBuy) >= tick && isWaitingForUncross(order)) {
                return order;
            }
            nextMarketBuy++;
        }
        final int level = levels.best(Ladders.of(instrument, Ladders.BIDS));
        return level == 0 || levels.price(level) < price ? 0 : levels.first(level);
    }

    /** Whether the row still holds a market order: nothing is placed during an uncross, so that no row is used anew. */
    private boolean isWaitingForUncross(final int order) {
        return orders.isInUse(order) && orders.level(order) != 0;
    }

    private int nextSell(final int instrument, final long price) {
        final int market = levels.best(Ladders.of(instrument, Ladders.MARKET_SELLS));
        if (market != 0) {
            return levels.first(market);
        }
        final int level = levels.best(Ladders.of(instrument, Ladders.ASKS));
        return level == 0 || levels.price(level) > price ? 0 : levels.first(level);
    }

    private void trade(final long quantity, final int buy, final int sell, final long price) {
        final boolean isBuyMaker = orders.orderId(buy) < orders.orderId(sell);
        final int maker = isBuyMaker ? buy : sell;
        final int takerRow = isBuyMaker ? sell : buy;
        book.load(takerRow, taker);
        taker.beginRun();
        taker.isResting = true;
        final int result = settlement.settle(taker, maker, price, quantity);
        if (result != Settlement.SETTLED) {
            matcher.cancel(result == Settlement.MAKER_FAILS ? maker : takerRow);
            return;
        }
        taker.open -= quantity;
        taker.filled += quantity;
        orders.money(takerRow, taker.reserved, taker.feeRest);
        orders.budget(takerRow, taker.budget);
        instruments.traded(taker.instrument, price);
        book.fill(maker, quantity);
        book.fill(takerRow, quantity);
        settlement.traded(taker, maker, price, quantity);
        endIfDone(maker);
        endIfDone(takerRow);
        matcher.triggers().collect(taker.instrument, price);
    }

    private void endIfDone(final int row) {
        if (orders.open(row) == 0) {
            book.end(row);
        }
    }

    private void cancelMarketOrders(final int instrument) {
        int count = collectIds(levels.best(Ladders.of(instrument, Ladders.MARKET_BUYS)), 0);
        count = collectIds(levels.best(Ladders.of(instrument, Ladders.MARKET_SELLS)), count);
        Arrays.sort(leftIds, 0, count);
        for (int i = 0; i < count; i++) {
            matcher.cancel(book.find(leftIds[i]));
        }
    }

    private int collectIds(final int level, final int start) {
        int count = start;
        for (int order = level == 0 ? 0 : levels.first(level); order != 0; order = orders.nextInQueue(order)) {
            if (count == leftIds.length) {
                leftIds = Arrays.copyOf(leftIds, 2 * count);
            }
            leftIds[count++] = orders.orderId(order);
        }
        return count;
    }
}
