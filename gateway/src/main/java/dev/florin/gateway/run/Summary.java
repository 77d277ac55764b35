package dev.florin.gateway.run;

import dev.florin.engine.Engine;
import dev.florin.journal.Durability;
import java.io.PrintStream;
import java.util.Locale;

/** What a run came to, for people and scripts: one figure a line, its name first. */
final class Summary {
    private static final double NS_PER_SECOND = 1e9;

    private Summary() {}

    /** Prints a run whose engine was closed. */
    static void print(
            final PrintStream err,
            final Tally tally,
            final Engine engine,
            final Durability durability,
            final long durationNs) {
        final double seconds = durationNs / NS_PER_SECOND;
        line(err, "lines", Long.toString(tally.lines()));
        line(err, "decided", tally.decidedWords());
        line(err, "refused at the door", tally.refusedWords());
        line(err, "duplicates", Long.toString(tally.duplicates()));
        line(err, "reads", Long.toString(tally.reads()));
        line(err, "seconds", String.format(Locale.ROOT, "%.3f", seconds));
        line(err, "lines per second", String.format(Locale.ROOT, "%.0f", tally.lines() / seconds));
        line(err, "last sequence", Long.toString(engine.lastSequence()));
        line(err, "state hash", String.format(Locale.ROOT, "%016x", engine.stateHash()));
        line(err, "durability", durability.name());
    }

    private static void line(final PrintStream err, final String name, final String value) {
        err.printf(Locale.ROOT, "%-20s %s%n", name, value);
    }
}
