package dev.florin.benchmarks.transfers;

import dev.florin.protocol.AccountId;

/**
 * What the next command is about, at random: a key that no other has, two accounts, an amount. Keys are as random as UUIDs,
 * so that they find no help in any cache. Belongs to one thread.
 */
final class Draw {
    /** Ledger of all accounts. */
    static final int LEDGER = 1;

    private static final int SOURCE_SHIFT = 48;
    private static final long AMOUNT_MASK = 63;
    private static final long LOW_HALF = 0xFFFF_FFFFL;
    private static final long STEP = 0x9E37_79B9_7F4A_7C15L;

    private final long accountCount;
    private long number;
    private long keyHigh;
    private long keyLow;
    private long debitOwner;
    private long creditOwner;

    /**
     * Begins.
     *
     * @param index of this draw; no two may share one in the life of an engine.
     * @param accountCount accounts of owner 1 and up, 2 or more, that are drawn, all alike often.
     */
    Draw(final int index, final long accountCount) {
        this.accountCount = accountCount;
        number = (long) index << SOURCE_SHIFT;
    }

    static AccountId account(final long owner) {
        return AccountId.of(owner, LEDGER);
    }

    /** Draws again. */
    void next() {
        number++;
        // The mix is one-to-one: no two numbers make the same key.
        keyHigh = mix(number * STEP);
        keyLow = mix(keyHigh + STEP);
        final long debit = ((keyLow >>> 32) * accountCount) >>> 32;
        long credit = debit + 1 + (((keyLow & LOW_HALF) * (accountCount - 1)) >>> 32);
        if (credit >= accountCount) {
            credit -= accountCount;
        }
        debitOwner = 1 + debit;
        creditOwner = 1 + credit;
    }

    long keyHigh() {
        return keyHigh;
    }

    long keyLow() {
        return keyLow;
    }

    long debitOwner() {
        return debitOwner;
    }

    /** Never the debit's. */
    long creditOwner() {
        return creditOwner;
    }

    /** Minor units, 1 to 64. */
    long amount() {
        return 1 + (keyHigh & AMOUNT_MASK);
    }

    private static long mix(final long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D0_49BB_1331_11EBL;
        return mixed ^ (mixed >>> 31);
    }
}
