package dev.florin.statemachine.reference;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.Bounds;
import dev.florin.protocol.CommandKind;
import dev.florin.protocol.HoldId;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Conditions;
import dev.florin.protocol.command.Leg;
import dev.florin.protocol.command.Read;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The contract (sections 1 to 7, 9 and 10) as plainly as it can be said: exact arithmetic, ordinary maps, a copy of
 * everything before what may have to be undone. Commands are expected to have passed the door. Not safe for more than one thread.
 */
public final class ReferenceLedger {
    private record Decision(Command content, Answer.ToCommand answer) {}

    private final Map<Uint128, Decision> decisions = new LinkedHashMap<>();
    private final List<Object> events = new ArrayList<>();
    private final ModelState state = new ModelState();
    private Market market = new Market(state, 0, 0, events);
    private long lastSequence;
    private long lastTimestampNs = Long.MIN_VALUE;

    /** A ledger of which nothing is known yet. */
    public ReferenceLedger() {}

    /**
     * Applies a command.
     *
     * @param sequence the next number.
     * @param timestampNs ns since the epoch, later than that of any command before.
     * @param command that passed the door.
     * @return its answer.
     */
    public Answer.ToCommand apply(final long sequence, final long timestampNs, final Command command) {
        begin(sequence, timestampNs);
        final Answer.ToCommand answer = answer(command);
        market.tellLevels();
        return answer;
    }

    private Answer.ToCommand answer(final Command command) {
        final Command content = Commands.content(command);
        final Decision earlier = decisions.get(command.key());
        if (earlier != null) {
            return earlier.content.equals(content)
                    ? duplicate(earlier.answer)
                    : refusal(Commands.kind(command), Outcome.KEY_REUSED, Bounds.NO_LEG);
        }
        final Conditions under = command.conditions();
        if (lastTimestampNs > under.notAfterNs()) {
            return refusal(Commands.kind(command), Outcome.TOO_LATE, Bounds.NO_LEG);
        }
        if (under.expectations().stream().anyMatch(this::differs)) {
            return versionMismatch(Commands.kind(command), under.expectations());
        }
        final Map<AccountId, ModelAccount> before = state.copyOfAccounts();
        final Answer.ToCommand answer = decide(content);
        versionWhatMoved(before);
        decisions.put(command.key(), new Decision(content, answer));
        return answer;
    }

    /**
     * Lets time pass.
     *
     * @param sequence the next number.
     * @param timestampNs ns since the epoch, later than that of any command before.
     * @return its answer.
     */
    public Answer.ToCommand tick(final long sequence, final long timestampNs) {
        begin(sequence, timestampNs);
        market.tellLevels();
        return answer(CommandKind.TICK, Effect.NONE);
    }

    /**
     * What the last command changed, in order.
     *
     * @return {@link HoldChange}s and {@link MarketEvent}s; a copy.
     */
    public List<Object> events() {
        return List.copyOf(events);
    }

    /**
     * Answers a read.
     *
     * @param read that passed the door.
     * @return its answer.
     */
    public Answer read(final Read read) {
        if (read instanceof Read.GetAccounts get) {
            return new Answer.OfAccounts(
                    lastSequence, get.accounts().stream().map(this::account).toList());
        } else if (read instanceof Read.GetTrialBalance) {
            return new Answer.OfTrialBalance(
                    lastSequence,
                    state.ledgers.values().stream().map(this::sums).toList());
        } else if (read instanceof Read.GetLedgers) {
            return new Answer.OfLedgers(lastSequence, List.copyOf(state.ledgers.values()));
        } else if (read instanceof Read.GetOutcome get) {
            return outcome(get.key());
        } else if (read instanceof Read.GetBook get) {
            return new MarketReads(market).book(get.instrument(), get.depth());
        } else if (read instanceof Read.GetOrders get) {
            return new MarketReads(market).orders(get.owner());
        } else if (read instanceof Read.GetInstruments) {
            return new MarketReads(market).instruments();
        }
        throw new IllegalArgumentException("the model does not know " + read);
    }

