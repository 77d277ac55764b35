package dev.florin.replay.journal;

import dev.florin.engine.StateProperties;
import dev.florin.journal.JournalReader;
import dev.florin.journal.manifest.Manifest;
import dev.florin.statemachine.StateMachine;
import dev.florin.statemachine.StateMachineConfig;
import java.nio.file.Path;

/** What every replay needs: a state machine as the directory was made with, and the proof that it goes the same way. */
final class ReplayChecks {
    private ReplayChecks() {}

    static StateMachine newStateMachine(final Path directory, final Manifest manifest) {
        return new StateMachine(config(directory, manifest));
    }

    static StateMachineConfig config(final Path directory, final Manifest manifest) {
        return StateProperties.of(directory, manifest.properties());
    }

    /** In the handler of a reader, before its batch is applied. */
    static void requireSameHash(final StateMachine stateMachine, final JournalReader reader, final long firstSequence) {
        if (reader.lastAppliedSequence() != stateMachine.lastSequence()
                || reader.stateHash() != stateMachine.stateHash()) {
            throw new IllegalStateException("the replay differs from what ran: before sequence " + firstSequence
                    + " the state hashes to " + Long.toHexString(stateMachine.stateHash()) + ", the journal says "
                    + Long.toHexString(reader.stateHash()));
        }
    }
}
