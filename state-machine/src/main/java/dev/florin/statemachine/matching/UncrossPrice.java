package dev.florin.statemachine.matching;

import java.util.Arrays;

/**
 * Finds the price at which an auction uncrosses: of all ticks the one of largest volume, then least surplus, then nearest
 * the anchor. Works on the curves of what is bought at a price or above and sold at a price or below; both are steps, and
 * all that is asked of them is monotonous, so that no tick between the levels is looked at by itself. Changes nothing but
 * its scratch arrays, which grow to the deepest book seen. Owned by the engine thread.
 */
public final class UncrossPrice {
    private static final int INITIAL_LENGTH = 256;

    private final OrderRows orders;
    private final Levels levels;
    private final Instruments instruments;
    private final Settlement settlement;

    /** Ticks of buys falling, and what is bought down to each. */
    private long[] buyTicks = new long[INITIAL_LENGTH];

    private long[] bought = new long[INITIAL_LENGTH];
    private int buyCount;

    /** Ticks of sells rising, and what is sold up to each. */
    private long[] sellTicks = new long[INITIAL_LENGTH];

    private long[] sold = new long[INITIAL_LENGTH];
    private int sellCount;

    /** Market buys that bid anything, by time: rows, ticks; and the same ticks sorted, with quantities. */
    private int[] marketBuys = new int[INITIAL_LENGTH];

    private long[] marketTicks = new long[INITIAL_LENGTH];
    private int marketCount;

    private long volume;
    private long price;

    /**
     * Looks at books.
     *
     * @param book of all instruments.
     * @param settlement that knows what market buys can pay.
     */
    public UncrossPrice(final OrderBook book, final Settlement settlement) {
        orders = book.orders();
        levels = book.levels();
        instruments = book.instruments();
        this.settlement = settlement;
    }

    /**
     * Computes what uncrossing an instrument now would trade.
     *
     * @param instrument in an auction.
     * @param anchor that the price is to be near, on tick; 0: none.
     * @return whether anything would trade.
     */
    public boolean compute(final int instrument, final long anchor) {
        volume = 0;
        price = 0;
        final boolean hasLimits = levels.best(Ladders.of(instrument, Ladders.BIDS)) != 0
                || levels.best(Ladders.of(instrument, Ladders.ASKS)) != 0;
        collectMarketBuys(instrument);
        if (!hasLimits && anchor == 0) {
            return false;
        }
        final long tick = instruments.tick(instrument);
        collectBuys(instrument, tick);
        if (buyCount > 0) {
            collectSells(instrument, tick);
            findVolume();
            if (volume > 0) {
                price = tick * chooseTick(anchor / tick);
            }
        }
        return volume > 0;
    }

    /** {@return the price found; 0: nothing trades} */
    public long price() {
        return price;
    }

    /** {@return lots that would trade at the price found} */
    public long volume() {
        return volume;
    }

    /** {@return market buys that bid at least a tick, as of the last computation} */
    int marketBuyCount() {
        return marketCount;
    }

    /** {@return row of a market buy, by time} */
    int marketBuy(final int i) {
        return marketBuys[i];
    }

    /** {@return ticks that a market buy bids} */
    long marketBuyTick(final int i) {
        return marketTicks[i];
    }

    private void collectMarketBuys(final int instrument) {
        marketCount = 0;
        final int level = levels.best(Ladders.of(instrument, Ladders.MARKET_BUYS));
        for (int order = level == 0 ? 0 : levels.first(level); order != 0; order = orders.nextInQueue(order)) {
            final long tick = settlement.affordableTick(order);
            if (tick > 0) {
                if (marketCount == marketBuys.length) {
                    marketBuys = Arrays.copyOf(marketBuys, 2 * marketCount);
                    marketTicks = Arrays.copyOf(marketTicks, 2 * marketCount);
                }
                marketBuys[marketCount] = order;
                marketTicks[marketCount] = tick;
                marketCount++;
            }
        }
    }

    /** Steps of both ladders of buys, by falling tick, each tick once, summed up. */
    private void collectBuys(final int instrument, final long tick) {
        buyCount = 0;
        int level = levels.best(Ladders.of(instrument, Ladders.BIDS));
        while (level != 0) {
            addBuy(levels.price(level) / tick, levels.open(level));
            level = levels.worse(level);
        }
        if (marketCount > 0) {
            for (int i = 0; i < marketCount; i++) {
                addBuy(marketTicks[i], orders.open(marketBuys[i]));
            }
            sortBuys();
        }
        int kept = 0;
        long sum = 0;
        for (int i = 0; i < buyCount; i++) {
            sum += bought[i];
            if (kept == 0 || buyTicks[kept - 1] != buyTicks[i]) {
                kept++;
            }
            buyTicks[kept - 1] = buyTicks[i];
            bought[kept - 1] = sum;
        }
        buyCount = kept;
    }

