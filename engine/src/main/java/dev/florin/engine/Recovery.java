package dev.florin.engine;

import dev.florin.engine.snapshot.RestoredSnapshot;
import dev.florin.engine.snapshot.SkippedSnapshot;
import dev.florin.journal.RecoveryReport;
import java.util.List;
import java.util.Optional;

/**
 * What was found in the data directory when the engine was opened.
 *
 * @param lastSequence of the last command there is; 0 for an empty directory.
 * @param lastTimestampNs of that command, ns since the epoch.
 * @param stateHash after it.
 * @param journal what the journal's reader found, and what was cut, if anything.
 * @param snapshot that the replay began with; empty: it began with the first command.
 * @param skippedSnapshots newer ones that could not be used; each is in the log as a warning.
 * @param durationNs that loading and replay took.
 */
public record Recovery(
        long lastSequence,
        long lastTimestampNs,
        long stateHash,
        RecoveryReport journal,
        Optional<RestoredSnapshot> snapshot,
        List<SkippedSnapshot> skippedSnapshots,
        long durationNs) {
    /** Copies the list. */
    public Recovery {
        skippedSnapshots = List.copyOf(skippedSnapshots);
    }

    /** {@return how many commands were replayed, behind the snapshot if there was one} */
    public long replayedCount() {
        return lastSequence - snapshot.map(RestoredSnapshot::lastSequence).orElse(0L);
    }
}
