package dev.florin.replay;

import dev.florin.journal.Journal;
import dev.florin.journal.JournalReader;
import dev.florin.journal.RecoveryReport;
import dev.florin.journal.manifest.Manifest;
import dev.florin.statemachine.StateMachine;
import dev.florin.statemachine.StateMachineConfig;
import java.nio.file.Path;

/**
 * The state at the end of a journal, replayed from nothing, with every check that a start makes: checksums, chain,
 * sequences, seals, and before each batch the state hash that its header tells.
 */
final class ReplayedDirectory {
    private final StateMachine stateMachine;
    private final RecoveryReport report;

    private ReplayedDirectory(final StateMachine stateMachine, final RecoveryReport report) {
        this.stateMachine = stateMachine;
        this.report = report;
    }

    /** Replays a whole journal. */
    static ReplayedDirectory replay(final Path directory, final Manifest manifest) {
        final StateMachine stateMachine = new StateMachine(new StateMachineConfig(
                number(manifest, directory, "keyRetention"), number(manifest, directory, "rulesVersion")));
        try (JournalReader reader = Journal.openReadOnly(directory, 1)) {
            while (!reader.isAtEnd()) {
                reader.poll(
                        (firstSequence, firstTimestampNs, buffer, offset, lengthBytes, count) -> {
                            requireSameHash(stateMachine, reader, firstSequence);
                            stateMachine.onBatch(firstSequence, firstTimestampNs, buffer, offset, lengthBytes, count);
                        },
                        Integer.MAX_VALUE);
            }
            return new ReplayedDirectory(stateMachine, reader.report());
        }
    }

    private static int number(final Manifest manifest, final Path directory, final String property) {
        final String text = manifest.properties().get(property);
        if (text == null) {
            throw new IllegalStateException(
                    "the manifest in " + directory + " has no property " + property + ": no engine made it");
        }
        return Integer.parseInt(text);
    }

    private static void requireSameHash(
            final StateMachine stateMachine, final JournalReader reader, final long firstSequence) {
        if (reader.lastAppliedSequence() != stateMachine.lastSequence()
                || reader.stateHash() != stateMachine.stateHash()) {
            throw new IllegalStateException("the replay differs from what ran: before sequence " + firstSequence
                    + " the state hashes to " + Long.toHexString(stateMachine.stateHash()) + ", the journal says "
                    + Long.toHexString(reader.stateHash()));
        }
    }

    StateMachine stateMachine() {
        return stateMachine;
    }

    RecoveryReport report() {
        return report;
    }
}
