package dev.florin.statemachine.reference;

import dev.florin.protocol.Outcome;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.order.InstrumentState;
import dev.florin.protocol.order.OrderSide;
import dev.florin.protocol.order.OrderStatus;
import dev.florin.protocol.order.SelfTrade;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Continuous trading: an order that comes to the book takes what crosses it, first price, then time. */
final class Matching {
    private static final BigInteger MILLION = BigInteger.valueOf(1_000_000);

    private enum End {
        NOTHING_CROSSES,
        CANCELLED,
        OUTSIDE_BAND
    }

    /** What an order did when it entered. */
    record Entered(List<Answer.Fill> fills, List<Long> tradePrices) {
        static final Entered NOTHING = new Entered(List.of(), List.of());
    }

    private final Market market;
    private final Settlement settlement;
    private final List<Answer.Fill> fills = new ArrayList<>();
    private final List<Long> tradePrices = new ArrayList<>();
    private BigInteger grossCost = BigInteger.ZERO;

    Matching(final Market market) {
        this.market = market;
        this.settlement = new Settlement(market, false);
    }

    /**
     * Lets an order enter that is accepted, registered and covered. Leaves it filled, resting or ended, and tells so.
     * Where it is refused, the order stands as it did, but for a fill-or-kill it is another object.
     */
    Entered enter(final ModelOrder order) {
        final ModelInstrument instrument = market.instrumentOf(order);
        order.stop = 0;
        if (instrument.state == InstrumentState.AUCTION) {
            market.rest(order);
            market.applyTo(order);
            market.tell(order);
            return Entered.NOTHING;
        }
        Refused.when(order.placed.postOnly() && crosses(order), Outcome.WOULD_TRADE);
        order.spendLimit = spendLimit(order);
        final long wanted = order.open;
        final Market.Checkpoint checkpoint = order.isFillOrKill() ? market.new Checkpoint() : null;
        final End end = match(order, instrument);
        Refused.when(end == End.OUTSIDE_BAND && fills.isEmpty(), Outcome.PRICE_OUTSIDE_BAND);
        if (checkpoint != null && !isFilledWell(order, wanted)) {
            checkpoint.restore();
            Refused.when(true, Outcome.CANNOT_FILL);
        }
        Refused.when(order.neverRests() && fills.isEmpty(), Outcome.NOTHING_FILLED);
        settle(order, end);
        return new Entered(List.copyOf(fills), List.copyOf(tradePrices));
    }

    /** What an order that enters now must have reserved: for a market buy that is known only from its trades. */
    static BigInteger required(final Market market, final ModelOrder order) {
        final boolean isKnown =
                !order.isMarket() || !order.isBuy() || market.instrumentOf(order).state != InstrumentState.OPEN;
        return isKnown ? order.toReserve() : new Matching(market).costOfTaking(order);
    }

    /**
     * What a market buy would have to pay for what it would trade, each trade with its fee, rebates not counted; no more
     * than it may spend. Nothing changes.
     */
    private BigInteger costOfTaking(final ModelOrder order) {
        final Market.Checkpoint checkpoint = market.new Checkpoint();
        final ModelOrder trial = new ModelOrder(order);
        trial.spendLimit = spendLimit(trial);
        match(trial, market.instrumentOf(trial));
        checkpoint.restore();
        return trial.spendLimit.map(grossCost::min).orElse(grossCost);
    }

    private void settle(final ModelOrder order, final End end) {
        if (order.open == 0 && end == End.NOTHING_CROSSES) {
            market.end(order, OrderStatus.FILLED);
        } else if (order.neverRests() || end != End.NOTHING_CROSSES) {
            market.cancel(order);
        } else {
            market.rest(order);
            market.applyTo(order);
            market.tell(order);
        }
    }

    private Optional<BigInteger> spendLimit(final ModelOrder order) {
        if (!order.isBuy()) {
            return Optional.empty();
        } else if (order.placed.budget().isPresent()) {
            return Optional.of(BigInteger.valueOf(order.placed.budget().getAsLong()));
        } else if (order.isMarket()) {
            return market.state.accounts.get(order.payingAccount()).available();
        }
        return Optional.empty();
    }

