package dev.florin.statemachine.settlement;

import dev.florin.protocol.Bounds;
import dev.florin.protocol.order.OrderStatus;
import dev.florin.statemachine.ledger.Accounts;
import dev.florin.statemachine.ledger.CurrentCommand;
import dev.florin.statemachine.ledger.Postings;
import dev.florin.statemachine.matching.Instruments;
import dev.florin.statemachine.matching.OrderBook;
import dev.florin.statemachine.matching.OrderRows;
import dev.florin.statemachine.matching.Settlement;
import dev.florin.statemachine.matching.WorkingOrder;

/**
 * Posts trades: base from the seller to the buyer, value from the buyer to the seller, each fee from its payer to the fee
 * account or a rebate back. First it asks, in the same order, whether the accounts can take that. Owned by the engine thread.
 *
 * <p>A taker that matches has nothing reserved from its first trade on: that it is covered was checked before, and nothing
 * else can spend the money while it trades. Only what rests, or trades in an uncross, has a reservation to draw on.
 */
final class TradeSettlement implements Settlement {
    private final CurrentCommand current;
    private final Accounts accounts;
    private final Postings postings;
    private final OrderBook book;
    private final OrderRows orders;
    private final Instruments instruments;
    private final FeeSchedules fees;
    private final Reservations reservations;
    private final ClosedOrders closed;
    private final OrderEvents events;
    private final Fills fills = new Fills();
    private final OrderEvents.Party makerParty = new OrderEvents.Party();
    private final OrderEvents.Party takerParty = new OrderEvents.Party();
    private boolean recordsFills;

    /** The trade at hand, from the buyer's and the seller's side. */
    private int buyerPaying;

    private int buyerReceiving;
    private int sellerPaying;
    private int sellerReceiving;
    private long buyerFee;
    private long buyerReserved;

    /** What the buyer's debits can grow by before the counter overflows, as far as that can be too little. */
    private long buyerRoom;

    private long sellerFee;
    private long buyerReleased;
    private long sellerReleased;

    TradeSettlement(
            final CurrentCommand current,
            final Accounts accounts,
            final Postings postings,
            final OrderBook book,
            final FeeSchedules fees,
            final Reservations reservations,
            final ClosedOrders closed,
            final OrderEvents events) {
        this.current = current;
        this.accounts = accounts;
        this.postings = postings;
        this.book = book;
        this.fees = fees;
        this.reservations = reservations;
        this.closed = closed;
        this.events = events;
        orders = book.orders();
        instruments = book.instruments();
    }

    Fills fills() {
        return fills;
    }

    /** Whether the trades that follow belong into the command's answer. */
    void recordFills(final boolean wanted) {
        recordsFills = wanted;
    }

    @Override
    public long affordable(final WorkingOrder taker, final long price, final long quantity) {
        long payable = 0;
        long beyond = quantity;
        if (costs(taker, price, quantity) <= taker.spendable) {
            return quantity;
        }
        while (payable + 1 < beyond) {
            final long middle = payable + (beyond - payable) / 2;
            if (costs(taker, price, middle) <= taker.spendable) {
                payable = middle;
            } else {
                beyond = middle;
            }
        }
        return payable;
    }

    /** What a quantity costs a taker with its fee, a rebate not counted; 2^63-1 where that leaves 63 bits. */
    private long costs(final WorkingOrder taker, final long price, final long quantity) {
        final long value = price * quantity;
        final long charge = fees.charge(taker.schedule, false, quantity, value, taker.feeRest);
        final long cost = value + Math.max(0, charge);
        return cost < 0 ? Long.MAX_VALUE : cost;
    }

    @Override
    public long affordableTick(final int order) {
        final long budget = orders.budget(order);
        final long open = orders.open(order);
        final long tick = instruments.tick(orders.instrument(order));
        long payable = 0;
        long beyond = budget / open / tick + 1;
        while (payable + 1 < beyond) {
            final long middle = payable + (beyond - payable) / 2;
            final long cost = fees.cost(orders.schedule(order), middle * tick, open, orders.feeRest(order));
            if (cost >= 0 && cost <= budget) {
                payable = middle;
            } else {
                beyond = middle;
            }
        }
        return payable;
    }

