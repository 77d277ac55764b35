package dev.florin.statemachine.reference;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.Bounds;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.order.InstrumentState;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/** Stops that wait, what triggers them, and how they enter one by one. */
final class Stops {
    private final Market market;
    private final OrderRules rules;
    private final Deque<Long> triggered = new ArrayDeque<>();

    Stops(final Market market) {
        this.market = market;
        this.rules = new OrderRules(market);
    }

    /** Whether a trade at a price is at or beyond a trigger. */
    static boolean isReached(final ModelOrder order, final long stop, final long tradePrice) {
        return order.isBuy() ? tradePrice >= stop : tradePrice <= stop;
    }

    /** Lets those enter that trades of an order triggered, and those that they trigger in turn. */
    void cascade(final int instrument, final List<Long> tradePrices) {
        trigger(instrument, tradePrices);
        int entered = 0;
        while (!triggered.isEmpty()) {
            final ModelInstrument current = market.state.instruments.get(instrument);
            if (current.state != InstrumentState.OPEN) {
                return;
            }
            if (entered == Bounds.MAX_STOP_CASCADE) {
                market.halt(current);
                return;
            }
            entered++;
            trigger(instrument, enter(triggered.remove()));
        }
    }

    private void trigger(final int instrument, final List<Long> tradePrices) {
        for (final long price : tradePrices) {
            waiting(instrument)
                    .filter(order -> isReached(order, order.stop, price))
                    .filter(order -> !triggered.contains(order.id))
                    .sorted(Comparator.comparing(ModelOrder::side)
                            .thenComparingLong(order -> order.isBuy() ? order.stop : -order.stop)
                            .thenComparingLong(order -> order.stopRank))
                    .forEach(order -> triggered.add(order.id));
        }
    }

    private Stream<ModelOrder> waiting(final int instrument) {
        return market.state.orders.values().stream()
                .filter(order -> order.instrument() == instrument)
                .filter(ModelOrder::isWaiting);
    }

    private List<Long> enter(final long id) {
        final ModelOrder order = market.state.orders.get(id);
        try {
            if (order.isMarket() && order.isBuy() && order.placed.budget().isEmpty()) {
                requireUsable(order);
                rules.requireMoney(order, Matching.required(market, order));
            }
            // Working out what it costs may have made it another object.
            return new Matching(market).enter(market.state.orders.get(id)).tradePrices();
        } catch (final Refused refused) {
            market.cancel(market.state.orders.get(id));
            return List.of();
        }
    }

    /** It reserved nothing, so that it needs money only now. */
    private void requireUsable(final ModelOrder order) {
        final ModelAccount debit = market.state.accounts.get(order.payingAccount());
        final AccountId creditId = order.receivingAccount();
        final ModelAccount credit = market.state.accounts.get(creditId);
        Refused.when(debit.closed, Outcome.DEBIT_ACCOUNT_CLOSED);
        Refused.when(credit.closed, Outcome.CREDIT_ACCOUNT_CLOSED);
        Refused.when(debit.debitsFrozen, Outcome.DEBIT_FROZEN);
        Refused.when(credit.creditsFrozen, Outcome.CREDIT_FROZEN);
    }
}