    /**
     * Forgets the keys that were decided before a sequence, except those with an open hold or order, and with a key what
     * is found by it only.
     *
     * @param sequence of the oldest decision to keep.
     */
    public void forgetBefore(final long sequence) {
        final List<Uint128> gone = decisions.entrySet().stream()
                .filter(entry -> entry.getValue().answer.sequence() < sequence)
                .map(Map.Entry::getKey)
                .filter(key -> !isOpen(key))
                .toList();
        for (final Uint128 key : gone) {
            decisions.remove(key);
            state.transfers.remove(key);
            state.finishedHolds.keySet().removeIf(hold -> hold.key().equals(key));
            state.doneOrders.remove(key);
        }
    }

    private boolean isOpen(final Uint128 key) {
        return state.openHolds.keySet().stream().anyMatch(hold -> hold.key().equals(key))
                || state.orders.values().stream().anyMatch(order -> order.key().equals(key));
    }

    /**
     * How many keys are remembered.
     *
     * @return decisions kept.
     */
    public int keyCount() {
        return decisions.size();
    }

    /**
     * The earliest time at which an open hold or order expires.
     *
     * @return ns since the epoch; {@link Bounds#NO_EXPIRY} where none does.
     */
    public long nextDueNs() {
        return Expiries.nextDueNs(state);
    }

    ModelState state() {
        return state;
    }

    private void begin(final long sequence, final long timestampNs) {
        if (sequence != lastSequence + 1 || timestampNs <= lastTimestampNs) {
            throw new IllegalArgumentException("command " + sequence + " at " + timestampNs + " cannot follow command "
                    + lastSequence + " at " + lastTimestampNs);
        }
        lastSequence = sequence;
        lastTimestampNs = timestampNs;
        events.clear();
        market = new Market(state, lastSequence, lastTimestampNs, events);
        state.instruments.values().forEach(ModelInstrument::anchorToLastTrade);
        final Map<AccountId, ModelAccount> before = state.copyOfAccounts();
        Expiries.expire(market, money(events));
        versionWhatMoved(before);
    }

    private MoneyRules money(final List<Object> listener) {
        return new MoneyRules(state, lastSequence, lastTimestampNs, listener::add);
    }

    /** Of accounts that no command addresses: clearing, fee and receiving accounts, when a figure of theirs moves. */
    private void versionWhatMoved(final Map<AccountId, ModelAccount> before) {
        for (final ModelAccount account : state.accounts.values()) {
            final ModelAccount earlier = before.get(account.id);
            if (earlier != null && !account.hasSameFiguresAs(earlier)) {
                account.version = lastSequence;
            }
        }
    }

    private boolean differs(final Conditions.Expectation expectation) {
        return state.version(expectation.account()) != expectation.version();
    }

    private Answer.ToCommand decide(final Command command) {
        final CommandKind kind = Commands.kind(command);
        if (command instanceof Command.Entry entry) {
            return decideEntry(entry);
        }
        final boolean isAboutOrder =
                kind == CommandKind.PLACE || kind == CommandKind.REPLACE || kind == CommandKind.CANCEL;
        try {
            return isAboutOrder
                    ? orderAnswer(kind, Outcome.OK, executeOnOrder(command))
                    : answer(kind, execute(command));
        } catch (final Refused refused) {
            return isAboutOrder
                    ? orderAnswer(kind, refused.outcome(), OrderEffect.REFUSED)
                    : refusal(kind, refused.outcome(), Bounds.NO_LEG);
        }
    }

    private OrderEffect executeOnOrder(final Command command) {
        final OrderRules orders = new OrderRules(market);
        if (command instanceof Command.Place place) {
            return orders.place(place);
        } else if (command instanceof Command.Replace replace) {
            return orders.replace(replace);
        } else if (command instanceof Command.Cancel cancel) {
            return orders.cancel(cancel);
        }
        throw new IllegalArgumentException("the model does not know " + command);
    }

