package dev.florin.protocol;

/**
 * The identity of an account. The triple is the account: there is no other number, so one wallet cannot exist twice.
 *
 * @param owner 0..2^63-1.
 * @param ledger id of the ledger, 1..65535; 0 stands for a ledger whose code a text door does not know.
 * @param type 0..255; 0 is the owner's ordinary account.
 */
public record AccountId(long owner, int ledger, int type) {
    /** Checks the ranges. */
    public AccountId {
        if (owner < 0) {
            throw new IllegalArgumentException("owner must be 0..2^63-1, is " + owner);
        }
        if (ledger < 0 || ledger > Bounds.MAX_LEDGER) {
            throw new IllegalArgumentException("ledger must be 1..65535, is " + ledger);
        }
        if (type < 0 || type > Bounds.MAX_ACCOUNT_TYPE) {
            throw new IllegalArgumentException("type must be 0..255, is " + type);
        }
    }

    /**
     * The owner's ordinary account (type 0) on a ledger.
     *
     * @param owner 0..2^63-1.
     * @param ledger 1..65535.
     * @return the identity.
     */
    public static AccountId of(final long owner, final int ledger) {
        return new AccountId(owner, ledger, 0);
    }
}
