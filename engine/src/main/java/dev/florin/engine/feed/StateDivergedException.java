package dev.florin.engine.feed;

import java.util.Locale;

/**
 * A replay of the journal came to another state than the engine that wrote it: one of the two memories is wrong, or the two
 * versions apply other rules.
 */
public final class StateDivergedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long firstSequence;
    private final long lastSequence;
    private final long stateHash;
    private final long engineStateHash;

    /**
     * Creates an exception.
     *
     * @param firstSequence of the first batch after which the states differ.
     * @param lastSequence of that batch.
     * @param stateHash after it, here.
     * @param engineStateHash after it, in the engine.
     */
    public StateDivergedException(
            final long firstSequence, final long lastSequence, final long stateHash, final long engineStateHash) {
        super(String.format(
                Locale.ROOT,
                "the state differs after the batch of sequences %d to %d: replayed here it hashes to %016x, in the engine to"
                        + " %016x; up to sequence %d both were equal",
                firstSequence,
                lastSequence,
                stateHash,
                engineStateHash,
                firstSequence - 1));
        this.firstSequence = firstSequence;
        this.lastSequence = lastSequence;
        this.stateHash = stateHash;
        this.engineStateHash = engineStateHash;
    }

    /**
     * The first sequence of the first batch after which the states differ.
     *
     * @return a sequence; all before it were applied to equal states.
     */
    public long firstSequence() {
        return firstSequence;
    }

    /**
     * The last sequence of that batch.
     *
     * @return a sequence.
     */
    public long lastSequence() {
        return lastSequence;
    }

    /**
     * The hash of the state here.
     *
     * @return after {@link #lastSequence}.
     */
    public long stateHash() {
        return stateHash;
    }

    /**
     * The hash of the state in the engine.
     *
     * @return after {@link #lastSequence}, as the engine told it.
     */
    public long engineStateHash() {
        return engineStateHash;
    }
}
