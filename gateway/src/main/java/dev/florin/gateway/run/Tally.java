package dev.florin.gateway.run;

import dev.florin.protocol.Outcome;

/** Counts what became of the lines. Belongs to one thread; {@link #lines()} may be asked by any. */
final class Tally {
    private static final int OUTCOME_CODES = 256;

    private final long[] decided = new long[OUTCOME_CODES];
    private final long[] refused = new long[OUTCOME_CODES];
    private long duplicates;
    private long reads;
    private volatile long lines;

    /** Counts what the engine decided on a command. */
    void onCommand(final Outcome outcome, final boolean isDuplicate) {
        decided[outcome.code()]++;
        duplicates += isDuplicate ? 1 : 0;
        onLine();
    }

    void onRead() {
        reads++;
        onLine();
    }

    /** Counts a move of the clock. */
    void onTick() {
        onLine();
    }

    /** Counts a line that the door did not let in. */
    void onRefused(final Outcome outcome) {
        refused[outcome.code()]++;
        onLine();
    }

    /** Only the run's thread writes. */
    @SuppressWarnings("NonAtomicVolatileUpdate")
    private void onLine() {
        lines++;
    }

    /** Lines answered. */
    long lines() {
        return lines;
    }

    long duplicates() {
        return duplicates;
    }

    long reads() {
        return reads;
    }

    /** What the engine decided, as {@code OK 7, EXISTS 1}; {@code none} where nothing was. */
    String decidedWords() {
        return words(decided);
    }

    /** What the door refused, in the same words. */
    String refusedWords() {
        return words(refused);
    }

    private static String words(final long[] counts) {
        final StringBuilder words = new StringBuilder();
        for (final Outcome outcome : Outcome.values()) {
            if (counts[outcome.code()] > 0) {
                words.append(words.length() == 0 ? "" : ", ").append(outcome).append(' ');
                words.append(counts[outcome.code()]);
            }
        }
        return words.length() == 0 ? "none" : words.toString();
    }
}
