package dev.florin.replay.journal;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.event.Event;
import dev.florin.protocol.event.EventDecoder;
import dev.florin.protocol.order.OrderRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import org.agrona.DirectBuffer;

/**
 * What the commands that are asked for have to do with orders: accounts that their trades posted on, orders that they name or
 * trade with, instruments. Follows a replay from its beginning, for who rests was there before, until it has seen all that is
 * asked for. Belongs to one thread.
 */
public final class MatchingConcerns implements Step {
    private final BiPredicate<CommandFrame, List<Event>> isAsked;
    private final int askedCount;
    private final Names names;
    private final TradePostings trades;
    private final EventDecoder decoder = new EventDecoder();
    private final List<Event> events = new ArrayList<>();
    private final Map<Uint128, Command.Place> placed = new HashMap<>();
    private final Map<Long, Uint128> keysById = new HashMap<>();
    private final Set<AccountId> accounts = new LinkedHashSet<>();
    private final Map<Uint128, Long> orders = new LinkedHashMap<>();
    private final Set<Integer> instruments = new LinkedHashSet<>();
    private final SortedSet<Long> sequences = new TreeSet<>();

    /**
     * Nothing is gathered yet.
     *
     * @param names of instruments.
     * @param askedCount commands that are asked for.
     * @param isAsked whether a command with the events that it caused is one of them.
     */
    public MatchingConcerns(
            final Names names, final int askedCount, final BiPredicate<CommandFrame, List<Event>> isAsked) {
        this.names = names;
        this.askedCount = askedCount;
        this.isAsked = isAsked;
        trades = new TradePostings(names);
    }

    @Override
    public boolean before(final CommandFrame frame) {
        return sequences.size() < askedCount;
    }

    @Override
    public void onEvent(final DirectBuffer buffer, final int offset) {
        final Event event = decoder.decode(buffer, offset);
        events.add(event);
        trades.onEvent(event);
    }

    @Override
    public void after(final CommandFrame frame, final Answer.ToCommand answer) {
        frame.command().ifPresent(command -> {
            if (command instanceof Command.Place place && !answer.duplicate()) {
                placed.put(place.key(), place);
                keysById.put(frame.sequence(), place.key());
            }
        });
        final List<TradePostings.Posting> postings = trades.after(frame, answer);
        if (isAsked.test(frame, events)) {
            sequences.add(frame.sequence());
            frame.command().flatMap(this::named).ifPresent(this::addOrder);
            events.forEach(this::add);
            postings.forEach(posting -> {
                accounts.add(posting.debit());
                accounts.add(posting.credit());
            });
        }
        events.clear();
    }

    /** The order that a command is about. */
    private Optional<Uint128> named(final Command command) {
        if (command instanceof Command.Place place) {
            return Optional.of(place.key());
        }
        if (command instanceof Command.Replace replace) {
            return key(replace.order());
        }
        return command instanceof Command.Cancel cancel ? key(cancel.order()) : Optional.empty();
    }

    private Optional<Uint128> key(final OrderRef order) {
        return order.isId() ? Optional.ofNullable(keysById.get(order.name().low())) : Optional.of(order.name());
    }

    private void add(final Event event) {
        if (event instanceof Event.Traded traded) {
            addOrder(traded.maker());
            addOrder(traded.taker());
        } else if (event instanceof Event.OrderChanged changed) {
            addOrder(changed.order());
        } else if (event instanceof Event.InstrumentChanged changed) {
            instruments.add(changed.instrument());
        }
    }

    private void addOrder(final Uint128 key) {
        final Command.Place place = placed.get(key);
        final Command.CreateInstrument instrument = place == null ? null : names.madeInstrument(place.instrument());
        if (instrument != null) {
            orders.put(key, place.owner());
            instruments.add(place.instrument());
            accounts.add(new AccountId(place.owner(), instrument.baseLedger(), place.accountType()));
            accounts.add(new AccountId(place.owner(), instrument.quoteLedger(), place.accountType()));
        }
    }

    /**
     * The commands that are asked for, as far as they were seen.
     *
     * @return their sequences, rising.
     */
    public SortedSet<Long> sequences() {
        return sequences;
    }

    /**
     * The accounts of orders and trades.
     *
     * @return in the order in which they were met.
     */
    public Set<AccountId> accounts() {
        return accounts;
    }

    /**
     * The orders, with their owners.
     *
     * @return by key, in the order in which they were met.
     */
    public Map<Uint128, Long> orders() {
        return orders;
    }

    /**
     * The instruments.
     *
     * @return ids, in the order in which they were met.
     */
    public Set<Integer> instruments() {
        return instruments;
    }
}
