package dev.florin.statemachine.settlement;

import dev.florin.protocol.Bounds;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.codec.PlaceDecoder;
import dev.florin.protocol.order.OrderSide;
import dev.florin.statemachine.hash.StateHash;
import dev.florin.statemachine.idempotency.Attachments;
import dev.florin.statemachine.idempotency.OutcomeStore;
import dev.florin.statemachine.ledger.Accounts;
import dev.florin.statemachine.ledger.CurrentCommand;
import dev.florin.statemachine.ledger.Holds;
import dev.florin.statemachine.ledger.Ledgers;
import dev.florin.statemachine.ledger.Postings;
import dev.florin.statemachine.matching.Instruments;
import dev.florin.statemachine.matching.Ladders;
import dev.florin.statemachine.matching.Levels;
import dev.florin.statemachine.matching.Matcher;
import dev.florin.statemachine.matching.OrderBook;
import dev.florin.statemachine.matching.TouchedLevels;
import dev.florin.statemachine.matching.Uncross;
import dev.florin.statemachine.matching.UncrossPrice;
import dev.florin.statemachine.paged.UndoJournal;
import dev.florin.statemachine.snapshot.SnapshotPart;
import java.util.List;

/**
 * Instruments, orders and their settlement, put together: what the state machine knows of trading. Owned by the engine
 * thread.
 */
public final class Market {
    private final CurrentCommand current;
    private final Accounts accounts;
    private final Holds holds;
    private final OutcomeStore outcomes;
    private final OrderEvents events;
    private final OrderBook book;
    private final FeeSchedules fees;
    private final Reservations reservations;
    private final ClosedOrders closed;
    private final TradeSettlement settlement;
    private final UncrossPrice uncrossPrice;
    private final OrderCommands orderCommands;
    private final ReplaceCommands replaceCommands;
    private final InstrumentCommands instrumentCommands;

    /**
     * A market without instruments.
     *
     * @param current the command at hand.
     * @param ledgers there are.
     * @param accounts there are.
     * @param holds that expire in one order with orders.
     * @param outcomes that name the orders.
     * @param undo told of every row about to be written.
     * @param hash that instruments and orders add to.
     * @param events told of every change.
     */
    public Market(
            final CurrentCommand current,
            final Ledgers ledgers,
            final Accounts accounts,
            final Holds holds,
            final OutcomeStore outcomes,
            final UndoJournal undo,
            final StateHash hash,
            final OrderEvents events) {
        this.current = current;
        this.accounts = accounts;
        this.holds = holds;
        this.outcomes = outcomes;
        this.events = events;
        book = new OrderBook(undo, hash);
        fees = new FeeSchedules(undo, hash);
        closed = new ClosedOrders(outcomes);
        final Postings postings = new Postings(accounts, ledgers, hash);
        reservations = new Reservations(current, accounts, book.instruments(), book.orders(), fees);
        settlement = new TradeSettlement(current, accounts, postings, book, fees, reservations, closed, events);
        final Matcher matcher = new Matcher(book, settlement);
        uncrossPrice = new UncrossPrice(book, settlement);
        final OrderEntry entry =
                new OrderEntry(accounts, postings, book, matcher, reservations, settlement, closed, events, undo, hash);
        orderCommands = new OrderCommands(current, accounts, postings, book, reservations, settlement, entry);
        replaceCommands = new ReplaceCommands(current, postings, book, reservations, settlement, orderCommands);
        instrumentCommands = new InstrumentCommands(
                current,
                ledgers,
                postings,
                book,
                fees,
                new Uncross(book, matcher, settlement, uncrossPrice),
                orderCommands,
                entry,
                events);
    }

    /** {@return the rules of placing and cancelling} */
    public OrderCommands orderCommands() {
        return orderCommands;
    }

    /** {@return the rules of changing orders} */
    public ReplaceCommands replaceCommands() {
        return replaceCommands;
    }

    /** {@return the rules of instruments} */
    public InstrumentCommands instrumentCommands() {
        return instrumentCommands;
    }

    /** {@return the open orders} */
    public OrderBook book() {
        return book;
    }

    /** {@return the trades of the command's order, for its answer} */
    public Fills fills() {
        return settlement.fills();
    }

    /** {@return the price of an uncross, to compute} */
    public UncrossPrice uncrossPrice() {
        return uncrossPrice;
    }

    /**
     * What hangs on outcomes, orders included.
     *
     * @param ofLedger what the ledger hangs on them.
     * @return both.
     */
    public Attachments attachments(final Attachments ofLedger) {
        return new OrderAttachments(outcomes, book, ofLedger);
    }

