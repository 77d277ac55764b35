package dev.florin.statemachine.ledger;

/** Told of every change of a hold, in order, while the command that causes it is applied. */
public interface HoldEvents {
    /**
     * A hold was made, captured, released or has expired.
     *
     * @param keyHigh upper half of the key of the command that made the hold.
     * @param keyLow lower half.
     * @param leg of the entry that made it, or {@link dev.florin.protocol.Bounds#NO_LEG}.
     * @param status of {@link HoldStatus}, after the change.
     * @param amount reserved, captured or given back, minor units.
     * @param remaining what it reserves now, minor units.
     */
    void onHold(long keyHigh, long keyLow, int leg, int status, long amount, long remaining);
}
