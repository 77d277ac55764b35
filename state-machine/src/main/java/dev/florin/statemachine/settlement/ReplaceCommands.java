package dev.florin.statemachine.settlement;

import dev.florin.protocol.Outcome;
import dev.florin.protocol.order.InstrumentState;
import dev.florin.protocol.order.OrderStatus;
import dev.florin.statemachine.idempotency.Decision;
import dev.florin.statemachine.ledger.CurrentCommand;
import dev.florin.statemachine.ledger.Postings;
import dev.florin.statemachine.matching.Instruments;
import dev.florin.statemachine.matching.OrderBook;
import dev.florin.statemachine.matching.OrderRows;
import dev.florin.statemachine.matching.WorkingOrder;

/** The rules of changing an open order. A refused change leaves it as it was. Owned by the engine thread. */
public final class ReplaceCommands {
    private static final int AUCTION = InstrumentState.AUCTION.code();

    /** What a replace command asks for: a holder of values, used over and over. */
    public static final class Change {
        /** New price; 0: as it is. */
        public long price;

        /** New open quantity; 0: as it is. */
        public long quantity;

        /** Lots to take off; 0: none. */
        public long reduceBy;

        /** What the client believes traded; below 0: it does not say. */
        public long believedFilled;

        /** New trigger price; 0: as it is. */
        public long trigger;
    }

    private final CurrentCommand current;
    private final Postings postings;
    private final OrderBook book;
    private final OrderRows orders;
    private final Instruments instruments;
    private final Reservations reservations;
    private final TradeSettlement settlement;
    private final OrderCommands commands;
    private final WorkingOrder order = new WorkingOrder();
    private long openBefore;
    private boolean isMeaningless;

    ReplaceCommands(
            final CurrentCommand current,
            final Postings postings,
            final OrderBook book,
            final Reservations reservations,
            final TradeSettlement settlement,
            final OrderCommands commands) {
        this.current = current;
        this.postings = postings;
        this.book = book;
        this.reservations = reservations;
        this.settlement = settlement;
        this.commands = commands;
        orders = book.orders();
        instruments = book.instruments();
    }

    /**
     * Changes an order.
     *
     * @param owner of the order.
     * @param row of the order, or 0 where it is not open.
     * @param missing why it is not open.
     * @param change asked for.
     * @param decision filled.
     */
    public void replace(
            final long owner, final int row, final Outcome missing, final Change change, final Decision decision) {
        if (row == 0 || orders.owner(row) != owner) {
            decision.refuse(row == 0 ? missing : Outcome.ORDER_NOT_FOUND);
            return;
        }
        book.load(row, order);
        order.beginRun();
        order.isInPlace = true;
        final boolean wasWaiting = orders.isWaiting(row);
        isMeaningless = (change.price != 0 && order.isMarket) || (change.trigger != 0 && !wasWaiting);
        openBefore = order.open;
        final long priceBefore = order.price;
        apply(change);
        if (wasWaiting) {
            replaceWaiting(change.trigger != 0, decision);
        } else {
            replaceResting(order.price == priceBefore && order.open <= openBefore, decision);
        }
    }

    private void apply(final Change change) {
        if (change.price != 0) {
            order.price = change.price;
        }
        if (change.trigger != 0) {
            order.trigger = change.trigger;
        }
        if (change.quantity != 0) {
            final long unknown = change.believedFilled < 0 ? 0 : Math.max(0, order.filled - change.believedFilled);
            order.open = Math.max(0, change.quantity - unknown);
        }
        order.open = Math.max(0, order.open - change.reduceBy);
    }

    private void replaceResting(final boolean keepsPlace, final Decision decision) {
        final boolean isBarred =
                order.open > 0 && !keepsPlace && order.isPostOnly && instruments.state(order.instrument) == AUCTION;
        final Outcome refusal = refusal(isBarred ? Outcome.IN_AUCTION : Outcome.OK);
        if (refusal != Outcome.OK) {
            decision.refuse(refusal);
        } else if (order.open == 0) {
            cancel(decision);
        } else {
            reserve(keepsPlace, false, decision);
        }
    }

    private void replaceWaiting(final boolean hasNewTrigger, final Decision decision) {
        final boolean entersAtOnce = hasNewTrigger && order.open > 0 && commands.isReached(order);
        final Outcome refusal = refusal(entersAtOnce ? commands.auctionRefusal(order) : Outcome.OK);
        if (refusal != Outcome.OK) {
            decision.refuse(refusal);
        } else if (order.open == 0) {
            cancel(decision);
        } else {
            reserve(!hasNewTrigger, !entersAtOnce, decision);
        }
    }

    private Outcome refusal(final Outcome ofAuction) {
        final Outcome ofState = commands.stateRefusal(order.instrument);
        if (ofState != Outcome.OK) {
            return ofState;
        }
        if (ofAuction != Outcome.OK) {
            return ofAuction;
        }
        if (isMeaningless) {
            return Outcome.MALFORMED;
        }
        return commands.isOffTick(order) ? Outcome.PRICE_OFF_TICK : Outcome.OK;
    }

    /** Checks accounts and money, and lets the order keep its place, wait or enter. */
    private void reserve(final boolean keepsPlace, final boolean isWaiting, final Decision decision) {
        final boolean isInPlace = keepsPlace || isWaiting;
        final long required = isInPlace ? reservations.required(order) : commands.requiredToEnter(order, false);
        final boolean matchesUnreserved = !isInPlace && order.isMarket && order.isBuy && order.reserved == 0;
        final boolean needsMoney = required < 0 || required > order.reserved || matchesUnreserved;
        final Outcome accounts = commands.accountsRefusal(order, needsMoney);
        final Outcome money = accounts == Outcome.OK ? commands.moneyRefusal(order, required) : accounts;
        if (money != Outcome.OK) {
            decision.refuse(money);
        } else if (keepsPlace) {
            keepPlace(required, decision);
        } else {
            commands.enter(order, required, isWaiting, decision);
        }
    }

    private void keepPlace(final long required, final Decision decision) {
        reservations.change(order.paying, order.instrument, order.isBuy, required - order.reserved);
        postings.touch(order.paying, current.sequence());
        order.reserved = required;
        book.change(order);
        final int status = orders.status(order.row);
        settlement.tell(order, status);
        decision.succeedOrder(status, order.filled, order.open);
    }

    private void cancel(final Decision decision) {
        final int status = order.filled == 0 ? OrderStatus.CANCELLED.code() : OrderStatus.PARTIAL.code();
        order.open = openBefore;
        settlement.accept(order);
        settlement.closed(order.row);
        book.end(order.row);
        settlement.tell(order, status);
        decision.succeedOrder(status, order.filled, openBefore);
    }
}