    @Override
    public int settle(final WorkingOrder taker, final int maker, final long price, final long quantity) {
        final long value = price * quantity;
        final long base = quantity * instruments.lot(taker.instrument);
        final long makerRest = orders.feeRest(maker);
        final int makerSchedule = orders.schedule(maker);
        final long makerCharge = fees.charge(makerSchedule, true, quantity, value, makerRest);
        final long takerCharge = fees.charge(taker.schedule, false, quantity, value, taker.feeRest);
        identify(taker, maker, makerCharge, takerCharge, value);
        final int failing = failing(taker, base, value);
        if (failing != SETTLED) {
            return failing;
        }
        if (taker.isLimitedByMoney && !isCovered(taker, value)) {
            return TAKER_FAILS;
        }
        if (!taker.isResting && !taker.isAccepted) {
            accept(taker);
            identifyTaker(taker);
        }
        final long makerRestAfter = fees.rest(makerSchedule, true, quantity, value, makerRest, makerCharge);
        taker.feeRest = fees.rest(taker.schedule, false, quantity, value, taker.feeRest, takerCharge);
        buyerReleased = 0;
        sellerReleased = 0;
        drawOnMaker(maker, quantity, base, value, makerRestAfter);
        drawOnTaker(taker, quantity, base, value);
        post(taker.instrument, base, value);
        return SETTLED;
    }

    private void identify(
            final WorkingOrder taker,
            final int maker,
            final long makerCharge,
            final long takerCharge,
            final long value) {
        if (taker.isBuy) {
            sellerPaying = orders.paying(maker);
            sellerReceiving = orders.receiving(maker);
            buyerFee = takerCharge;
            buyerReserved = taker.reserved;
            sellerFee = Math.min(makerCharge, value);
            makerParty.fee = sellerFee;
            takerParty.fee = buyerFee;
        } else {
            buyerPaying = orders.paying(maker);
            buyerReceiving = orders.receiving(maker);
            buyerFee = makerCharge;
            buyerReserved = orders.reserved(maker);
            sellerFee = Math.min(takerCharge, value);
            makerParty.fee = buyerFee;
            takerParty.fee = sellerFee;
        }
        identifyTaker(taker);
        // In an uncross, rebates may have given a market buy more to spend than it reserved. All else was found
        // covered.
        buyerRoom = taker.isResting ? buyerReserved + postings.debitHeadroom(buyerPaying) : Long.MAX_VALUE;
    }

    private void identifyTaker(final WorkingOrder taker) {
        if (taker.isBuy) {
            buyerPaying = taker.paying;
            buyerReceiving = taker.receiving;
        } else {
            sellerPaying = taker.paying;
            sellerReceiving = taker.receiving;
        }
    }

    /** The postings in their order: whose account is the first that cannot take one. */
    private int failing(final WorkingOrder taker, final long base, final long value) {
        final int buyer = taker.isBuy ? TAKER_FAILS : MAKER_FAILS;
        final int seller = taker.isBuy ? MAKER_FAILS : TAKER_FAILS;
        if (buyerReceiving != 0
                && postings.cannotTake(buyerReceiving, base, buyerReceiving == sellerPaying ? base : 0)) {
            return buyer;
        }
        if (value > buyerRoom) {
            return buyer;
        }
        if (sellerReceiving != 0
                && postings.cannotTake(sellerReceiving, value, sellerReceiving == buyerPaying ? value : 0)) {
            return seller;
        }
        if ((buyerFee | sellerFee) == 0) {
            return SETTLED;
        }
        return failingFee(taker.instrument, value, !taker.isBuy);
    }

    /** The postings of the fees, the maker's first: whose account is the first that cannot take its own. */
    private int failingFee(final int instrument, final long value, final boolean isBuyerFirst) {
        final int feeAccount = instruments.feeAccount(instrument);
        final long first = isBuyerFirst ? buyerFee : sellerFee;
        if (cannotPostFee(isBuyerFirst, first, feeAccount, 0, value)) {
            return MAKER_FAILS;
        }
        return cannotPostFee(!isBuyerFirst, isBuyerFirst ? sellerFee : buyerFee, feeAccount, first, value)
                ? TAKER_FAILS
                : SETTLED;
    }

    /**
     * Whether a fee, or a rebate, cannot be posted.
     *
     * @param isBuyers whether it is the buyer's.
     * @param fee negative: a rebate.
     * @param feeAccount that gets or gives it.
     * @param before what was posted as the other side's fee.
     * @param value of the trade, posted before.
     */
    private boolean cannotPostFee(
            final boolean isBuyers, final long fee, final int feeAccount, final long before, final long value) {
        if (fee == 0) {
            return false;
        }
        if (fee == Fees.TOO_LITTLE || fee == Fees.TOO_MUCH) {
            return true;
        }
        final int account = isBuyers ? buyerPaying : sellerReceiving;
        if (fee > 0) {
            return postings.creditHeadroom(feeAccount) - Math.max(0, before) < fee
                    || (isBuyers ? buyerRoom - value < fee : account != 0 && sellerHeadroom(before, value) < fee);
        }
        // Buyer and seller may be one account: then it has paid and received the value, and the other fee is its own
        // too.
        final boolean isOne = buyerPaying == sellerReceiving;
        final long credited = (!isBuyers || isOne ? value : 0) + (isOne ? Math.max(0, -before) : 0);
        final long debited = (isBuyers || isOne ? value : 0) + (isOne ? Math.max(0, before) : 0);
        return (account != 0 && postings.cannotTake(account, credited - fee, debited))
                || postings.debitHeadroom(feeAccount) - Math.max(0, -before) < -fee;
    }