    /** Whether all traded, and a sell received what it asked. */
    private static boolean isFilledWell(final ModelOrder order, final long wanted) {
        final boolean isPaid = order.isBuy()
                || order.received.compareTo(
                                BigInteger.valueOf(order.placed.budget().orElse(0)))
                        >= 0;
        return order.filled == wanted && isPaid;
    }

    private boolean crosses(final ModelOrder order) {
        return best(order).isPresent();
    }

    private Optional<ModelOrder> best(final ModelOrder taker) {
        final OrderSide other = taker.isBuy() ? OrderSide.SELL : OrderSide.BUY;
        return market.queue(taker.instrument(), other).stream()
                .findFirst()
                .filter(maker -> taker.mayTradeAt(maker.price));
    }

    private End match(final ModelOrder taker, final ModelInstrument instrument) {
        while (taker.open > 0) {
            final Optional<ModelOrder> best = best(taker);
            if (best.isEmpty()) {
                return End.NOTHING_CROSSES;
            }
            final ModelOrder maker = best.get();
            if (maker.isSelfTradeWith(taker) && taker.selfTrade() != SelfTrade.ALLOW) {
                if (preventSelfTrade(maker, taker)) {
                    return End.CANCELLED;
                }
                continue;
            }
            final long quantity = taker.affordable(maker.price, Math.min(taker.open, maker.shown));
            if (quantity == 0) {
                return End.CANCELLED;
            }
            if (isOutsideBand(instrument, maker.price)) {
                if (!taker.isFillOrKill() || fills.isEmpty()) {
                    market.halt(instrument);
                }
                return End.OUTSIDE_BAND;
            }
            final Optional<ModelOrder> unable = trade(maker, taker, quantity);
            if (unable.isPresent() && unable.get() == taker) {
                return End.CANCELLED;
            }
        }
        return End.NOTHING_CROSSES;
    }

    private Optional<ModelOrder> trade(final ModelOrder maker, final ModelOrder taker, final long quantity) {
        final long price = maker.price;
        final BigInteger cost = taker.costAsTaker(price, quantity);
        final Optional<ModelOrder> unable = settlement.trade(maker, taker, price, quantity);
        if (unable.isEmpty()) {
            fills.add(Market.fill(maker, price, quantity));
            tradePrices.add(price);
            grossCost = grossCost.add(cost);
            afterTrade(maker);
        } else if (unable.get() == maker) {
            market.cancel(maker);
        }
        return unable;
    }

    private void afterTrade(final ModelOrder maker) {
        if (maker.open == 0) {
            market.end(maker, OrderStatus.FILLED);
        } else {
            market.refill(maker);
            market.tell(maker);
        }
    }

    /** Whether the taker is at its end with that. */
    private boolean preventSelfTrade(final ModelOrder maker, final ModelOrder taker) {
        switch (taker.selfTrade()) {
            case CANCEL_TAKER -> {
                return true;
            }
            case CANCEL_MAKER -> {
                market.cancel(maker);
                return false;
            }
            case CANCEL_BOTH -> {
                market.cancel(maker);
                return true;
            }
            case DECREMENT -> {
                return decrement(maker, taker);
            }
            default -> throw new AssertionError("nothing to prevent");
        }
    }

    private boolean decrement(final ModelOrder maker, final ModelOrder taker) {
        final long quantity = Math.min(taker.open, maker.shown);
        for (final ModelOrder order : new ModelOrder[] {maker, taker}) {
            order.take(quantity);
            market.reserve(order, order.toReserve());
        }
        market.applyTo(maker);
        if (maker.open == 0) {
            market.cancel(maker);
        } else {
            market.refill(maker);
            market.tell(maker);
        }
        return taker.open == 0;
    }

    static boolean isOutsideBand(final ModelInstrument instrument, final long price) {
        if (instrument.bandPpm == 0 || instrument.anchor.isEmpty()) {
            return false;
        }
        final BigInteger anchor = BigInteger.valueOf(instrument.anchor.getAsLong());
        final BigInteger distance = BigInteger.valueOf(price).subtract(anchor).abs();
        return distance.multiply(MILLION).compareTo(anchor.multiply(BigInteger.valueOf(instrument.bandPpm))) > 0;
    }
}
