package dev.florin.statemachine.settlement;

import dev.florin.statemachine.ledger.Accounts;
import dev.florin.statemachine.ledger.CurrentCommand;
import dev.florin.statemachine.matching.Instruments;
import dev.florin.statemachine.matching.OrderRows;
import dev.florin.statemachine.matching.WorkingOrder;

/**
 * What orders reserve: as much as they can still cost. The paying account's debits are pending, and the credits of the
 * clearing account on the same ledger. Owned by the engine thread.
 */
final class Reservations {
    private final CurrentCommand current;
    private final Accounts accounts;
    private final Instruments instruments;
    private final OrderRows orders;
    private final FeeSchedules fees;

    Reservations(
            final CurrentCommand current,
            final Accounts accounts,
            final Instruments instruments,
            final OrderRows orders,
            final FeeSchedules fees) {
        this.current = current;
        this.accounts = accounts;
        this.instruments = instruments;
        this.orders = orders;
        this.fees = fees;
    }

    /**
     * What an order has to reserve.
     *
     * @param order that is open.
     * @return minor units of the ledger that it pays in; -1 where its value, fees or lots leave 63 bits.
     */
    long required(final WorkingOrder order) {
        final long lots = Fees.product(order.open, instruments.lot(order.instrument));
        final long cost = order.isMarket ? 0 : fees.cost(order.schedule, order.price, order.open, order.feeRest);
        if (lots < 0 || cost < 0) {
            return -1;
        }
        if (!order.isBuy) {
            return lots;
        }
        if (order.isMarket) {
            return order.budget;
        }
        return order.budget == 0 ? cost : Math.min(order.budget, cost);
    }

    /** What an open order of the book has to reserve, from its row. */
    long requiredOfRow(final int row) {
        final long budget = orders.budget(row);
        if (!orders.isBuy(row)) {
            return orders.open(row) * instruments.lot(orders.instrument(row));
        }
        if (orders.isMarket(row)) {
            return budget;
        }
        final long cost = fees.cost(orders.schedule(row), orders.price(row), orders.open(row), orders.feeRest(row));
        return budget == 0 ? cost : Math.min(budget, cost);
    }

    /** Changes what an account reserves for an order. */
    void change(final int paying, final int instrument, final boolean isBuy, final long difference) {
        if (difference != 0) {
            accounts.reserve(paying, clearing(instrument, isBuy), difference, current.sequence());
        }
    }

    /** The account that is credited with what an order reserves. */
    int clearing(final int instrument, final boolean isBuy) {
        return isBuy ? instruments.clearingQuote(instrument) : instruments.clearingBase(instrument);
    }
}