    private Answer.OfCommand decideEntry(final Command.Entry entry) {
        final ModelState before = new ModelState(state);
        final List<Object> ofLegs = new ArrayList<>();
        for (int i = 0; i < entry.legs().size(); i++) {
            final Leg leg = entry.legs().get(i);
            try {
                money(ofLegs).leg(new HoldId(entry.key(), i), leg);
            } catch (final Refused refused) {
                state.become(before);
                return refusal(CommandKind.ENTRY, refused.outcome(), i);
            }
        }
        events.addAll(ofLegs);
        return answer(CommandKind.ENTRY, Effect.NONE);
    }

    private Effect execute(final Command command) {
        final MoneyRules money = money(events);
        if (command instanceof Command.Transfer c) {
            return money.transfer(c.key(), c.debit(), c.credit(), c.amount(), c.upTo());
        } else if (command instanceof Command.Hold c) {
            return money.hold(HoldId.of(c.key()), c.debit(), c.credit(), c.amount(), c.timeoutNs());
        } else if (command instanceof Command.Capture c) {
            return money.capture(c.key(), c.hold(), c.amount(), c.keepOpen());
        } else if (command instanceof Command.Release c) {
            return money.release(c.hold());
        } else if (command instanceof Command.Reverse c) {
            return money.reverse(c.transfer(), c.amount());
        }
        return executeOnAccount(command);
    }

    private Effect executeOnAccount(final Command command) {
        final AccountRules accounts = new AccountRules(state, lastSequence);
        if (command instanceof Command.CreateLedger c) {
            return accounts.createLedger(c);
        } else if (command instanceof Command.OpenAccount c) {
            return accounts.open(c);
        } else if (command instanceof Command.SetLimits c) {
            return accounts.setLimits(c);
        } else if (command instanceof Command.Freeze c) {
            return accounts.freeze(c.account(), c.side(), true);
        } else if (command instanceof Command.Unfreeze c) {
            return accounts.freeze(c.account(), c.side(), false);
        } else if (command instanceof Command.CloseAccount c) {
            return accounts.close(c.account());
        } else if (command instanceof Command.ReopenAccount c) {
            return accounts.reopen(c.account());
        }
        return executeOnInstrument(command);
    }

    private Effect executeOnInstrument(final Command command) {
        final InstrumentRules instruments = new InstrumentRules(market);
        if (command instanceof Command.CreateInstrument c) {
            return instruments.create(c);
        } else if (command instanceof Command.SetInstrument c) {
            return instruments.set(c);
        } else if (command instanceof Command.CancelAll c) {
            return new OrderRules(market).cancelAll(c.owner(), c.instrument());
        }
        throw new IllegalArgumentException("the model does not know " + command);
    }

    private Answer.OfCommand answer(final CommandKind kind, final Effect effect) {
        return new Answer.OfCommand(
                lastSequence,
                lastTimestampNs,
                kind,
                effect.outcome(),
                false,
                effect.amount().longValueExact(),
                effect.openedSequence(),
                Bounds.NO_LEG,
                List.of(),
                effect.more());
    }

    private Answer.OfOrder orderAnswer(final CommandKind kind, final Outcome outcome, final OrderEffect effect) {
        return new Answer.OfOrder(
                lastSequence, lastTimestampNs, kind, outcome, false, effect.progress(), effect.fills());
    }

    private Answer.OfCommand refusal(final CommandKind kind, final Outcome outcome, final int leg) {
        return new Answer.OfCommand(lastSequence, lastTimestampNs, kind, outcome, false, 0, 0, leg, List.of());
    }

