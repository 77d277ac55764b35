package dev.florin.statemachine.reference;

import dev.florin.protocol.order.OrderSide;
import dev.florin.protocol.order.OrderStatus;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/** The uncross of an auction: everything that crosses trades at one price. */
final class Auction {
    /**
     * At what price an uncross would trade, and how much.
     *
     * @param price quote minor units for a lot.
     * @param quantity lots.
     */
    record Cross(long price, BigInteger quantity) {}

    private final Market market;
    private final Settlement settlement;

    Auction(final Market market) {
        this.market = market;
        this.settlement = new Settlement(market, true);
    }

    /** Trades all that crosses, cancels what that leaves of market orders, and tells the prices of all trades. */
    List<Long> uncross(final ModelInstrument instrument) {
        final List<Long> tradePrices = new ArrayList<>();
        Optional<Cross> cross = cross(instrument);
        while (cross.isPresent()) {
            tradeAll(instrument, cross.get().price, tradePrices);
            cross = cross(instrument);
        }
        market.resting(instrument.id())
                .filter(ModelOrder::isMarket)
                .sorted(Comparator.comparingLong(order -> order.id))
                .toList()
                .forEach(market::cancel);
        return tradePrices;
    }

    private void tradeAll(final ModelInstrument instrument, final long price, final List<Long> tradePrices) {
        while (true) {
            final Optional<ModelOrder> buy = first(instrument, OrderSide.BUY, price);
            final Optional<ModelOrder> sell = first(instrument, OrderSide.SELL, price);
            if (buy.isEmpty() || sell.isEmpty()) {
                return;
            }
            final boolean isBuyFirst = buy.get().id < sell.get().id;
            final ModelOrder maker = isBuyFirst ? buy.get() : sell.get();
            final ModelOrder taker = isBuyFirst ? sell.get() : buy.get();
            final Optional<ModelOrder> unable =
                    settlement.trade(maker, taker, price, Math.min(maker.shown, taker.shown));
            if (unable.isPresent()) {
                market.cancel(unable.get());
            } else {
                tradePrices.add(price);
                afterTrade(maker);
                afterTrade(taker);
            }
        }
    }

    private void afterTrade(final ModelOrder order) {
        if (order.open == 0) {
            market.end(order, OrderStatus.FILLED);
        } else {
            market.refill(order);
            market.tell(order);
        }
    }

    private Optional<ModelOrder> first(final ModelInstrument instrument, final OrderSide side, final long price) {
        return market.queue(instrument.id(), side).stream()
                .filter(order -> takesPart(order, price))
                .findFirst();
    }

    private static boolean takesPart(final ModelOrder order, final long price) {
        return (order.isMarket() && order.isBuy()) ? order.bids(price) : order.mayTradeAt(price);
    }

    /** The price of an uncross now; empty where nothing would trade. */
    Optional<Cross> cross(final ModelInstrument instrument) {
        final List<ModelOrder> orders = market.resting(instrument.id()).toList();
        if (instrument.anchor.isEmpty() && orders.stream().allMatch(ModelOrder::isMarket)) {
            return Optional.empty();
        }
        final List<Long> best = bestPrices(orders, candidates(instrument, orders));
        if (best.isEmpty()) {
            return Optional.empty();
        }
        final long price = instrument.anchor.isPresent()
                ? nearest(best, instrument.anchor.getAsLong())
                : highestThatLeavesBuyers(orders, best).orElse(best.get(0));
        return Optional.of(new Cross(price, volume(orders, price)));
    }

    /**
     * The prices worth looking at: demand and supply change only where an order begins or ceases to take part, so these
     * prices with their neighbours, and the anchor, contain the best of all.
     */
    private Set<Long> candidates(final ModelInstrument instrument, final List<ModelOrder> orders) {
        final long tick = instrument.made.tick();
        final TreeSet<Long> prices = new TreeSet<>();
        prices.add(tick);
        instrument.anchor.ifPresent(prices::add);
        for (final ModelOrder order : orders) {
            final long edge;
            if (!order.isMarket()) {
                edge = order.price;
            } else if (order.isBuy()) {
                edge = highestBid(order, tick);
            } else {
                continue;
            }
            for (final long price : new long[] {edge - tick, edge, edge + tick}) {
                if (price >= tick) {
                    prices.add(price);
                }
            }
        }
        return prices;
    }

    /** The highest tick at which a market buy pays for the whole quantity; 0: none. */
    private static long highestBid(final ModelOrder order, final long tick) {
        long least = 0;
        long most = Long.MAX_VALUE / tick;
        while (least < most) {
            final long middle = most - (most - least) / 2;
            if (order.bids(middle * tick)) {
                least = middle;
            } else {
                most = middle - 1;
            }
        }
        return least * tick;
    }

    /** Of largest volume, and of these of least surplus, rising; empty where there is no volume. */
    private static List<Long> bestPrices(final List<ModelOrder> orders, final Set<Long> prices) {
        List<Long> best = new ArrayList<>();
        BigInteger mostVolume = BigInteger.ONE;
        BigInteger leastSurplus = null;
        for (final long price : prices) {
            final BigInteger volume = volume(orders, price);
            final BigInteger surplus = surplus(orders, price).abs();
            final int comparison = volume.compareTo(mostVolume);
            if (comparison < 0) {
                continue;
            }
            if (comparison > 0 || leastSurplus == null || surplus.compareTo(leastSurplus) < 0) {
                best = new ArrayList<>();
                mostVolume = volume;
                leastSurplus = surplus;
            }
            if (surplus.compareTo(leastSurplus) == 0) {
                best.add(price);
            }
        }
        return best;
    }

    private static long nearest(final List<Long> prices, final long anchor) {
        return prices.stream()
                .min(Comparator.comparingLong(price -> Math.abs(price - anchor)))
                .orElseThrow();
    }

    private static OptionalLong highestThatLeavesBuyers(final List<ModelOrder> orders, final List<Long> prices) {
        return prices.stream()
                .filter(price -> surplus(orders, price).signum() > 0)
                .mapToLong(Long::longValue)
                .max();
    }

    private static BigInteger volume(final List<ModelOrder> orders, final long price) {
        return wanted(orders, OrderSide.BUY, price).min(wanted(orders, OrderSide.SELL, price));
    }

    /** What buyers would be left wanting; negative: sellers. */
    private static BigInteger surplus(final List<ModelOrder> orders, final long price) {
        return wanted(orders, OrderSide.BUY, price).subtract(wanted(orders, OrderSide.SELL, price));
    }

    private static BigInteger wanted(final List<ModelOrder> orders, final OrderSide side, final long price) {
        return orders.stream()
                .filter(order -> order.side() == side && takesPart(order, price))
                .map(order -> BigInteger.valueOf(order.open))
                .reduce(BigInteger.ZERO, BigInteger::add);
    }
}
