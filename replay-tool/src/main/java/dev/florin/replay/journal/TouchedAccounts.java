package dev.florin.replay.journal;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.HoldId;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Leg;
import dev.florin.protocol.event.Event;
import dev.florin.protocol.event.EventDecoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.agrona.DirectBuffer;

/**
 * Tells of every command of a replay which accounts it may have changed, also those that it does not name: of holds, transfers
 * and orders. Follows a replay from its beginning. Belongs to one thread.
 */
final class TouchedAccounts {
    private final Names names;
    private final EventDecoder decoder = new EventDecoder();
    private final List<Event> events = new ArrayList<>();
    private final Map<HoldId, Set<AccountId>> holds = new HashMap<>();
    private final Map<Uint128, Set<AccountId>> transfers = new HashMap<>();
    private final Map<Uint128, Command.Place> orders = new HashMap<>();
    private final Set<AccountId> touched = new LinkedHashSet<>();

    TouchedAccounts(final Names names) {
        this.names = names;
    }

    void onEvent(final DirectBuffer buffer, final int offset) {
        events.add(decoder.decode(buffer, offset));
    }

    /** The accounts that the command, whose events came before, may have changed; valid until the next one. */
    Set<AccountId> after(final CommandFrame frame, final Answer.ToCommand answer) {
        touched.clear();
        frame.command().ifPresent(command -> {
            touched.addAll(InvolvedAccounts.of(command));
            if (answer.outcome().isSuccess() && !answer.duplicate()) {
                follow(command);
            }
        });
        events.forEach(this::follow);
        events.clear();
        return touched;
    }

    private void follow(final Command command) {
        if (command instanceof Command.Transfer transfer) {
            transfers.put(transfer.key(), Set.of(transfer.debit(), transfer.credit()));
        } else if (command instanceof Command.Hold hold) {
            holds.put(HoldId.of(hold.key()), Set.of(hold.debit(), hold.credit()));
        } else if (command instanceof Command.Capture capture) {
            transfers.put(capture.key(), holds.getOrDefault(capture.hold(), Set.of()));
        } else if (command instanceof Command.Reverse reverse) {
            touched.addAll(transfers.getOrDefault(reverse.transfer(), Set.of()));
        } else if (command instanceof Command.Entry entry) {
            for (int i = 0; i < entry.legs().size(); i++) {
                if (entry.legs().get(i) instanceof Leg.Hold hold) {
                    holds.put(new HoldId(entry.key(), i), Set.of(hold.debit(), hold.credit()));
                }
            }
        } else if (command instanceof Command.Place place) {
            orders.put(place.key(), place);
        } else if (command instanceof Command.CreateInstrument instrument) {
            touched.addAll(operated(instrument));
        }
    }

    private void follow(final Event event) {
        if (event instanceof Event.HoldChanged changed) {
            touched.addAll(holds.getOrDefault(changed.hold(), Set.of()));
        } else if (event instanceof Event.OrderChanged changed && orders.containsKey(changed.order())) {
            final Command.Place place = orders.get(changed.order());
            final Command.CreateInstrument instrument = names.madeInstrument(place.instrument());
            touched.add(new AccountId(place.owner(), instrument.baseLedger(), place.accountType()));
            touched.add(new AccountId(place.owner(), instrument.quoteLedger(), place.accountType()));
            touched.addAll(operated(instrument));
        }
    }

    /** The fee account and the clearing accounts. */
    private static Set<AccountId> operated(final Command.CreateInstrument instrument) {
        final Set<AccountId> operated = new HashSet<>();
        operated.add(new AccountId(instrument.operator(), instrument.quoteLedger(), 1));
        operated.add(new AccountId(instrument.operator(), instrument.baseLedger(), 2));
        operated.add(new AccountId(instrument.operator(), instrument.quoteLedger(), 2));
        return operated;
    }
}
