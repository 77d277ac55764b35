package dev.florin.replay.journal;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.command.Command;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The accounts that may have been opened, gathered from commands that were not refused. */
public final class SeenAccounts {
    /** By ledger, owner and type. */
    public static final Comparator<AccountId> ORDER = Comparator.comparingInt(AccountId::ledger)
            .thenComparingLong(AccountId::owner)
            .thenComparingInt(AccountId::type);

    private final Set<AccountId> accounts = new HashSet<>();
    private final Names names;

    /**
     * None yet.
     *
     * @param names of instruments, which tell their ledgers.
     */
    public SeenAccounts(final Names names) {
        this.names = names;
    }

    /**
     * Gathers what a command may have opened.
     *
     * @param command that was not refused.
     */
    public void add(final Command command) {
        if (command instanceof Command.OpenAccount open) {
            accounts.add(open.account());
        } else if (command instanceof Command.CreateInstrument instrument) {
            accounts.add(new AccountId(instrument.operator(), instrument.quoteLedger(), 1));
            accounts.add(new AccountId(instrument.operator(), instrument.baseLedger(), 2));
            accounts.add(new AccountId(instrument.operator(), instrument.quoteLedger(), 2));
        } else if (command instanceof Command.Place place) {
            final Command.CreateInstrument instrument = names.madeInstrument(place.instrument());
            if (instrument != null) {
                accounts.add(new AccountId(place.owner(), instrument.baseLedger(), place.accountType()));
                accounts.add(new AccountId(place.owner(), instrument.quoteLedger(), place.accountType()));
            }
        }
    }

    /**
     * All of them.
     *
     * @return by ledger id, owner and type.
     */
    public List<AccountId> sorted() {
        final List<AccountId> sorted = new ArrayList<>(accounts);
        sorted.sort(ORDER);
        return sorted;
    }
}