    /** How much more the account that a seller receives on can be debited once the value is posted. */
    private long sellerHeadroom(final long before, final long value) {
        final long headroom = postings.debitHeadroom(sellerReceiving);
        return buyerPaying == sellerReceiving ? headroom + buyerReserved - value - Math.max(0, before) : headroom;
    }

    /** Whether a taker's next trade is within what all of them may cost; counts it. */
    private boolean isCovered(final WorkingOrder taker, final long value) {
        final long gross = taker.grossCost + value + Math.max(0, buyerFee);
        taker.grossCost = gross < 0 ? Long.MAX_VALUE : gross;
        return taker.grossCost <= taker.cover;
    }

    /** An order is certain to be accepted, and trades or ends: its place is left, what it had reserved is free. */
    void accept(final WorkingOrder order) {
        admit(order);
        reservations.change(order.paying, order.instrument, order.isBuy, -order.reserved);
        order.reserved = 0;
    }

    /** An order is certain to be accepted without a trade: its place is left, what it had reserved it still has. */
    void admit(final WorkingOrder order) {
        order.isAccepted = true;
        if (order.row != 0 && order.isInPlace) {
            book.leave(order.row);
            order.isInPlace = false;
        }
        if (order.receiving == 0) {
            order.receiving = openReceiving(order);
        }
        postings.touch(order.paying, current.sequence());
    }

    private int openReceiving(final WorkingOrder order) {
        final int ledger =
                order.isBuy ? instruments.baseLedger(order.instrument) : instruments.quoteLedger(order.instrument);
        order.hasOpened = true;
        accounts.open(order.owner, ledger, order.accountType, 0, Bounds.NO_CEILING, current.sequence());
        return accounts.count();
    }

    private void drawOnMaker(
            final int maker, final long quantity, final long base, final long value, final long restAfter) {
        final long before = orders.reserved(maker);
        final long after;
        if (!orders.isBuy(maker)) {
            after = before - base;
            sellerReleased = base;
        } else if (orders.isMarket(maker)) {
            after = leftOfBudget(before, orders.open(maker) == quantity, value);
            orders.budget(maker, orders.budget(maker) - value - buyerFee);
            buyerReleased = before - after;
        } else {
            after = fees.cost(orders.schedule(maker), orders.price(maker), orders.open(maker) - quantity, restAfter);
            buyerReleased = before - after;
        }
        orders.money(maker, after, restAfter);
    }

    private void drawOnTaker(final WorkingOrder taker, final long quantity, final long base, final long value) {
        if (taker.isBuy) {
            final long left = taker.spendable - value - buyerFee;
            // What may be spent has no bound where the floor is none; a rebate larger than the value adds to it.
            taker.spendable = left < 0 && buyerFee < 0 ? Long.MAX_VALUE : left;
            taker.proceeds -= value + buyerFee;
        } else {
            taker.proceeds += value - sellerFee;
        }
        if (!taker.isResting) {
            return;
        }
        final long before = taker.reserved;
        if (!taker.isBuy) {
            taker.reserved = before - base;
            sellerReleased = base;
        } else {
            if (taker.isMarket) {
                taker.reserved = leftOfBudget(before, taker.open == quantity, value);
                taker.budget -= value + buyerFee;
            } else {
                taker.reserved = fees.cost(taker.schedule, taker.price, taker.open - quantity, taker.feeRest);
            }
            buyerReleased = before - taker.reserved;
        }
    }

    /** What a market buy that has traded in an uncross still reserves. */
    private long leftOfBudget(final long before, final boolean isFilled, final long value) {
        return isFilled ? 0 : before - value - Math.max(0, buyerFee);
    }

