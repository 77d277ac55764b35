package dev.florin.statemachine.ledger;

/** A debit and a credit slot in one long. */
final class Parties {
    private Parties() {}

    static long of(final int debit, final int credit) {
        return ((long) debit << Integer.SIZE) | credit;
    }

    static int debit(final long parties) {
        return (int) (parties >>> Integer.SIZE);
    }

    static int credit(final long parties) {
        return (int) parties;
    }
}
