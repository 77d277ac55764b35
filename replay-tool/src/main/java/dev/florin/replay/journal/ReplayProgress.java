package dev.florin.replay.journal;

/** Told how far a replay is. Used by the thread that replays. */
@FunctionalInterface
public interface ReplayProgress {
    /** Nobody wants to know. */
    ReplayProgress NONE = (sequence, timestampNs) -> {};

    /**
     * Some more was replayed; called often.
     *
     * @param sequence of the last command.
     * @param timestampNs of that command, ns since the epoch.
     */
    void reached(long sequence, long timestampNs);
}