    private void post(final int instrument, final long base, final long value) {
        final long sequence = current.sequence();
        final long buyerCharge = Math.max(0, buyerFee);
        final long buyerRebate = Math.max(0, -buyerFee);
        final long sellerCharge = Math.max(0, sellerFee);
        final long sellerRebate = Math.max(0, -sellerFee);
        postings.change(sellerPaying, base, 0, -sellerReleased, 0, sequence);
        postings.change(buyerReceiving, 0, base, 0, 0, sequence);
        postings.change(buyerPaying, value + buyerCharge, buyerRebate, -buyerReleased, 0, sequence);
        postings.change(sellerReceiving, sellerCharge, value + sellerRebate, 0, 0, sequence);
        if ((buyerFee | sellerFee) != 0) {
            postings.change(
                    instruments.feeAccount(instrument),
                    buyerRebate + sellerRebate,
                    buyerCharge + sellerCharge,
                    0,
                    0,
                    sequence);
        }
        if (sellerReleased != 0) {
            postings.change(instruments.clearingBase(instrument), 0, 0, 0, -sellerReleased, sequence);
        }
        if (buyerReleased != 0) {
            postings.change(instruments.clearingQuote(instrument), 0, 0, 0, -buyerReleased, sequence);
        }
        postings.sum(instruments.baseLedger(instrument), base, -sellerReleased);
        final int quoteLedger = instruments.quoteLedger(instrument);
        postings.sum(quoteLedger, value, -buyerReleased);
        if ((buyerFee | sellerFee) != 0) {
            postings.sum(quoteLedger, buyerCharge + buyerRebate, 0);
            postings.sum(quoteLedger, sellerCharge + sellerRebate, 0);
        }
    }

    @Override
    public void traded(final WorkingOrder taker, final int maker, final long price, final long quantity) {
        if (orders.open(maker) == 0) {
            closed.add(orders.pinnedLocation(maker));
        }
        if (taker.isResting && taker.open == 0) {
            closed.add(orders.pinnedLocation(taker.row));
        }
        if (recordsFills && !taker.isResting) {
            fills.add(price, quantity, orders.keyHigh(maker), orders.keyLow(maker), orders.owner(maker));
        }
        if (events.isListening()) {
            tell(taker, maker, price, quantity);
        }
    }

    private void tell(final WorkingOrder taker, final int maker, final long price, final long quantity) {
        makerParty.keyHigh = orders.keyHigh(maker);
        makerParty.keyLow = orders.keyLow(maker);
        makerParty.owner = orders.owner(maker);
        takerParty.keyHigh = taker.keyHigh;
        takerParty.keyLow = taker.keyLow;
        takerParty.owner = taker.owner;
        final int instrument = taker.instrument;
        events.onTrade(instrument, instruments.trades(instrument), price, quantity, makerParty, takerParty, taker.side);
        tellOrder(maker, openStatus(orders.open(maker)));
        if (taker.isResting) {
            tellOrder(taker.row, openStatus(taker.open));
        }
    }

    @Override
    public void cancelled(final int order) {
        end(order, orders.filled(order) == 0 ? OrderStatus.CANCELLED.code() : OrderStatus.PARTIAL.code());
    }

    @Override
    public void decremented(final int order) {
        final long before = orders.reserved(order);
        final long after = reservations.requiredOfRow(order);
        reservations.change(orders.paying(order), orders.instrument(order), orders.isBuy(order), after - before);
        orders.money(order, after, orders.feeRest(order));
        tellOrder(order, OrderStatus.RESTING.code());
    }

    /** An order of the book is about to end without a trade: gives back what it reserves, and tells. */
    void end(final int order, final int status) {
        reservations.change(
                orders.paying(order), orders.instrument(order), orders.isBuy(order), -orders.reserved(order));
        postings.touch(orders.paying(order), current.sequence());
        closed.add(orders.pinnedLocation(order));
        tellOrder(order, status);
    }

    /** Tells how an order of the book stands. */
    private void tellOrder(final int order, final int status) {
        if (events.isListening()) {
            events.onOrder(
                    orders.keyHigh(order),
                    orders.keyLow(order),
                    orders.owner(order),
                    orders.instrument(order),
                    status,
                    orders.filled(order),
                    orders.open(order));
        }
    }

    /** Tells how an order stands that is no row of the book. */
    void tell(final WorkingOrder order, final int status) {
        if (events.isListening()) {
            events.onOrder(
                    order.keyHigh, order.keyLow, order.owner, order.instrument, status, order.filled, order.open);
        }
    }

    /** A row that held an order is about to be given back. */
    void closed(final int row) {
        closed.add(orders.pinnedLocation(row));
    }

    private static int openStatus(final long open) {
        return open == 0 ? OrderStatus.FILLED.code() : OrderStatus.RESTING.code();
    }
}
