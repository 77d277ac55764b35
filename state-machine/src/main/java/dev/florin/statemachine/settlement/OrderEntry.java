package dev.florin.statemachine.settlement;

import dev.florin.protocol.Outcome;
import dev.florin.protocol.order.InstrumentState;
import dev.florin.protocol.order.OrderStatus;
import dev.florin.protocol.order.TimeInForce;
import dev.florin.statemachine.hash.StateHash;
import dev.florin.statemachine.ledger.Accounts;
import dev.florin.statemachine.ledger.Postings;
import dev.florin.statemachine.matching.Instruments;
import dev.florin.statemachine.matching.Matcher;
import dev.florin.statemachine.matching.Matcher.Ending;
import dev.florin.statemachine.matching.OrderBook;
import dev.florin.statemachine.matching.StopTriggers;
import dev.florin.statemachine.matching.WorkingOrder;
import dev.florin.statemachine.paged.UndoJournal;

/**
 * Lets orders enter: they match, rest, or wait for the uncross; or are refused, in which case nothing has happened but what
 * the contract lets stand. Then the stops enter that they triggered. Owned by the engine thread.
 */
final class OrderEntry {
    private static final int OPEN = InstrumentState.OPEN.code();
    private static final int HALTED = InstrumentState.HALTED.code();
    private static final int RESTING = OrderStatus.RESTING.code();
    private static final int WAITING = OrderStatus.WAITING.code();
    private static final int FILLED = OrderStatus.FILLED.code();
    private static final int PARTIAL = OrderStatus.PARTIAL.code();
    private static final int CANCELLED = OrderStatus.CANCELLED.code();
    private static final int FOK = TimeInForce.FOK.code();
    private static final int IOC = TimeInForce.IOC.code();

    private final Accounts accounts;
    private final Postings postings;
    private final OrderBook book;
    private final Instruments instruments;
    private final Matcher matcher;
    private final StopTriggers triggers;
    private final Reservations reservations;
    private final TradeSettlement settlement;
    private final ClosedOrders closed;
    private final OrderEvents events;
    private final UndoJournal undo;
    private final StateHash hash;
    private final Clearing clearingBase = new Clearing();
    private final Clearing clearingQuote = new Clearing();
    private final WorkingOrder stop = new WorkingOrder();
    private long anchor;
    private int status;

    /** What a market buy may spend, what its account has, and what its counters have room for, before it trades. */
    private long allowance;

    private long available;
    private long headroom;

    /** Where everything stood that is undone beside the rows. */
    private long hashBefore;

    private int eventsBefore;
    private int fillsBefore;
    private int touchedBefore;
    private int triggeredBefore;
    private int closedBefore;
    private boolean hadMoreBefore;
    private long openBefore;
    private long filledBefore;
    private long reservedBefore;
    private long feeRestBefore;
    private boolean inPlaceBefore;
    private boolean isUndoable;

    OrderEntry(
            final Accounts accounts,
            final Postings postings,
            final OrderBook book,
            final Matcher matcher,
            final Reservations reservations,
            final TradeSettlement settlement,
            final ClosedOrders closed,
            final OrderEvents events,
            final UndoJournal undo,
            final StateHash hash) {
        this.accounts = accounts;
        this.postings = postings;
        this.book = book;
        this.matcher = matcher;
        this.reservations = reservations;
        this.settlement = settlement;
        this.closed = closed;
        this.events = events;
        this.undo = undo;
        this.hash = hash;
        instruments = book.instruments();
        triggers = matcher.triggers();
    }

    /** What became of the order that entered last, unless it was refused: code of an OrderStatus. */
    int status() {
        return status;
    }

    /** A command begins that may trade on an instrument: the band is measured from what the anchor is now. */
    void begin(final int instrument) {
        triggers.begin();
        anchor = instruments.anchor(instrument);
        clearingBase.begin(instruments.clearingBase(instrument));
        clearingQuote.begin(instruments.clearingQuote(instrument));
    }

    /** The command is done: clearing accounts whose figures are what they were are not changed by it. */
    void end() {
        clearingBase.end();
        clearingQuote.end();
    }

