package dev.florin.replay.journal;

import dev.florin.journal.Journal;
import dev.florin.journal.JournalReader;
import dev.florin.journal.RecoveryReport;
import dev.florin.journal.manifest.Manifest;
import dev.florin.statemachine.StateMachine;
import java.nio.file.Path;

/**
 * The state at the end of a journal, replayed from nothing, with every check that a start makes: checksums, chain,
 * sequences, seals, and before each batch the state hash that its header tells.
 */
public final class ReplayedDirectory {
    private final StateMachine stateMachine;
    private final RecoveryReport report;

    private ReplayedDirectory(final StateMachine stateMachine, final RecoveryReport report) {
        this.stateMachine = stateMachine;
        this.report = report;
    }

    /**
     * Replays a whole journal, batch by batch as a start does.
     *
     * @param directory of an engine, or a copy of it.
     * @param manifest of that directory.
     * @return what came of it.
     */
    public static ReplayedDirectory replay(final Path directory, final Manifest manifest) {
        final StateMachine stateMachine = ReplayChecks.newStateMachine(directory, manifest);
        try (JournalReader reader = Journal.openReadOnly(directory, 1)) {
            while (!reader.isAtEnd()) {
                reader.poll(
                        (firstSequence, firstTimestampNs, buffer, offset, lengthBytes, count) -> {
                            ReplayChecks.requireSameHash(stateMachine, reader, firstSequence);
                            stateMachine.onBatch(firstSequence, firstTimestampNs, buffer, offset, lengthBytes, count);
                        },
                        Integer.MAX_VALUE);
            }
            return new ReplayedDirectory(stateMachine, reader.report());
        }
    }

    /**
     * The state at the end.
     *
     * @return the state machine; only to be looked at.
     */
    public StateMachine stateMachine() {
        return stateMachine;
    }

    /**
     * What the reader of the journal found.
     *
     * @return its report.
     */
    public RecoveryReport report() {
        return report;
    }
}
