package dev.florin.replay.text;

import dev.florin.protocol.Bounds;
import dev.florin.protocol.answer.Answer;
import dev.florin.replay.journal.Names;
import dev.florin.statemachine.StateMachine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Accounts in columns, amounts in major units. */
final class AccountWords implements AccountFormat {
    private static final String COLUMNS = "%-24s %18s %18s %18s %18s %18s %18s  %-14s %s";

    private final Names names;

    AccountWords(final Names names) {
        this.names = names;
    }

    @Override
    public List<String> heading(final StateMachine state) {
        return List.of(
                String.format(
                        Locale.ROOT,
                        "after sequence %d, stamped %s: %d accounts, %d open holds, state hash %016x",
                        state.lastSequence(),
                        Times.format(state.lastTimestampNs()),
                        state.accountCount(),
                        state.openHoldCount(),
                        state.stateHash()),
                String.format(
                        Locale.ROOT,
                        COLUMNS,
                        "account",
                        "balance",
                        "available",
                        "debits pending",
                        "credits pending",
                        "floor",
                        "ceiling",
                        "state",
                        "version"));
    }

    @Override
    public List<String> lines(final Answer.Account account) {
        final int ledger = account.id().ledger();
        final List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                COLUMNS,
                names.account(account.id()),
                names.amount(account.balance(), ledger),
                account.floor() == Bounds.NO_FLOOR ? "unlimited" : names.amount(account.available(), ledger),
                names.amount(account.debitsPending(), ledger),
                names.amount(account.creditsPending(), ledger),
                limit(account.floor(), Bounds.NO_FLOOR, ledger),
                limit(account.ceiling(), Bounds.NO_CEILING, ledger),
                AccountFormat.stateOf(account),
                account.version()));
        for (final Answer.OpenHold hold : account.holds()) {
            lines.add("    hold " + hold.id() + " reserves " + names.amount(hold.remaining(), ledger)
                    + (hold.expiresAtNs() == Bounds.NO_EXPIRY ? "" : ", expires " + Times.format(hold.expiresAtNs())));
        }
        if (account.moreHolds()) {
            lines.add("    and more holds");
        }
        return lines;
    }

    private String limit(final long limit, final long none, final int ledger) {
        return limit == none ? "none" : names.amount(limit, ledger);
    }
}