    /** A clearing account as it was when the command began. */
    private final class Clearing {
        private int slot;
        private long version;
        private long pending;

        private void begin(final int account) {
            slot = account;
            version = accounts.version(account);
            pending = accounts.creditsPending(account);
        }

        private void end() {
            if (accounts.creditsPending(slot) == pending) {
                postings.touch(slot, version);
            }
        }
    }

    /**
     * Lets an order enter an instrument that is open or in an auction.
     *
     * @param order that passed all checks up to those of money.
     * @param required what it reserves.
     * @return {@link Outcome#OK}, or why it is refused.
     */
    Outcome enter(final WorkingOrder order, final long required) {
        order.beginRun();
        if (instruments.state(order.instrument) != OPEN) {
            settlement.admit(order);
            rest(order, required, false);
            return Outcome.OK;
        }
        if (order.isPostOnly && matcher.wouldTrade(order)) {
            return Outcome.WOULD_TRADE;
        }
        order.anchor = anchor;
        order.bandPpm = instruments.bandPpm(order.instrument);
        final long wanted = order.open;
        final boolean isUncertain = limitByMoney(order);
        if (order.timeInForce == FOK || isUncertain) {
            beginUndoable(order);
        }
        final Ending ending = matcher.match(order);
        final Outcome refusal = refusal(order, ending, wanted);
        if (refusal == Outcome.OK) {
            finish(order, ending, wanted, required);
        }
        return refusal;
    }

    /** Puts a stop that passed all checks where it waits. */
    void wait(final WorkingOrder order, final long required) {
        order.beginRun();
        settlement.admit(order);
        rest(order, required, true);
    }

    /**
     * Says what a buy may spend, if that limits it beside its price.
     *
     * @return whether it may turn out that the account does not cover it.
     */
    private boolean limitByMoney(final WorkingOrder order) {
        if (!order.isBuy || (!order.isMarket && order.budget == 0)) {
            return false;
        }
        order.isLimitedByMoney = true;
        order.spendable = order.budget;
        // Rebates may pay for more than was reserved, but no counter passes its end.
        order.cover = postings.debitHeadroom(order.paying) + order.reserved;
        if (!order.isMarket || order.reserved > 0) {
            return false;
        }
        // A market buy reserves what its trades turn out to cost, but no more than it may spend: the account has
        // to have that, and room in its counters.
        available = accounts.available(order.paying);
        headroom = Math.min(
                postings.debitHeadroom(order.paying),
                postings.creditHeadroom(reservations.clearing(order.instrument, true)));
        if (order.budget == 0) {
            order.spendable = available;
        }
        allowance = order.spendable;
        order.isUncertain = allowance > Math.min(available, headroom);
        if (order.isUncertain) {
            order.cover = allowance > headroom ? headroom : available;
        }
        return order.isUncertain;
    }

    /** Why a market buy cannot reserve what its trades turned out to cost. Those that went beyond its cover ended early. */
    private Outcome moneyRefusal(final WorkingOrder order) {
        final long required = Math.min(allowance, order.grossCost);
        if (required > headroom) {
            return Outcome.OVERFLOW;
        }
        return required > available ? Outcome.INSUFFICIENT_FUNDS : Outcome.OK;
    }

    /** Why an order that has matched is refused after all; if it is, its trades are undone. */
    private Outcome refusal(final WorkingOrder order, final Ending ending, final long wanted) {
        final Outcome money = order.isUncertain ? moneyRefusal(order) : Outcome.OK;
        if (money != Outcome.OK) {
            undo(order);
            return money;
        }
        if (ending == Ending.OUTSIDE_BAND && order.traded == 0) {
            keep();
            halt(order.instrument);
            return Outcome.PRICE_OUTSIDE_BAND;
        }
        if (order.timeInForce == FOK) {
            if (order.traded < wanted || (!order.isBuy && order.proceeds < order.budget)) {
                undo(order);
                return Outcome.CANNOT_FILL;
            }
        } else if (order.traded == 0 && (order.isMarket || order.timeInForce == IOC)) {
            keep();
            return Outcome.NOTHING_FILLED;
        }
        keep();
        if (ending == Ending.OUTSIDE_BAND) {
            halt(order.instrument);
        }
        return Outcome.OK;
    }

