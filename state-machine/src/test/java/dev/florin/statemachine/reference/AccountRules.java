package dev.florin.statemachine.reference;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Side;

/** Sections 2 and 5 of the contract for ledgers and accounts. */
final class AccountRules {
    private final ModelState state;
    private final long sequence;

    AccountRules(final ModelState state, final long sequence) {
        this.state = state;
        this.sequence = sequence;
    }

    Effect createLedger(final Command.CreateLedger command) {
        final Answer.Ledger wanted = new Answer.Ledger(command.ledger(), command.code(), command.scale());
        if (wanted.equals(state.ledgers.get(wanted.id()))) {
            return Effect.EXISTS;
        }
        final boolean isTaken = state.ledgers.containsKey(wanted.id())
                || state.ledgers.values().stream()
                        .anyMatch(ledger -> ledger.code().equals(wanted.code()));
        Refused.when(isTaken, Outcome.LEDGER_CONFLICT);
        state.ledgers.put(wanted.id(), wanted);
        return Effect.NONE;
    }

    Effect open(final Command.OpenAccount command) {
        requireLedger(command.account());
        final ModelAccount existing = state.accounts.get(command.account());
        if (existing != null) {
            return Effect.opened(Outcome.EXISTS, existing.openedSequence);
        }
        final ModelAccount account = new ModelAccount(command.account(), sequence, command.floor(), command.ceiling());
        Refused.when(!account.isWithinLimits(), Outcome.LIMIT_BREACHED);
        state.accounts.put(account.id, account);
        return Effect.opened(Outcome.OK, sequence);
    }

    Effect setLimits(final Command.SetLimits command) {
        final ModelAccount account = openAccount(command.account());
        final ModelAccount changed = new ModelAccount(account);
        command.floor().ifPresent(floor -> changed.floor = ModelAccount.floorOf(floor));
        command.ceiling().ifPresent(ceiling -> changed.ceiling = ModelAccount.ceilingOf(ceiling));
        Refused.when(account.servesInstrument || !changed.isWithinLimits(), Outcome.LIMIT_BREACHED);
        account.floor = changed.floor;
        account.ceiling = changed.ceiling;
        return applied(account);
    }

    Effect freeze(final AccountId id, final Side side, final boolean frozen) {
        final ModelAccount account = openAccount(id);
        if (side != Side.CREDITS) {
            account.debitsFrozen = frozen;
        }
        if (side != Side.DEBITS) {
            account.creditsFrozen = frozen;
        }
        return applied(account);
    }

    Effect close(final AccountId id) {
        final ModelAccount account = openAccount(id);
        Refused.when(account.servesInstrument || !account.isEmpty(), Outcome.NOT_EMPTY);
        account.closed = true;
        return applied(account);
    }

    Effect reopen(final AccountId id) {
        final ModelAccount account = existingAccount(id);
        Refused.when(!account.closed, Outcome.ACCOUNT_OPEN);
        account.closed = false;
        return applied(account);
    }

    private ModelAccount openAccount(final AccountId id) {
        final ModelAccount account = existingAccount(id);
        Refused.when(account.closed, Outcome.ACCOUNT_CLOSED);
        return account;
    }

    private ModelAccount existingAccount(final AccountId id) {
        requireLedger(id);
        final ModelAccount account = state.accounts.get(id);
        Refused.when(account == null, Outcome.ACCOUNT_NOT_FOUND);
        return account;
    }

    private void requireLedger(final AccountId id) {
        Refused.when(!state.ledgers.containsKey(id.ledger()), Outcome.LEDGER_NOT_FOUND);
    }

    private Effect applied(final ModelAccount account) {
        account.version = sequence;
        return Effect.NONE;
    }
}
