package dev.florin.statemachine.reference;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.Bounds;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Conditions;
import dev.florin.protocol.command.Read;
import dev.florin.protocol.order.Fee;
import dev.florin.protocol.order.InstrumentState;
import dev.florin.protocol.order.OrderRef;
import dev.florin.protocol.order.OrderSide;
import dev.florin.protocol.order.OrderType;
import dev.florin.protocol.order.SelfTrade;
import dev.florin.protocol.order.TimeInForce;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * One instrument with funded traders, for scenarios worked out by hand. Keys are sequences, so that order id and key of an
 * order are one number. A lot is 10 of the base ledger, prices are on a tick of 5.
 */
final class TradingFloor {
    static final int INSTRUMENT = 1;
    static final long LOT = 10;
    static final long TICK = 5;
    static final long OPERATOR = 900;
    static final int BASE = 1;
    static final int QUOTE = 2;
    static final long FUNDS = 1_000_000;

    private final ReferenceLedger ledger = new ReferenceLedger();
    private long sequence;
    private long timestampNs;

    TradingFloor(final Fee makerFee, final Fee takerFee, final long... traders) {
        apply(new Command.CreateLedger(nextKey(), BASE, "BTC", 0, Conditions.NONE));
        apply(new Command.CreateLedger(nextKey(), QUOTE, "USD", 0, Conditions.NONE));
        for (final int asset : new int[] {BASE, QUOTE}) {
            final AccountId bank = AccountId.of(0, asset);
            apply(new Command.OpenAccount(nextKey(), bank, Bounds.NO_FLOOR, Bounds.NO_CEILING, Conditions.NONE));
            for (final long trader : traders) {
                final AccountId account = AccountId.of(trader, asset);
                apply(new Command.OpenAccount(nextKey(), account, 0, Bounds.NO_CEILING, Conditions.NONE));
                pay(bank, account, FUNDS);
            }
        }
        apply(new Command.CreateInstrument(
                nextKey(),
                INSTRUMENT,
                "BTC-USD",
                BASE,
                QUOTE,
                LOT,
                TICK,
                OPERATOR,
                makerFee,
                takerFee,
                Conditions.NONE));
    }

    Uint128 nextKey() {
        return Uint128.of(sequence + 1);
    }

    Answer.ToCommand apply(final Command command) {
        sequence++;
        timestampNs++;
        return ledger.apply(sequence, timestampNs, command);
    }

    void pay(final AccountId debit, final AccountId credit, final long amount) {
        apply(new Command.Transfer(nextKey(), debit, credit, amount, false, 0, Uint128.ZERO, Conditions.NONE));
    }

    Answer.OfOrder place(final Command.Place command) {
        return (Answer.OfOrder) apply(command);
    }

    /** A plain limit order. */
    Answer.OfOrder limit(final long owner, final OrderSide side, final long price, final long quantity) {
        return place(Command.Place.limit(nextKey(), owner, INSTRUMENT, side, price, quantity));
    }

    /** A limit order of any time in force, with a display where that is above 0, and a mode of self-trade. */
    Answer.OfOrder limit(
            final long owner,
            final OrderSide side,
            final long price,
            final long quantity,
            final TimeInForce time,
            final long display,
            final SelfTrade selfTrade) {
        return place(order(
                owner,
                side,
                OptionalLong.of(price),
                quantity,
                time,
                given(display),
                OptionalLong.empty(),
                OptionalLong.empty(),
                selfTrade));
    }

    /** A market order, with a budget where that is above 0. */
    Answer.OfOrder market(final long owner, final OrderSide side, final long quantity, final long budget) {
        return place(order(
                owner,
                side,
                OptionalLong.empty(),
                quantity,
                TimeInForce.IOC,
                OptionalLong.empty(),
                OptionalLong.empty(),
                given(budget),
                SelfTrade.CANCEL_TAKER));
    }

    /** A limit order that waits for its trigger. */
    Answer.OfOrder stop(
            final long owner, final OrderSide side, final long trigger, final long price, final long quantity) {
        return place(order(
                owner,
                side,
                OptionalLong.of(price),
                quantity,
                TimeInForce.GTC,
                OptionalLong.empty(),
                OptionalLong.of(trigger),
                OptionalLong.empty(),
                SelfTrade.CANCEL_TAKER));
    }

    private static OptionalLong given(final long figure) {
        return figure > 0 ? OptionalLong.of(figure) : OptionalLong.empty();
    }

    private Command.Place order(
            final long owner,
            final OrderSide side,
            final OptionalLong price,
            final long quantity,
            final TimeInForce time,
            final OptionalLong display,
            final OptionalLong stop,
            final OptionalLong budget,
            final SelfTrade selfTrade) {
        return new Command.Place(
                nextKey(),
                owner,
                0,
                INSTRUMENT,
                side,
                price.isPresent() ? OrderType.LIMIT : OrderType.MARKET,
                time,
                price,
                quantity,
                false,
                display,
                stop,
                budget,
                0,
                selfTrade,
                Conditions.NONE);
    }

    Answer.OfOrder replace(final long owner, final long order, final long price, final long quantity) {
        return (Answer.OfOrder) apply(new Command.Replace(
                nextKey(),
                owner,
                OrderRef.ofId(order),
                OptionalLong.of(price),
                OptionalLong.of(quantity),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Conditions.NONE));
    }

    Answer.OfOrder cancel(final long owner, final long order) {
        return (Answer.OfOrder) apply(new Command.Cancel(nextKey(), owner, OrderRef.ofId(order), Conditions.NONE));
    }

    Answer.ToCommand cancelAll(final long owner) {
        return apply(new Command.CancelAll(nextKey(), owner, OptionalInt.empty(), Conditions.NONE));
    }

    void enter(final InstrumentState state) {
        set(Optional.of(state), OptionalLong.empty(), OptionalLong.empty());
    }

    void set(final Optional<InstrumentState> state, final OptionalLong reference, final OptionalLong bandPpm) {
        apply(new Command.SetInstrument(
                nextKey(), INSTRUMENT, state, reference, bandPpm, Optional.empty(), Optional.empty(), Conditions.NONE));
    }

    Answer.Account base(final long owner) {
        return account(AccountId.of(owner, BASE));
    }

    Answer.Account quote(final long owner) {
        return account(AccountId.of(owner, QUOTE));
    }

    Answer.Account account(final AccountId id) {
        return ((Answer.OfAccounts) ledger.read(new Read.GetAccounts(List.of(id))))
                .accounts()
                .get(0);
    }

    Answer.OfBook book() {
        return (Answer.OfBook) ledger.read(new Read.GetBook(INSTRUMENT, 100));
    }

    /** What the last command told, without the levels: a line for each. */
    List<String> told() {
        return ledger.events().stream()
                .filter(event -> !(event instanceof MarketEvent.Level))
                .map(TradingFloor::line)
                .toList();
    }

    private static String line(final Object event) {
        if (event instanceof MarketEvent.Trade trade) {
            return "trade " + trade.quantity() + " @ " + trade.price() + " of " + trade.makerOwner() + " by "
                    + trade.takerOwner() + " for " + trade.makerFee() + " and " + trade.takerFee();
        } else if (event instanceof MarketEvent.Order order) {
            return "order of " + order.owner() + " " + order.status().text() + " " + order.filled() + " + "
                    + order.remaining();
        } else if (event instanceof MarketEvent.Instrument instrument) {
            return "instrument " + instrument.state().text();
        }
        return event.toString();
    }
}