    private void addBuy(final long tick, final long quantity) {
        if (buyCount == buyTicks.length) {
            buyTicks = Arrays.copyOf(buyTicks, 2 * buyCount);
            bought = Arrays.copyOf(bought, 2 * buyCount);
        }
        buyTicks[buyCount] = tick;
        bought[buyCount] = quantity;
        buyCount++;
    }

    /** Market sells stand at the lowest tick; what nobody would buy at is left out. */
    private void collectSells(final int instrument, final long tick) {
        sellCount = 0;
        long sum = 0;
        final int market = levels.best(Ladders.of(instrument, Ladders.MARKET_SELLS));
        if (market != 0) {
            sum = levels.open(market);
            addSell(1, sum);
        }
        final long highest = buyTicks[0];
        int level = levels.best(Ladders.of(instrument, Ladders.ASKS));
        while (level != 0 && levels.price(level) / tick <= highest) {
            sum += levels.open(level);
            addSell(levels.price(level) / tick, sum);
            level = levels.worse(level);
        }
    }

    private void addSell(final long tick, final long sum) {
        if (sellCount > 0 && sellTicks[sellCount - 1] == tick) {
            sold[sellCount - 1] = sum;
            return;
        }
        if (sellCount == sellTicks.length) {
            sellTicks = Arrays.copyOf(sellTicks, 2 * sellCount);
            sold = Arrays.copyOf(sold, 2 * sellCount);
        }
        sellTicks[sellCount] = tick;
        sold[sellCount] = sum;
        sellCount++;
    }

    /** The largest volume of all ticks: raising a price to the next buy's tick loses no buyer and may win a seller. */
    private void findVolume() {
        for (int i = 0; i < buyCount; i++) {
            volume = Math.max(volume, Math.min(bought[i], soldUpTo(buyTicks[i])));
        }
    }

    private long chooseTick(final long anchorTick) {
        final long lowest = sellTicks[firstReaching(sold, sellCount, volume)];
        final long highest = buyTicks[firstReaching(bought, buyCount, volume)];
        // Buyers over is largest at the lowest tick and only falls; the least surplus is where it changes its sign.
        final long turn = lastWith(lowest, highest, 0);
        final long left = turn < lowest ? Long.MAX_VALUE : buyersOver(turn);
        final long right = turn >= highest ? Long.MAX_VALUE : -buyersOver(turn + 1);
        final long from = left <= right ? lastWith(lowest, highest, left + 1) + 1 : turn + 1;
        final long to = right <= left ? lastWith(lowest, highest, -right) : turn;
        if (anchorTick != 0) {
            return Math.max(from, Math.min(to, anchorTick));
        }
        return left <= right && left > 0 ? turn : from;
    }

    /** The highest tick of a range at which at least so many buyers are over; one below the range if there is none. */
    private long lastWith(final long lowest, final long highest, final long atLeast) {
        long low = lowest - 1;
        long high = highest;
        while (low < high) {
            final long middle = low + (high - low + 1) / 2;
            if (buyersOver(middle) >= atLeast) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    private long buyersOver(final long tick) {
        return boughtDownTo(tick) - soldUpTo(tick);
    }

    private long boughtDownTo(final long tick) {
        int low = 0;
        int high = buyCount;
        while (low < high) {
            final int middle = (low + high) >>> 1;
            if (buyTicks[middle] >= tick) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == 0 ? 0 : bought[low - 1];
    }

    private long soldUpTo(final long tick) {
        int low = 0;
        int high = sellCount;
        while (low < high) {
            final int middle = (low + high) >>> 1;
            if (sellTicks[middle] <= tick) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == 0 ? 0 : sold[low - 1];
    }

    private static int firstReaching(final long[] sums, final int count, final long sum) {
        int i = 0;
        while (i < count - 1 && sums[i] < sum) {
            i++;
        }
        return i;
    }

    /** By falling tick; a heap sort, which needs no memory. */
    private void sortBuys() {
        for (int root = buyCount / 2 - 1; root >= 0; root--) {
            sink(root, buyCount);
        }
        for (int end = buyCount - 1; end > 0; end--) {
            swap(0, end);
            sink(0, end);
        }
    }

    private void sink(final int start, final int end) {
        int root = start;
        while (2 * root + 1 < end) {
            int child = 2 * root + 1;
            if (child + 1 < end && buyTicks[child + 1] < buyTicks[child]) {
                child++;
            }
            if (buyTicks[root] <= buyTicks[child]) {
                return;
            }
            swap(root, child);
            root = child;
        }
    }

    private void swap(final int one, final int other) {
        final long tick = buyTicks[one];
        final long quantity = bought[one];
        buyTicks[one] = buyTicks[other];
        bought[one] = bought[other];
        buyTicks[other] = tick;
        bought[other] = quantity;
    }
}