    /** An order that is not refused rests with what is left, or ends. */
    private void finish(final WorkingOrder order, final Ending ending, final long wanted, final long required) {
        if (ending == Ending.NO_MORE && !order.isMarket && order.timeInForce != IOC) {
            if (!order.isAccepted) {
                settlement.admit(order);
            }
            rest(order, order.open == wanted ? required : reservations.required(order), false);
            return;
        }
        if (!order.isAccepted) {
            settlement.accept(order);
        }
        if (ending == Ending.DONE) {
            end(order, FILLED);
        } else {
            end(order, order.filled == 0 ? CANCELLED : PARTIAL);
        }
    }

    private void rest(final WorkingOrder order, final long required, final boolean isWaiting) {
        reservations.change(order.paying, order.instrument, order.isBuy, required - order.reserved);
        order.reserved = required;
        if (!isWaiting) {
            order.trigger = 0;
            if (order.isMarket && order.row != 0) {
                book.forgetTime(order.row);
            }
        }
        book.enter(order, isWaiting);
        status = isWaiting ? WAITING : RESTING;
        settlement.tell(order, status);
    }

    /** An order ends that reserves nothing and stands nowhere. */
    private void end(final WorkingOrder order, final int newStatus) {
        status = newStatus;
        if (order.row != 0) {
            settlement.closed(order.row);
            book.end(order.row);
        }
        settlement.tell(order, newStatus);
    }

    private void halt(final int instrument) {
        instruments.state(instrument, HALTED);
        events.onInstrument(instrument, HALTED);
    }

    /**
     * Lets the stops enter that trades have triggered, one by one, and those that these trigger. Where the instrument is
     * not open, they go back to waiting.
     *
     * @param instrument that has traded.
     */
    void enterStops(final int instrument) {
        settlement.recordFills(false);
        while (triggers.hasNext()) {
            if (instruments.state(instrument) != OPEN) {
                triggers.returnAll();
                return;
            }
            enterStop(triggers.next());
        }
        if (triggers.hasMore() && instruments.state(instrument) == OPEN) {
            halt(instrument);
        }
    }

    /** The anchor is the price of the uncross that was. */
    void measureFromNow(final int instrument) {
        anchor = instruments.anchor(instrument);
    }

    private void enterStop(final int row) {
        book.load(row, stop);
        book.takeTriggered(row);
        stop.isInPlace = false;
        stop.trigger = 0;
        final boolean isBarred =
                stop.isMarket && stop.reserved == 0 && accounts.stateRefusal(stop.paying, stop.receiving) != Outcome.OK;
        if (isBarred || enter(stop, stop.reserved) != Outcome.OK) {
            settlement.accept(stop);
            end(stop, stop.filled == 0 ? CANCELLED : PARTIAL);
        }
    }

    private void beginUndoable(final WorkingOrder order) {
        openBefore = order.open;
        filledBefore = order.filled;
        reservedBefore = order.reserved;
        feeRestBefore = order.feeRest;
        inPlaceBefore = order.isInPlace;
        hashBefore = hash.value();
        eventsBefore = events.mark();
        fillsBefore = settlement.fills().count();
        touchedBefore = book.touched().count();
        triggeredBefore = triggers.triggeredCount();
        hadMoreBefore = triggers.hasMore();
        closedBefore = closed.count();
        isUndoable = true;
        undo.begin();
    }

    private void keep() {
        if (isUndoable) {
            isUndoable = false;
            undo.commit();
        }
    }

    private void undo(final WorkingOrder order) {
        isUndoable = false;
        if (order.hasOpened) {
            accounts.forgetLast();
            order.receiving = 0;
        }
        order.open = openBefore;
        order.filled = filledBefore;
        order.reserved = reservedBefore;
        order.feeRest = feeRestBefore;
        order.isInPlace = inPlaceBefore;
        undo.rollback();
        hash.restore(hashBefore);
        events.discardSince(eventsBefore);
        settlement.fills().truncate(fillsBefore);
        book.touched().truncate(touchedBefore);
        triggers.truncate(triggeredBefore, hadMoreBefore);
        closed.truncate(closedBefore);
    }
}
