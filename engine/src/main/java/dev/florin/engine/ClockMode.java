package dev.florin.engine;

/** Where timestamps come from. */
public enum ClockMode {
    /** The monotonic clock, slewed to wall time. */
    SYSTEM,
    /** Starts at 0 ns or at the directory's last timestamp; moves by 1 ns a sequence and by {@code advance}. */
    MANUAL,
    /** Every command carries its timestamp, as exported from another journal. */
    RECORDED
}
