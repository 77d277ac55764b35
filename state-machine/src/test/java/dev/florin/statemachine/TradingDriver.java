package dev.florin.statemachine;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.Bounds;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.check.CommandCheck;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Conditions;
import dev.florin.protocol.command.Read;
import dev.florin.protocol.command.Request;
import dev.florin.protocol.command.RequestEncoder;
import dev.florin.protocol.order.Fee;
import dev.florin.protocol.order.InstrumentState;
import dev.florin.protocol.order.OrderRef;
import dev.florin.protocol.order.OrderSide;
import dev.florin.protocol.order.OrderType;
import dev.florin.protocol.order.SelfTrade;
import dev.florin.protocol.order.TimeInForce;
import dev.florin.statemachine.reference.DecodingEgress;
import dev.florin.statemachine.reference.MarketEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.agrona.ExpandableArrayBuffer;

/**
 * Drives a market of one instrument, BTC in lots of 10 against USD at ticks of 5, one command at a time; every invariant is
 * looked at after every command. Traders start with what a test funds.
 */
final class TradingDriver {
    static final int BTC = 1;
    static final int USD = 2;
    static final int INSTRUMENT = 3;
    static final long LOT = 10;
    private static final long BANK = 0;
    private static final long OPERATOR = 9;

    private final StateMachine machine = new StateMachine(StateMachineConfig.withKeyRetention(10_000));
    private final DecodingEgress egress = new DecodingEgress();
    private final RequestEncoder encoder = new RequestEncoder();
    private final CommandCheck check = new CommandCheck();
    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
    private final List<String> told = new ArrayList<>();
    private long nextKey = 1_000_000;
    private long nowNs;

    TradingDriver(final Fee makerFee, final Fee takerFee) {
        machine.egress(egress);
        apply(new Command.CreateLedger(key(), BTC, "BTC", 8, Conditions.NONE));
        apply(new Command.CreateLedger(key(), USD, "USD", 2, Conditions.NONE));
        for (final int ledger : new int[] {BTC, USD}) {
            final AccountId bank = AccountId.of(BANK, ledger);
            apply(new Command.OpenAccount(key(), bank, Bounds.NO_FLOOR, Bounds.NO_CEILING, Conditions.NONE));
        }
        apply(new Command.CreateInstrument(
                key(), INSTRUMENT, "BTC-USD", BTC, USD, LOT, 5, OPERATOR, makerFee, takerFee, Conditions.NONE));
        told.clear();
    }

    private Uint128 key() {
        nextKey++;
        return Uint128.of(nextKey);
    }

    /** Opens an account of a trader and funds it. */
    void fund(final long owner, final int ledger, final long amount) {
        final AccountId account = AccountId.of(owner, ledger);
        apply(new Command.OpenAccount(key(), account, 0, Bounds.NO_CEILING, Conditions.NONE));
        apply(new Command.Transfer(
                key(), AccountId.of(BANK, ledger), account, amount, false, 0, Uint128.ZERO, Conditions.NONE));
    }

    /** Leaves so much room in the counter of the account that is credited with what buyers reserve. */
    void leaveRoomForBuyers(final long room) {
        final AccountId clearing = new AccountId(OPERATOR, USD, 2);
        apply(new Command.Transfer(
                key(),
                AccountId.of(BANK, USD),
                clearing,
                Long.MAX_VALUE - room,
                false,
                0,
                Uint128.ZERO,
                Conditions.NONE));
    }

    /** Opens an account of a trader that may owe so much and whose debits can grow by so much; it owes as much, too. */
    void openNearTheEndOfItsDebits(final long owner, final long credit, final long room) {
        final AccountId account = AccountId.of(owner, USD);
        final AccountId bank = AccountId.of(BANK, USD);
        apply(new Command.OpenAccount(key(), account, -credit, Bounds.NO_CEILING, Conditions.NONE));
        final long debits = Long.MAX_VALUE - room;
        apply(new Command.Transfer(key(), bank, account, debits - room, false, 0, Uint128.ZERO, Conditions.NONE));
        apply(new Command.Transfer(key(), account, bank, debits, false, 0, Uint128.ZERO, Conditions.NONE));
    }

    Answer apply(final Command command) {
        final int length = encode(command);
        nowNs++;
        machine.onBatch(machine.lastSequence() + 1, nowNs, buffer, 0, length, 1);
        final List<String> findings = machine.audit();
        if (!findings.isEmpty()) {
            throw new AssertionError("after " + command + ": " + findings);
        }
        final List<Object> left = egress.takeAll();
        left.subList(0, left.size() - 1).forEach(this::tell);
        return (Answer) left.get(left.size() - 1);
    }

    private int encode(final Request request) {
        final int length = encoder.encode(request, buffer, 0);
        check.check(buffer, 0, length);
        return length;
    }

    private void tell(final Object event) {
        if (event instanceof MarketEvent.Trade trade) {
            told.add("trade " + trade.quantity() + "@" + trade.price() + " of " + trade.maker() + " by " + trade.taker()
                    + ", fees " + trade.makerFee() + " and " + trade.takerFee());
        } else if (event instanceof MarketEvent.Order order) {
            told.add("order " + order.order() + " " + order.status().text() + " " + order.remaining());
        } else if (event instanceof MarketEvent.Level level) {
            told.add(level.side().text() + " level " + level.price() + ": " + level.quantity());
        } else if (event instanceof MarketEvent.Instrument instrument) {
            told.add("instrument " + instrument.state().text());
        }
    }

