package dev.florin.engine.counters;

/** The figures of the counters file. Each is one 64-bit word, at {@code 64 + 8 x index} bytes from its start;
 * the index stands first below. */
public enum Counter {
    /** 0: never started; else a constant of {@link Health}. */
    HEALTH(0, "health"),
    /** Process id of the engine. */
    PROCESS_ID(1, "process_id"),
    /** When the engine was opened, ns since the epoch. */
    STARTED_AT_NS(2, "started_at_ns"),
    /** When the figures were last written, ns since the epoch. */
    UPDATED_AT_NS(3, "updated_at_ns"),
    /** 0: MEMORY_MAPPED, 1: FSYNC. */
    DURABILITY(4, "durability"),
    /** Sequence of the last command applied. */
    LAST_SEQUENCE(5, "last_sequence"),
    /** Timestamp of the last command applied, ns since the epoch. */
    LAST_TIMESTAMP_NS(6, "last_timestamp_ns"),
    /** State hash after {@link #STATE_HASH_SEQUENCE}. */
    STATE_HASH(7, "state_hash"),
    /** Highest sequence that is durable as configured. */
    DURABLE_SEQUENCE(8, "durable_sequence"),
    /** Commands that wait in the ring. */
    RING_DEPTH(9, "ring_depth"),
    /** Sessions that are open. */
    SESSIONS(10, "sessions"),
    /** Commands applied since the start. */
    COMMANDS(11, "commands"),
    /** Batches appended since the start. */
    BATCHES(12, "batches"),
    /** Accounts. */
    ACCOUNTS(13, "accounts"),
    /** Open holds. */
    OPEN_HOLDS(14, "open_holds"),
    /** Keys whose outcome is kept. */
    KEYS(15, "keys"),
    /** Sequence of the oldest key kept; 0: none. */
    OLDEST_KEY_SEQUENCE(16, "oldest_key_sequence"),
    /** Timestamp of the oldest key kept, ns since the epoch; 0: none. */
    OLDEST_KEY_TIMESTAMP_NS(17, "oldest_key_timestamp_ns"),
    /** 1: commands are taken; 0: refused until there is room. */
    HAS_SPACE(18, "has_space"),
    /** How far the wall clock stands from the engine's, where it stepped and is not followed, ns. */
    REFUSED_CLOCK_STEP_NS(19, "refused_clock_step_ns"),
    /** Syncs since the start. */
    SYNCS(20, "syncs"),
    /** Bytes made durable since the start. */
    SYNCED_BYTES(21, "synced_bytes"),
    /** Sequence that {@link #STATE_HASH} is of; 0 while that is being written. */
    STATE_HASH_SEQUENCE(22, "state_hash_sequence"),
    /** Not 0: a follower found another state after this sequence than the engine has, and asked it to stop. */
    DIVERGED_SEQUENCE(23, "diverged_sequence"),
    /** Snapshots taken since the start. */
    SNAPSHOTS(24, "snapshots"),
    /** Snapshots since the start that came to nothing; the log says why. */
    SNAPSHOT_FAILURES(25, "snapshot_failures"),
    /** Sequence of the newest snapshot, also of one that the engine was recovered from; 0: none. */
    SNAPSHOT_SEQUENCE(26, "snapshot_sequence"),
    /** Timestamp of that sequence, ns since the epoch. */
    SNAPSHOT_TIMESTAMP_NS(27, "snapshot_timestamp_ns"),
    /** Bytes of the newest snapshot. */
    SNAPSHOT_BYTES(28, "snapshot_bytes"),
    /** How long the newest snapshot since the start took, ns. */
    SNAPSHOT_DURATION_NS(29, "snapshot_duration_ns"),
    /** Processor time of the longest step that the engine thread took for it, ns. */
    SNAPSHOT_LONGEST_STEP_NS(30, "snapshot_longest_step_ns");

    private final int index;
    private final String text;

    Counter(final int index, final String text) {
        this.index = index;
        this.text = text;
    }

    int index() {
        return index;
    }

    /**
     * The counter's name for people and scripts.
     *
     * @return lower case, with underscores and the unit.
     */
    public String text() {
        return text;
    }
}
