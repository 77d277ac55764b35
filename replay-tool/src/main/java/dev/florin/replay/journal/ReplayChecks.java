package dev.florin.replay.journal;

import dev.florin.journal.JournalReader;
import dev.florin.journal.manifest.Manifest;
import dev.florin.statemachine.StateMachine;
import dev.florin.statemachine.StateMachineConfig;
import java.nio.file.Path;

/** What every replay needs: a state machine as the directory was made with, and the proof that it goes the same way. */
final class ReplayChecks {
    static final String KEY_RETENTION = "keyRetention";

    private ReplayChecks() {}

    static StateMachine newStateMachine(final Path directory, final Manifest manifest) {
        return new StateMachine(config(directory, manifest));
    }

    static StateMachineConfig config(final Path directory, final Manifest manifest) {
        return new StateMachineConfig(
                number(manifest, directory, KEY_RETENTION), number(manifest, directory, "rulesVersion"));
    }

    static int number(final Manifest manifest, final Path directory, final String property) {
        final String text = manifest.properties().get(property);
        if (text == null) {
            throw new IllegalStateException(
                    "the manifest in " + directory + " has no property " + property + ": no engine made it");
        }
        return Integer.parseInt(text);
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
