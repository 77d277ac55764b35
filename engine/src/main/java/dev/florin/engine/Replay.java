package dev.florin.engine;

import dev.florin.engine.snapshot.SnapshotRestore;
import dev.florin.journal.Journal;
import dev.florin.journal.JournalReader;
import dev.florin.statemachine.StateMachine;
import dev.florin.statemachine.StateMachineConfig;
import org.agrona.DirectBuffer;

/**
 * Brings a new state machine to where the journal ends, from the newest good snapshot if there is one. Before each batch
 * the state must hash to what the batch's header says it hashed to when the batch was written: a replay that went another
 * way is told at once, and nothing starts on it.
 */
final class Replay {
    private final Journal journal;
    private final StateMachineConfig config;
    private StateMachine stateMachine;
    private JournalReader reader;
    private Recovery recovery;

    Replay(final Journal journal) {
        this.journal = journal;
        config = StateProperties.of(journal.directory(), journal.properties());
    }

    StateMachine run() {
        final long startedNs = System.nanoTime();
        final SnapshotRestore restored = SnapshotRestore.newest(journal.directory(), config);
        stateMachine = restored.stateMachine();
        reader = journal.reader(stateMachine.lastSequence() + 1);
        while (!reader.isAtEnd()) {
            reader.poll(this::onBatch, Integer.MAX_VALUE);
        }
        recovery = new Recovery(
                stateMachine.lastSequence(),
                stateMachine.lastTimestampNs(),
                stateMachine.stateHash(),
                reader.report(),
                restored.snapshot(),
                restored.skipped(),
                System.nanoTime() - startedNs);
        return stateMachine;
    }

    private void onBatch(
            final long firstSequence,
            final long firstTimestampNs,
            final DirectBuffer buffer,
            final int offset,
            final int lengthBytes,
            final int count) {
        if (reader.lastAppliedSequence() != stateMachine.lastSequence()
                || reader.stateHash() != stateMachine.stateHash()) {
            throw new IllegalStateException("replay differs from what ran: before sequence " + firstSequence
                    + " the state hashes to " + Long.toHexString(stateMachine.stateHash()) + ", the journal says "
                    + Long.toHexString(reader.stateHash()) + " after sequence " + reader.lastAppliedSequence()
                    + "; this version applies other rules than the one that wrote it: open it with that version");
        }
        try {
            stateMachine.onBatch(firstSequence, firstTimestampNs, buffer, offset, lengthBytes, count);
        } catch (final RuntimeException failure) {
            throw new IllegalStateException(
                    "sequences " + firstSequence + " to " + (firstSequence + count - 1) + " in " + journal.directory()
                            + " cannot be applied: " + failure + "; the engine that wrote them stopped there, too",
                    failure);
        }
    }

    Recovery recovery() {
        return recovery;
    }
}
