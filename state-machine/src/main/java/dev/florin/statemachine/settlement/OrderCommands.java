package dev.florin.statemachine.settlement;

import dev.florin.protocol.Bounds;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.order.InstrumentState;
import dev.florin.protocol.order.OrderStatus;
import dev.florin.protocol.order.TimeInForce;
import dev.florin.statemachine.idempotency.Decision;
import dev.florin.statemachine.ledger.Accounts;
import dev.florin.statemachine.ledger.CurrentCommand;
import dev.florin.statemachine.ledger.Postings;
import dev.florin.statemachine.matching.Instruments;
import dev.florin.statemachine.matching.OrderBook;
import dev.florin.statemachine.matching.OrderRows;
import dev.florin.statemachine.matching.WorkingOrder;

/** The rules of placing and cancelling orders. Owned by the engine thread. */
public final class OrderCommands {
    private static final int HALTED = InstrumentState.HALTED.code();
    private static final int CLOSED = InstrumentState.CLOSED.code();
    private static final int AUCTION = InstrumentState.AUCTION.code();
    private static final int FOK = TimeInForce.FOK.code();
    private static final int IOC = TimeInForce.IOC.code();

    private final CurrentCommand current;
    private final Accounts accounts;
    private final Postings postings;
    private final OrderBook book;
    private final OrderRows orders;
    private final Instruments instruments;
    private final Reservations reservations;
    private final TradeSettlement settlement;
    private final OrderEntry entry;

    OrderCommands(
            final CurrentCommand current,
            final Accounts accounts,
            final Postings postings,
            final OrderBook book,
            final Reservations reservations,
            final TradeSettlement settlement,
            final OrderEntry entry) {
        this.current = current;
        this.accounts = accounts;
        this.postings = postings;
        this.book = book;
        this.reservations = reservations;
        this.settlement = settlement;
        this.entry = entry;
        orders = book.orders();
        instruments = book.instruments();
    }

    /**
     * Places an order.
     *
     * @param order as the command describes it: everything but what follows from the state.
     * @param timeoutNs of a GTD order.
     * @param decision filled.
     */
    public void place(final WorkingOrder order, final long timeoutNs, final Decision decision) {
        if (!instruments.exists(order.instrument)) {
            decision.refuse(Outcome.INSTRUMENT_NOT_FOUND);
            return;
        }
        complete(order, timeoutNs);
        final boolean isWaiting = order.trigger != 0 && !isReached(order);
        if (!isWaiting && order.isMarket && order.timeInForce != FOK) {
            order.timeInForce = IOC;
        }
        final Outcome refusal = placeRefusal(order, isWaiting);
        if (refusal != Outcome.OK) {
            decision.refuse(refusal);
            return;
        }
        final long required = requiredToEnter(order, isWaiting);
        final Outcome money = moneyRefusal(order, required);
        if (money != Outcome.OK) {
            decision.refuse(money);
            return;
        }
        enter(order, required, isWaiting, decision);
    }

    /** Lets an order enter, or wait, that passed all checks before; decides, and lets the stops enter that it triggered. */
    void enter(final WorkingOrder order, final long required, final boolean isWaiting, final Decision decision) {
        entry.begin(order.instrument);
        if (isWaiting) {
            entry.wait(order, required);
            decide(order, entry.status(), decision);
            entry.end();
            return;
        }
        settlement.recordFills(true);
        final Outcome refusal = entry.enter(order, required);
        if (refusal != Outcome.OK) {
            decision.refuse(refusal);
            return;
        }
        decide(order, entry.status(), decision);
        entry.enterStops(order.instrument);
        entry.end();
    }

    /** What the answer tells of an order. Its paying account says later whose it was, when it has ended. */
    private void decide(final WorkingOrder order, final int status, final Decision decision) {
        decision.succeedOrder(status, order.filled, order.open);
        if (order.orderId == current.sequence()) {
            decision.nameOrder(order.paying);
        }
    }

    private void complete(final WorkingOrder order, final long timeoutNs) {
        order.row = 0;
        order.isInPlace = false;
        order.orderId = current.sequence();
        order.keyHigh = current.keyHigh();
        order.keyLow = current.keyLow();
        order.filled = 0;
        order.reserved = 0;
        order.feeRest = 0;
        order.schedule = instruments.schedule(order.instrument);
        final long expiryNs = current.timestampNs() + timeoutNs;
        order.expiryNs = timeoutNs == 0 || expiryNs < 0 ? Bounds.NO_EXPIRY : expiryNs;
        final int base = instruments.baseLedger(order.instrument);
        final int quote = instruments.quoteLedger(order.instrument);
        order.paying = accounts.find(order.owner, order.isBuy ? quote : base, order.accountType);
        order.receiving = accounts.find(order.owner, order.isBuy ? base : quote, order.accountType);
    }

    /** Whether the last trade is at or beyond a stop's trigger. */
    boolean isReached(final WorkingOrder order) {
        final long last = instruments.last(order.instrument);
        return last != 0 && (order.isBuy ? last >= order.trigger : last <= order.trigger);
    }

    private Outcome placeRefusal(final WorkingOrder order, final boolean isWaiting) {
        final Outcome state = stateRefusal(order.instrument);
        if (state != Outcome.OK) {
            return state;
        }
        final Outcome auction = isWaiting ? Outcome.OK : auctionRefusal(order);
        if (auction != Outcome.OK) {
            return auction;
        }
        if (isOffTick(order)) {
            return Outcome.PRICE_OFF_TICK;
        }
        return accountsRefusal(order, true);
    }