    /**
     * Expires holds and orders that are due at the timestamp of the command at hand, in the order (expiry, sequence, leg),
     * but no more than {@link Bounds#MAX_EXPIRIES}.
     */
    public void expireDue() {
        final long nowNs = current.timestampNs();
        for (int i = 0; i < Bounds.MAX_EXPIRIES && firstExpiryNs() <= nowNs; i++) {
            if (isHoldFirst()) {
                holds.expireFirst();
            } else {
                orderCommands.expire(book.firstExpiring());
            }
        }
    }

    /** {@return when the next hold or order expires, ns since the epoch, or {@link Bounds#NO_EXPIRY}} */
    public long firstExpiryNs() {
        return Math.min(holds.firstExpiryNs(), book.firstExpiryNs());
    }

    private boolean isHoldFirst() {
        final long ofHolds = holds.firstExpiryNs();
        final long ofOrders = book.firstExpiryNs();
        if (ofHolds != ofOrders) {
            return ofHolds < ofOrders;
        }
        return holds.firstExpirySequence() < book.orders().orderId(book.firstExpiring());
    }

    /**
     * Finds the order that a command names.
     *
     * @param isId whether it is named by its id.
     * @param high upper half of the key that placed it; 0 of an id.
     * @param low lower half, or the id.
     * @return its row, or 0 if it is not open.
     */
    public int find(final boolean isId, final long high, final long low) {
        if (isId) {
            return book.find(low);
        }
        final int location = placing(high, low);
        return location == 0 ? 0 : book.find(outcomes.sequence(location));
    }

    /**
     * Why an order that a command names is not open. Looks for its placing only where it is not.
     *
     * @param row what {@link #find} found.
     * @param isId whether it is named by its id.
     * @param high upper half of the key that placed it.
     * @param low lower half.
     * @param owner who asks.
     * @return {@link Outcome#OK} if it is open; {@link Outcome#ORDER_DONE} if it was the owner's, else {@link
     *     Outcome#ORDER_NOT_FOUND}.
     */
    public Outcome missing(final int row, final boolean isId, final long high, final long low, final long owner) {
        if (row != 0) {
            return Outcome.OK;
        }
        final int location = isId ? 0 : placing(high, low);
        return location != 0 && accounts.owner(-outcomes.attachment(location)) == owner
                ? Outcome.ORDER_DONE
                : Outcome.ORDER_NOT_FOUND;
    }

    private int placing(final long high, final long low) {
        final int location = outcomes.find(high, low);
        return location != 0
                        && outcomes.kind(location) == PlaceDecoder.TEMPLATE_ID
                        && outcomes.outcomeCode(location) == Outcome.OK.code()
                ? location
                : 0;
    }

    /** Forgets the outcomes, older than the retention, whose order has ended during the command at hand. */
    public void forgetEnded() {
        closed.forget();
        settlement.fills().clear();
    }

    /** Tells the levels that the command at hand has touched. */
    public void tellLevels() {
        final TouchedLevels touched = book.touched();
        if (touched.count() == 0) {
            return;
        }
        touched.arrange();
        final Instruments instruments = book.instruments();
        final Levels levels = book.levels();
        for (int i = 0; i < touched.count(); i++) {
            final int ladder = touched.ladder(i);
            final int instrument = Ladders.instrument(ladder);
            final long price = touched.price(i);
            final int level = levels.find(ladder, price / instruments.tick(instrument));
            final OrderSide side = Ladders.kind(ladder) == Ladders.BIDS ? OrderSide.BUY : OrderSide.SELL;
            events.onLevel(
                    instrument,
                    side.code(),
                    price,
                    level == 0 ? 0 : levels.shown(level),
                    level == 0 ? 0 : levels.count(level));
        }
        touched.clear();
    }

    /** {@return what snapshots hold of trading} */
    public List<SnapshotPart> snapshotParts() {
        return List.of(book, fees);
    }

    /** {@return what instruments, fees and orders should add to the state hash, computed anew} */
    public long recomputeHash() {
        return book.recomputeHash() + fees.recomputeHash();
    }

    /**
     * Looks for broken invariants among orders.
     *
     * @param debits by slot, to which what open orders reserve is added.
     * @param credits by slot, likewise.
     * @return what is wrong, in words.
     */
    public List<String> audit(final long[] debits, final long[] credits) {
        return new OrderAudit(book, reservations, outcomes).findings(debits, credits);
    }
}
