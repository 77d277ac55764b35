package dev.florin.replay;

import dev.florin.engine.feed.JournalFollower;
import dev.florin.journal.RecoveryReport;
import picocli.CommandLine.Model.CommandSpec;

/** What stands behind the last batch that is known to be durable, where no engine tells any more. */
final class UndecidedEnd {
    private UndecidedEnd() {}

    /** Reads the end as the next start of an engine would, and says so where that will find more. */
    static void tell(final JournalFollower follower, final CommandSpec spec) {
        final RecoveryReport end = follower.checkEnd();
        if (end.lastSequence() > follower.lastSequence()) {
            spec.commandLine()
                    .getErr()
                    .printf(
                            "%s: sequences %d to %d are whole, but nobody says that they are durable: the next start"
                                    + " of an engine makes them so%n",
                            spec.name(), follower.lastSequence() + 1, end.lastSequence());
        }
    }
}
