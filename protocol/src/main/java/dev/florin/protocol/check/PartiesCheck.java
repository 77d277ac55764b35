package dev.florin.protocol.check;

import dev.florin.protocol.Outcome;

/** What is checked of every pair of accounts and every amount, in the contract's order. */
final class PartiesCheck {
    private PartiesCheck() {}

    static Outcome check(
            final long debitOwner,
            final int debitLedger,
            final int debitType,
            final long creditOwner,
            final int creditLedger,
            final int creditType,
            final long amount) {
        if (debitLedger == 0 || creditLedger == 0) {
            return Outcome.LEDGER_NOT_FOUND;
        }
        final Outcome ofAmount = amount(amount);
        if (ofAmount != Outcome.OK) {
            return ofAmount;
        }
        if (debitLedger != creditLedger) {
            return Outcome.LEDGER_MISMATCH;
        }
        return debitOwner == creditOwner && debitType == creditType ? Outcome.SAME_ACCOUNT : Outcome.OK;
    }

    static Outcome amount(final long amount) {
        if (amount > 0) {
            return Outcome.OK;
        }
        return amount == 0 ? Outcome.AMOUNT_ZERO : Outcome.AMOUNT_NEGATIVE;
    }
}