    private Answer.OfCommand versionMismatch(final CommandKind kind, final List<Conditions.Expectation> expectations) {
        final List<Answer.AccountVersion> versions = expectations.stream()
                .map(Conditions.Expectation::account)
                .map(id -> new Answer.AccountVersion(id, state.version(id)))
                .toList();
        return new Answer.OfCommand(
                lastSequence, lastTimestampNs, kind, Outcome.VERSION_MISMATCH, false, 0, 0, Bounds.NO_LEG, versions);
    }

    private static Answer.ToCommand duplicate(final Answer.ToCommand answer) {
        if (answer instanceof Answer.OfOrder stored) {
            return new Answer.OfOrder(
                    stored.sequence(),
                    stored.timestampNs(),
                    stored.kind(),
                    stored.outcome(),
                    true,
                    stored.order(),
                    List.of());
        }
        final Answer.OfCommand stored = (Answer.OfCommand) answer;
        return new Answer.OfCommand(
                stored.sequence(),
                stored.timestampNs(),
                stored.kind(),
                stored.outcome(),
                true,
                stored.amount(),
                stored.openedSequence(),
                stored.leg(),
                stored.versions(),
                stored.more());
    }

    private Answer.Account account(final AccountId id) {
        final ModelAccount account = state.accounts.get(id);
        if (account == null) {
            return new Answer.Account(id, false, 0, 0, 0, 0, 0, 0, false, false, false, 0, List.of(), false);
        }
        final List<ModelHold> holds = state.openHolds.values().stream()
                .filter(hold -> hold.debit().equals(id))
                .toList();
        return new Answer.Account(
                id,
                true,
                account.debitsPosted.longValueExact(),
                account.creditsPosted.longValueExact(),
                account.debitsPending.longValueExact(),
                account.creditsPending.longValueExact(),
                account.floor.map(BigInteger::longValueExact).orElse(Bounds.NO_FLOOR),
                account.ceiling.map(BigInteger::longValueExact).orElse(Bounds.NO_CEILING),
                account.debitsFrozen,
                account.creditsFrozen,
                account.closed,
                account.version,
                holds.stream()
                        .limit(Bounds.MAX_HOLDS_READ)
                        .map(ReferenceLedger::shown)
                        .toList(),
                holds.size() > Bounds.MAX_HOLDS_READ);
    }

    private static Answer.OpenHold shown(final ModelHold hold) {
        return new Answer.OpenHold(hold.id(), hold.remaining().longValueExact(), hold.expiresAtNs());
    }

    private Answer.LedgerSums sums(final Answer.Ledger ledger) {
        return new Answer.LedgerSums(
                ledger,
                sum(ledger, account -> account.debitsPosted),
                sum(ledger, account -> account.creditsPosted),
                sum(ledger, account -> account.debitsPending),
                sum(ledger, account -> account.creditsPending));
    }

    private BigInteger sum(final Answer.Ledger ledger, final Function<ModelAccount, BigInteger> figure) {
        return state.accounts.values().stream()
                .filter(account -> account.id.ledger() == ledger.id())
                .map(figure)
                .reduce(BigInteger.ZERO, BigInteger::add);
    }

    private Answer.OfOutcome outcome(final Uint128 key) {
        final Decision decision = decisions.get(key);
        if (decision == null) {
            return new Answer.OfOutcome(key, false, null, 0, 0, Outcome.OK, 0, 0, Bounds.NO_LEG);
        }
        final Answer.ToCommand answer = decision.answer;
        final boolean isAboutOrder = answer instanceof Answer.OfOrder;
        final Answer.OfCommand plain = isAboutOrder ? null : (Answer.OfCommand) answer;
        return new Answer.OfOutcome(
                key,
                true,
                answer.kind(),
                answer.sequence(),
                answer.timestampNs(),
                answer.outcome(),
                isAboutOrder ? 0 : plain.amount(),
                isAboutOrder ? 0 : plain.openedSequence(),
                isAboutOrder ? Bounds.NO_LEG : plain.leg(),
                isAboutOrder ? ((Answer.OfOrder) answer).order() : Answer.OrderProgress.NONE,
                !isAboutOrder && plain.more());
    }
}
