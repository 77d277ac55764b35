package dev.florin.statemachine.settlement;

import dev.florin.protocol.Outcome;
import dev.florin.protocol.order.InstrumentState;
import dev.florin.statemachine.idempotency.Decision;
import dev.florin.statemachine.ledger.CurrentCommand;
import dev.florin.statemachine.ledger.Ledgers;
import dev.florin.statemachine.ledger.Postings;
import dev.florin.statemachine.matching.Instruments;
import dev.florin.statemachine.matching.OrderBook;
import dev.florin.statemachine.matching.Uncross;

/** The rules of making and setting instruments. Owned by the engine thread. */
public final class InstrumentCommands {
    private static final int AUCTION = InstrumentState.AUCTION.code();
    private static final int CLOSED = InstrumentState.CLOSED.code();
    private static final int FEE_TYPE = 1;
    private static final int CLEARING_TYPE = 2;

    /** What makes an instrument: a holder of values, used over and over. */
    public static final class Content {
        /** Its code. */
        public final long[] code = new long[Instruments.CODE_LENGTH];

        /** Its id. */
        public int id;

        /** Ledger that is traded. */
        public int baseLedger;

        /** Ledger that it is paid in. */
        public int quoteLedger;

        /** Base minor units in one lot. */
        public long lot;

        /** Quote minor units that prices are multiples of. */
        public long tick;

        /** Owner of the accounts that serve it. */
        public long operator;

        /** Of the maker, quote minor units. */
        public long makerPerLot;

        /** Of the maker, millionths. */
        public long makerPpm;

        /** Of the taker, quote minor units. */
        public long takerPerLot;

        /** Of the taker, millionths. */
        public long takerPpm;
    }

    /** What changes of an instrument: a holder of values, used over and over. */
    public static final class Change {
        /** Its id. */
        public int id;

        /** Code of an InstrumentState; 0: as it is. */
        public int state;

        /** Reference price; 0: as it is. */
        public long reference;

        /** Millionths of the anchor; below 0: as it is. */
        public long bandPpm;

        /** Whether the maker's fee is given. */
        public boolean hasMakerFee;

        /** Of the maker, quote minor units. */
        public long makerPerLot;

        /** Of the maker, millionths. */
        public long makerPpm;

        /** Whether the taker's fee is given. */
        public boolean hasTakerFee;

        /** Of the taker, quote minor units. */
        public long takerPerLot;

        /** Of the taker, millionths. */
        public long takerPpm;
    }

    private final CurrentCommand current;
    private final Ledgers ledgers;
    private final Postings postings;
    private final OrderBook book;
    private final Instruments instruments;
    private final FeeSchedules fees;
    private final Uncross uncross;
    private final OrderCommands orders;
    private final OrderEntry entry;
    private final OrderEvents events;

    InstrumentCommands(
            final CurrentCommand current,
            final Ledgers ledgers,
            final Postings postings,
            final OrderBook book,
            final FeeSchedules fees,
            final Uncross uncross,
            final OrderCommands orders,
            final OrderEntry entry,
            final OrderEvents events) {
        this.current = current;
        this.ledgers = ledgers;
        this.postings = postings;
        this.book = book;
        this.fees = fees;
        this.uncross = uncross;
        this.orders = orders;
        this.entry = entry;
        this.events = events;
        instruments = book.instruments();
    }

    /**
     * Makes an instrument.
     *
     * @param content of the instrument.
     * @param decision filled.
     */
    public void create(final Content content, final Decision decision) {
        if (instruments.exists(content.id) || instruments.find(content.code) != 0) {
            if (isSame(content)) {
                decision.succeed(Outcome.EXISTS, 0);
            } else {
                decision.refuse(Outcome.INSTRUMENT_CONFLICT);
            }
            return;
        }
        if (!ledgers.exists(content.baseLedger) || !ledgers.exists(content.quoteLedger)) {
            decision.refuse(Outcome.LEDGER_NOT_FOUND);
            return;
        }
        final int schedule = fees.add(content.makerPerLot, content.makerPpm, content.takerPerLot, content.takerPpm);
        book.createInstrument(
                content.id, content.code, ledgersOf(content), content.lot, content.tick, content.operator, schedule);
        final long sequence = current.sequence();
        final int feeAccount = postings.serve(content.operator, content.quoteLedger, FEE_TYPE, sequence);
        final int clearingBase = postings.serve(content.operator, content.baseLedger, CLEARING_TYPE, sequence);
        final int clearingQuote = postings.serve(content.operator, content.quoteLedger, CLEARING_TYPE, sequence);
        instruments.accounts(content.id, clearingBase, clearingQuote, feeAccount);
        events.onInstrument(content.id, instruments.state(content.id));
        decision.succeed(Outcome.OK, 0);
    }

    private boolean isSame(final Content content) {
        final int id = content.id;
        return instruments.exists(id)
                && instruments.isCode(id, content.code)
                && instruments.ledgers(id) == ledgersOf(content)
                && instruments.lot(id) == content.lot
                && instruments.tick(id) == content.tick
                && instruments.operator(id) == content.operator
                && fees.isSame(
                        instruments.firstSchedule(id),
                        content.makerPerLot,
                        content.makerPpm,
                        content.takerPerLot,
                        content.takerPpm);
    }

    /**
     * Sets what is given of an instrument; its state last.
     *
     * @param change of the instrument.
     * @param decision filled.
     */
    public void set(final Change change, final Decision decision) {
        final int id = change.id;
        if (!instruments.exists(id)) {
            decision.refuse(Outcome.INSTRUMENT_NOT_FOUND);
            return;
        }
        if (change.reference % instruments.tick(id) != 0) {
            decision.refuse(Outcome.PRICE_OFF_TICK);
            return;
        }
        setFees(change);
        if (change.bandPpm >= 0) {
            instruments.band(id, change.bandPpm);
        }
        if (change.reference != 0) {
            instruments.reference(id, change.reference);
        }
        if (change.state != 0 && change.state != instruments.state(id)) {
            enterState(id, change.state);
        }
        decision.succeed(Outcome.OK, 0);
    }

    private void setFees(final Change change) {
        if (!change.hasMakerFee && !change.hasTakerFee) {
            return;
        }
        final int before = instruments.schedule(change.id);
        final long makerPerLot = change.hasMakerFee ? change.makerPerLot : fees.perLot(before, true);
        final long makerPpm = change.hasMakerFee ? change.makerPpm : fees.ppm(before, true);
        final long takerPerLot = change.hasTakerFee ? change.takerPerLot : fees.perLot(before, false);
        final long takerPpm = change.hasTakerFee ? change.takerPpm : fees.ppm(before, false);
        if (!fees.isSame(before, makerPerLot, makerPpm, takerPerLot, takerPpm)) {
            instruments.schedule(change.id, fees.add(makerPerLot, makerPpm, takerPerLot, takerPpm));
        }
    }

    private void enterState(final int id, final int state) {
        entry.begin(id);
        if (instruments.state(id) == AUCTION) {
            uncross.uncross(id);
            entry.measureFromNow(id);
        }
        instruments.state(id, state);
        events.onInstrument(id, state);
        // Stops that the uncross triggered stand in their places again before any of them expires.
        entry.enterStops(id);
        if (state == CLOSED) {
            for (int order = book.firstDayOrder(id); order != 0; order = book.firstDayOrder(id)) {
                orders.expire(order);
            }
        }
        entry.end();
    }

    private static int ledgersOf(final Content content) {
        return content.baseLedger << Short.SIZE | content.quoteLedger;
    }
}
