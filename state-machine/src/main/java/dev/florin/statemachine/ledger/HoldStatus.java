package dev.florin.statemachine.ledger;

/** What has become of a hold; the numbers are those of hold events and never change. */
public final class HoldStatus {
    /** It reserves something. */
    public static final int OPEN = 1;

    /** Nothing remained, or the remainder was released, when it was captured last. */
    public static final int CAPTURED = 2;

    /** What it reserved was given back by a release. */
    public static final int RELEASED = 3;

    /** What it reserved was given back because its time was over. */
    public static final int EXPIRED = 4;

    private HoldStatus() {}
}
