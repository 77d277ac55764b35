package dev.florin.statemachine.ledger;

import dev.florin.protocol.Bounds;
import dev.florin.protocol.Outcome;
import dev.florin.statemachine.idempotency.Decision;

/** The rules of the commands that make ledgers and make or change one account. Owned by the engine thread. */
public final class AccountCommands {
    private final CurrentCommand current;
    private final Ledgers ledgers;
    private final Accounts accounts;

    /**
     * Rules over tables.
     *
     * @param current the command at hand.
     * @param ledgers there are.
     * @param accounts there are.
     */
    public AccountCommands(final CurrentCommand current, final Ledgers ledgers, final Accounts accounts) {
        this.current = current;
        this.ledgers = ledgers;
        this.accounts = accounts;
    }

    /**
     * Makes a ledger.
     *
     * @param id 1..65535.
     * @param codeFirst characters 0-7, little-endian.
     * @param codeLast characters 8-15, little-endian.
     * @param scale 0..18.
     * @param decision filled.
     */
    public void createLedger(
            final int id, final long codeFirst, final long codeLast, final int scale, final Decision decision) {
        final int idOfCode = ledgers.find(codeFirst, codeLast);
        if (!ledgers.exists(id) && idOfCode == 0) {
            ledgers.create(id, codeFirst, codeLast, scale);
            decision.succeed(Outcome.OK, 0);
        } else if (idOfCode == id && ledgers.isSame(id, codeFirst, codeLast, scale)) {
            decision.succeed(Outcome.EXISTS, 0);
        } else {
            decision.refuse(Outcome.LEDGER_CONFLICT);
        }
    }

    /**
     * Opens an account, or tells when it was opened.
     *
     * @param owner 0..2^63-1.
     * @param ledger 1..65535.
     * @param type 0..255.
     * @param floor lowest balance, or {@link Bounds#NO_FLOOR}.
     * @param ceiling highest balance, or {@link Bounds#NO_CEILING}.
     * @param decision filled; its figure is the sequence that opened the account.
     */
    public void open(
            final long owner,
            final int ledger,
            final int type,
            final long floor,
            final long ceiling,
            final Decision decision) {
        if (!ledgers.exists(ledger)) {
            decision.refuse(Outcome.LEDGER_NOT_FOUND);
            return;
        }
        final int slot = accounts.find(owner, ledger, type);
        if (slot != 0) {
            decision.succeed(Outcome.EXISTS, accounts.openedSequence(slot));
        } else if (floor > 0 || ceiling < 0) {
            decision.refuse(Outcome.LIMIT_BREACHED);
        } else {
            accounts.open(owner, ledger, type, floor, ceiling, current.sequence());
            decision.succeed(Outcome.OK, current.sequence());
        }
    }

    /**
     * Sets a floor, a ceiling or both.
     *
     * @param ledger of the account.
     * @param slot of the account, or 0 where it is missing.
     * @param floorGiven false: the floor stays.
     * @param floor new floor, or {@link Bounds#NO_FLOOR}.
     * @param ceilingGiven false: the ceiling stays.
     * @param ceiling new ceiling, or {@link Bounds#NO_CEILING}.
     * @param decision filled.
     */
    public void setLimits(
            final int ledger,
            final int slot,
            final boolean floorGiven,
            final long floor,
            final boolean ceilingGiven,
            final long ceiling,
            final Decision decision) {
        final Outcome refusal = refusal(ledger, slot);
        if (refusal != Outcome.OK) {
            decision.refuse(refusal);
            return;
        }
        if ((accounts.state(slot) & Accounts.SERVING) != 0) {
            decision.refuse(Outcome.LIMIT_BREACHED);
            return;
        }
        final long newFloor = floorGiven ? floor : accounts.floor(slot);
        final long newCeiling = ceilingGiven ? ceiling : accounts.ceiling(slot);
        if (accounts.isWithin(slot, newFloor, newCeiling)) {
            accounts.limits(slot, newFloor, newCeiling, current.sequence());
            decision.succeed(Outcome.OK, 0);
        } else {
            decision.refuse(Outcome.LIMIT_BREACHED);
        }
    }

    /**
     * Freezes sides of an account, also such as are frozen.
     *
     * @param ledger of the account.
     * @param slot of the account, or 0 where it is missing.
     * @param sides bits {@link Accounts#DEBITS_FROZEN} and {@link Accounts#CREDITS_FROZEN}.
     * @param decision filled.
     */
    public void freeze(final int ledger, final int slot, final int sides, final Decision decision) {
        final Outcome refusal = refusal(ledger, slot);
        if (refusal == Outcome.OK) {
            changeState(slot, accounts.state(slot) | sides, decision);
        } else {
            decision.refuse(refusal);
        }
    }

    /**
     * Unfreezes sides of an account, also such as are not frozen.
     *
     * @param ledger of the account.
     * @param slot of the account, or 0 where it is missing.
     * @param sides bits {@link Accounts#DEBITS_FROZEN} and {@link Accounts#CREDITS_FROZEN}.
     * @param decision filled.
     */
    public void unfreeze(final int ledger, final int slot, final int sides, final Decision decision) {
        final Outcome refusal = refusal(ledger, slot);
        if (refusal == Outcome.OK) {
            changeState(slot, accounts.state(slot) & ~sides, decision);
        } else {
            decision.refuse(refusal);
        }
    }

    /**
     * Closes an account. Its freezes and limits stay for when it is reopened.
     *
     * @param ledger of the account.
     * @param slot of the account, or 0 where it is missing.
     * @param decision filled.
     */
    public void close(final int ledger, final int slot, final Decision decision) {
        final Outcome refusal = refusal(ledger, slot);
        if (refusal != Outcome.OK) {
            decision.refuse(refusal);
        } else if (!accounts.isEmpty(slot) || (accounts.state(slot) & Accounts.SERVING) != 0) {
            decision.refuse(Outcome.NOT_EMPTY);
        } else {
            changeState(slot, accounts.state(slot) | Accounts.CLOSED, decision);
        }
    }

    /**
     * Reopens a closed account.
     *
     * @param ledger of the account.
     * @param slot of the account, or 0 where it is missing.
     * @param decision filled.
     */
    public void reopen(final int ledger, final int slot, final Decision decision) {
        if (slot == 0) {
            decision.refuse(missing(ledger));
        } else if ((accounts.state(slot) & Accounts.CLOSED) == 0) {
            decision.refuse(Outcome.ACCOUNT_OPEN);
        } else {
            changeState(slot, accounts.state(slot) & ~Accounts.CLOSED, decision);
        }
    }

    private Outcome refusal(final int ledger, final int slot) {
        if (slot == 0) {
            return missing(ledger);
        }
        return (accounts.state(slot) & Accounts.CLOSED) == 0 ? Outcome.OK : Outcome.ACCOUNT_CLOSED;
    }

    private Outcome missing(final int ledger) {
        return ledgers.exists(ledger) ? Outcome.ACCOUNT_NOT_FOUND : Outcome.LEDGER_NOT_FOUND;
    }

    private void changeState(final int slot, final int state, final Decision decision) {
        accounts.state(slot, state, current.sequence());
        decision.succeed(Outcome.OK, 0);
    }
}
