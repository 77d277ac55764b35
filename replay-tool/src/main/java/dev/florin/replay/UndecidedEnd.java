package dev.florin.replay;

import dev.florin.engine.feed.JournalFollower;
import dev.florin.journal.RecoveryReport;
import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The end of what a follower can read that does not wait for more, and what stands behind it where no engine works on the
 * directory any more. Belongs to one thread.
 */
final class UndecidedEnd {
    /** What an engine calls durable can be read at once; what cannot for so long only the next start finds, or nobody. */
    private static final long PATIENCE_NS = 1_000_000_000;

    private long lastSequence = -1;
    private long sinceNs;

    /** Whether no more is to come; asked when a poll has found nothing. */
    boolean isReached(final JournalFollower follower) {
        if (follower.lagCount() == 0) {
            return true;
        }
        if (lastSequence != follower.lastSequence()) {
            lastSequence = follower.lastSequence();
            sinceNs = System.nanoTime();
        }
        return System.nanoTime() - sinceNs > PATIENCE_NS;
    }

    /** Reads the end as the next start of an engine would, and says so where that will find more, or less; the exit code. */
    static int tell(final JournalFollower follower, final CommandSpec spec) {
        final PrintWriter err = spec.commandLine().getErr();
        final RecoveryReport end = follower.checkEnd();
        final long durableSequence = follower.lastSequence() + follower.lagCount();
        if (durableSequence > end.lastSequence()) {
            err.printf(
                    "%s: the engine's figures call sequence %d durable, but the journal ends with sequence %d: what came"
                            + " behind is lost, or counters.dat is not of this journal%n",
                    spec.name(), durableSequence, end.lastSequence());
            return ReplayMain.DAMAGED;
        }
        if (durableSequence > follower.lastSequence()) {
            err.printf(
                    "%s: sequences %d to %d are in the commit log alone: the next start of an engine makes them part of"
                            + " the segments, from where they can be followed%n",
                    spec.name(), follower.lastSequence() + 1, end.lastSequence());
        } else if (end.lastSequence() > follower.lastSequence()) {
            err.printf(
                    "%s: sequences %d to %d are whole, but nobody says that they are durable: the next start of an engine"
                            + " makes them so%n",
                    spec.name(), follower.lastSequence() + 1, end.lastSequence());
        }
        return 0;
    }
}