    /** Why an instrument takes nothing but cancels. */
    Outcome stateRefusal(final int instrument) {
        final int state = instruments.state(instrument);
        if (state == HALTED) {
            return Outcome.INSTRUMENT_HALTED;
        }
        return state == CLOSED ? Outcome.INSTRUMENT_CLOSED : Outcome.OK;
    }

    /** Why an order cannot enter an auction, if there is one. */
    Outcome auctionRefusal(final WorkingOrder order) {
        if (instruments.state(order.instrument) != AUCTION) {
            return Outcome.OK;
        }
        final boolean isIocLimit = order.timeInForce == IOC && !order.isMarket;
        if (isIocLimit || order.timeInForce == FOK || order.isPostOnly) {
            return Outcome.IN_AUCTION;
        }
        return order.isMarket && order.isBuy && order.budget == 0 ? Outcome.BUDGET_MISSING : Outcome.OK;
    }

    boolean isOffTick(final WorkingOrder order) {
        final long tick = instruments.tick(order.instrument);
        return order.price % tick != 0 || (order.trigger != 0 && order.trigger % tick != 0);
    }

    /**
     * Why the accounts of an order do not allow it.
     *
     * @param order whose accounts are known, but for one that is missing.
     * @param needsMoney whether freezes count.
     */
    Outcome accountsRefusal(final WorkingOrder order, final boolean needsMoney) {
        if (postings.isServing(order.paying) || postings.isServing(order.receiving)) {
            return Outcome.SAME_ACCOUNT;
        }
        if (order.paying == 0) {
            return Outcome.DEBIT_ACCOUNT_NOT_FOUND;
        }
        final int payingState = accounts.state(order.paying);
        final int receivingState = order.receiving == 0 ? 0 : accounts.state(order.receiving);
        if ((payingState & Accounts.CLOSED) != 0) {
            return Outcome.DEBIT_ACCOUNT_CLOSED;
        }
        if ((receivingState & Accounts.CLOSED) != 0) {
            return Outcome.CREDIT_ACCOUNT_CLOSED;
        }
        if (needsMoney && (payingState & Accounts.DEBITS_FROZEN) != 0) {
            return Outcome.DEBIT_FROZEN;
        }
        return needsMoney && (receivingState & Accounts.CREDITS_FROZEN) != 0 ? Outcome.CREDIT_FROZEN : Outcome.OK;
    }

    /** What an order reserves before it matches: a market buy that matches at once takes what its trades cost. */
    long requiredToEnter(final WorkingOrder order, final boolean isWaiting) {
        final long required = reservations.required(order);
        final boolean matchesAtOnce = !isWaiting && instruments.state(order.instrument) != AUCTION;
        return required > 0 && order.isMarket && order.isBuy && matchesAtOnce ? 0 : required;
    }

    /** Why the paying account cannot reserve what an order needs beyond what it has reserved. */
    Outcome moneyRefusal(final WorkingOrder order, final long required) {
        if (required < 0) {
            return Outcome.OVERFLOW;
        }
        final int clearing = reservations.clearing(order.instrument, order.isBuy);
        return required <= order.reserved
                ? Outcome.OK
                : accounts.moneyRefusal(order.paying, clearing, required - order.reserved);
    }

    /**
     * Cancels an order.
     *
     * @param owner of the order.
     * @param row of the order, or 0 where it is not open.
     * @param missing why it is not open.
     * @param decision filled.
     */
    public void cancel(final long owner, final int row, final Outcome missing, final Decision decision) {
        if (row == 0 || orders.owner(row) != owner) {
            decision.refuse(row == 0 ? missing : Outcome.ORDER_NOT_FOUND);
            return;
        }
        final int status = endedStatus(orders.filled(row));
        decision.succeedOrder(status, orders.filled(row), orders.open(row));
        cancel(row);
    }

    /**
     * Cancels the open orders of an owner, by order id, but no more than {@link Bounds#MAX_CANCEL_ALL}.
     *
     * @param owner of the orders.
     * @param instrument whose orders, or 0 for all.
     * @param decision filled.
     */
    public void cancelAll(final long owner, final int instrument, final Decision decision) {
        if (instrument != 0 && !instruments.exists(instrument)) {
            decision.refuse(Outcome.INSTRUMENT_NOT_FOUND);
            return;
        }
        int count = 0;
        boolean isMore = false;
        int row = book.firstOfOwner(owner);
        while (row != 0 && !isMore) {
            final int next = book.nextOfOwner(row);
            if (instrument == 0 || orders.instrument(row) == instrument) {
                if (count == Bounds.MAX_CANCEL_ALL) {
                    isMore = true;
                } else {
                    cancel(row);
                    count++;
                }
            }
            row = next;
        }
        decision.succeed(Outcome.OK, count);
        decision.attach(0, isMore ? 1 : 0);
    }

    /**
     * Expires a GTD or DAY order.
     *
     * @param row of the order.
     */
    void expire(final int row) {
        settlement.end(row, OrderStatus.EXPIRED.code());
        book.remove(row);
    }

    private void cancel(final int row) {
        settlement.end(row, endedStatus(orders.filled(row)));
        book.remove(row);
    }

    private static int endedStatus(final long filled) {
        return filled == 0 ? OrderStatus.CANCELLED.code() : OrderStatus.PARTIAL.code();
    }
}
