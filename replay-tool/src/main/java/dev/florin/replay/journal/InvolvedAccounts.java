package dev.florin.replay.journal;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Leg;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** The accounts, ledgers and instruments that a command names; those of a hold or a transfer that it names not. */
public final class InvolvedAccounts {
    private InvolvedAccounts() {}

    /**
     * The accounts that a command names.
     *
     * @param command any.
     * @return each once, debit before credit, in the order of legs.
     */
    public static Set<AccountId> of(final Command command) {
        if (command instanceof Command.Transfer transfer) {
            return ordered(transfer.debit(), transfer.credit());
        }
        if (command instanceof Command.Hold hold) {
            return ordered(hold.debit(), hold.credit());
        }
        if (command instanceof Command.Entry entry) {
            final List<AccountId> named = new ArrayList<>();
            for (final Leg leg : entry.legs()) {
                if (leg instanceof Leg.Transfer transfer) {
                    named.addAll(List.of(transfer.debit(), transfer.credit()));
                } else if (leg instanceof Leg.Hold hold) {
                    named.addAll(List.of(hold.debit(), hold.credit()));
                }
            }
            return new LinkedHashSet<>(named);
        }
        final AccountId only = onlyAccount(command);
        return only == null ? Set.of() : Set.of(only);
    }

    private static AccountId onlyAccount(final Command command) {
        if (command instanceof Command.OpenAccount open) {
            return open.account();
        }
        if (command instanceof Command.SetLimits limits) {
            return limits.account();
        }
        if (command instanceof Command.Freeze freeze) {
            return freeze.account();
        }
        if (command instanceof Command.Unfreeze unfreeze) {
            return unfreeze.account();
        }
        if (command instanceof Command.CloseAccount close) {
            return close.account();
        }
        return command instanceof Command.ReopenAccount reopen ? reopen.account() : null;
    }

    private static Set<AccountId> ordered(final AccountId debit, final AccountId credit) {
        return new LinkedHashSet<>(List.of(debit, credit));
    }

    /**
     * Whose order a command is about.
     *
     * @param command any.
     * @return the owner; empty for what is not about orders.
     */
    public static OptionalLong trader(final Command command) {
        if (command instanceof Command.Place place) {
            return OptionalLong.of(place.owner());
        }
        if (command instanceof Command.Replace replace) {
            return OptionalLong.of(replace.owner());
        }
        if (command instanceof Command.Cancel cancel) {
            return OptionalLong.of(cancel.owner());
        }
        return command instanceof Command.CancelAll cancelAll
                ? OptionalLong.of(cancelAll.owner())
                : OptionalLong.empty();
    }

    /**
     * The ledgers that a command names by themselves, not as those of accounts, and does not make.
     *
     * @param command any.
     * @return ids.
     */
    public static List<Integer> ledgers(final Command command) {
        return command instanceof Command.CreateInstrument it ? List.of(it.baseLedger(), it.quoteLedger()) : List.of();
    }

    /**
     * The instruments that a command names, and does not make.
     *
     * @param command any.
     * @return ids.
     */
    public static List<Integer> instruments(final Command command) {
        if (command instanceof Command.SetInstrument it) {
            return List.of(it.instrument());
        }
        if (command instanceof Command.Place it) {
            return List.of(it.instrument());
        }
        return command instanceof Command.CancelAll it && it.instrument().isPresent()
                ? List.of(it.instrument().getAsInt())
                : List.of();
    }
}