    /** Whether anybody wants the events of the commands that follow. */
    void listen(final boolean wanted) {
        egress.takesEvents(wanted);
    }

    /** What events told since they were asked for last, in words. */
    List<String> told() {
        final List<String> taken = List.copyOf(told);
        told.clear();
        return taken;
    }

    /** An order of a test: its key, who trades, and what is not as usual. */
    static final class Order {
        private final long key;
        private final long owner;
        private final OrderSide side;
        private final long quantity;
        private OptionalLong price = OptionalLong.empty();
        private TimeInForce timeInForce = TimeInForce.GTC;
        private OptionalLong display = OptionalLong.empty();
        private OptionalLong stop = OptionalLong.empty();
        private OptionalLong budget = OptionalLong.empty();
        private SelfTrade selfTrade = SelfTrade.CANCEL_TAKER;
        private boolean postOnly;

        private Order(final long key, final long owner, final OrderSide side, final long quantity) {
            this.key = key;
            this.owner = owner;
            this.side = side;
            this.quantity = quantity;
        }

        static Order buy(final long key, final long owner, final long quantity) {
            return new Order(key, owner, OrderSide.BUY, quantity);
        }

        static Order sell(final long key, final long owner, final long quantity) {
            return new Order(key, owner, OrderSide.SELL, quantity);
        }

        Order at(final long limit) {
            price = OptionalLong.of(limit);
            return this;
        }

        Order during(final TimeInForce time) {
            timeInForce = time;
            return this;
        }

        Order showing(final long slice) {
            display = OptionalLong.of(slice);
            return this;
        }

        Order triggeredAt(final long trigger) {
            stop = OptionalLong.of(trigger);
            return this;
        }

        Order within(final long amount) {
            budget = OptionalLong.of(amount);
            return this;
        }

        Order meetingOwn(final SelfTrade mode) {
            selfTrade = mode;
            return this;
        }

        Order postOnly() {
            postOnly = true;
            return this;
        }
    }

    Answer.OfOrder place(final Order order) {
        return (Answer.OfOrder) apply(new Command.Place(
                Uint128.of(order.key),
                order.owner,
                0,
                INSTRUMENT,
                order.side,
                order.price.isPresent() ? OrderType.LIMIT : OrderType.MARKET,
                order.timeInForce,
                order.price,
                order.quantity,
                order.postOnly,
                order.display,
                order.stop,
                order.budget,
                0,
                order.selfTrade,
                Conditions.NONE));
    }

    Answer.OfOrder replace(final long owner, final long order, final long price, final long quantity) {
        return (Answer.OfOrder) apply(new Command.Replace(
                key(),
                owner,
                OrderRef.ofKey(Uint128.of(order)),
                OptionalLong.of(price),
                OptionalLong.of(quantity),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Conditions.NONE));
    }

    /** Replaces an order of which the client believes that nothing has traded. */
    Answer.OfOrder replaceUntraded(final long owner, final long order, final long price, final long quantity) {
        return (Answer.OfOrder) apply(new Command.Replace(
                key(),
                owner,
                OrderRef.ofKey(Uint128.of(order)),
                OptionalLong.of(price),
                OptionalLong.of(quantity),
                OptionalLong.empty(),
                OptionalLong.of(0),
                OptionalLong.empty(),
                Conditions.NONE));
    }

    Answer.OfOrder cancel(final long owner, final long order) {
        return (Answer.OfOrder)
                apply(new Command.Cancel(key(), owner, OrderRef.ofKey(Uint128.of(order)), Conditions.NONE));
    }

    void state(final InstrumentState state) {
        set(Optional.of(state), OptionalLong.empty(), OptionalLong.empty());
    }

    void band(final long reference, final long ppm) {
        set(Optional.empty(), OptionalLong.of(reference), OptionalLong.of(ppm));
    }

    private void set(final Optional<InstrumentState> state, final OptionalLong reference, final OptionalLong band) {
        apply(new Command.SetInstrument(
                key(), INSTRUMENT, state, reference, band, Optional.empty(), Optional.empty(), Conditions.NONE));
    }

    private Answer.Account account(final long owner, final int ledger, final int type) {
        final int length = encode(new Read.GetAccounts(List.of(new AccountId(owner, ledger, type))));
        machine.onRead(buffer, 0, length);
        return ((Answer.OfAccounts) egress.takeAll().get(0)).accounts().get(0);
    }

    long balance(final long owner, final int ledger) {
        final Answer.Account account = account(owner, ledger, 0);
        return account.creditsPosted() - account.debitsPosted();
    }

    long reserved(final long owner, final int ledger) {
        return account(owner, ledger, 0).debitsPending();
    }

    /** What the instrument's fee account has. */
    long feesCollected() {
        final Answer.Account account = account(OPERATOR, USD, 1);
        return account.creditsPosted() - account.debitsPosted();
    }
}
