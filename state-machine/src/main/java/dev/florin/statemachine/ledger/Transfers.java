package dev.florin.statemachine.ledger;

import dev.florin.protocol.Outcome;
import dev.florin.statemachine.idempotency.Decision;

/** The rules of moving money between two accounts. Owned by the engine thread. */
public final class Transfers {
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
    public Transfers(final CurrentCommand current, final Ledgers ledgers, final Accounts accounts) {
        this.current = current;
        this.ledgers = ledgers;
        this.accounts = accounts;
    }

    /**
     * Moves an amount, or what can be moved of it.
     *
     * @param ledger of both accounts.
     * @param debit slot that pays, or 0 where the account is missing.
     * @param credit slot that receives, or 0.
     * @param amount minor units, 1 or more.
     * @param upTo true: no more than is available and has room.
     * @param decision filled.
     */
    public void transfer(
            final int ledger,
            final int debit,
            final int credit,
            final long amount,
            final boolean upTo,
            final Decision decision) {
        final Outcome refusal = partiesRefusal(ledger, debit, credit);
        if (refusal != Outcome.OK) {
            decision.refuse(refusal);
            return;
        }
        requirePositive(amount);
        final long moved = upTo ? Math.min(amount, Math.min(accounts.available(debit), accounts.room(credit))) : amount;
        move(debit, credit, moved, decision);
    }

    /**
     * Posts an amount between two accounts that may be debited and credited, if their limits allow.
     *
     * @param debit slot that pays.
     * @param credit slot that receives.
     * @param amount minor units, 0 or more.
     * @param decision filled.
     */
    void move(final int debit, final int credit, final long amount, final Decision decision) {
        final Outcome refusal = accounts.moneyRefusal(debit, credit, amount);
        if (refusal != Outcome.OK) {
            decision.refuse(refusal);
            return;
        }
        accounts.post(debit, credit, amount, current.sequence());
        decision.succeed(Outcome.OK, amount);
        decision.attach(0, Parties.of(debit, credit));
    }

    /**
     * Why nothing can move between two accounts, whatever the amount: the outcomes of "Missing" and "State".
     *
     * @param ledger of both accounts.
     * @param debit slot that pays, or 0 where the account is missing.
     * @param credit slot that receives, or 0.
     * @return {@link Outcome#OK} if nothing speaks against it.
     */
    Outcome partiesRefusal(final int ledger, final int debit, final int credit) {
        if (debit == 0 || credit == 0) {
            return missing(ledger, debit);
        }
        if (debit == credit) {
            throw new IllegalStateException(
                    "sequence " + current.sequence() + ": debit and credit are one account, which passed the door");
        }
        return accounts.stateRefusal(debit, credit);
    }

    /** Amounts below 1 are refused at the door. */
    void requirePositive(final long amount) {
        if (amount < 1) {
            throw new IllegalStateException(
                    "sequence " + current.sequence() + ": amount " + amount + " passed the door");
        }
    }

    private Outcome missing(final int ledger, final int debit) {
        if (!ledgers.exists(ledger)) {
            return Outcome.LEDGER_NOT_FOUND;
        }
        return debit == 0 ? Outcome.DEBIT_ACCOUNT_NOT_FOUND : Outcome.CREDIT_ACCOUNT_NOT_FOUND;
    }
}
