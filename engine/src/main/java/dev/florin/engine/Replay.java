package dev.florin.engine;

import dev.florin.journal.Journal;
import dev.florin.journal.JournalReader;
import dev.florin.statemachine.StateMachine;
import dev.florin.statemachine.StateMachineConfig;
import java.util.Map;
import org.agrona.DirectBuffer;

/**
 * Brings a new state machine to where the journal ends. Before each batch the state must hash to what the batch's header
 * says it hashed to when the batch was written: a replay that went another way is told at once, and nothing starts on it.
 */
final class Replay {
    private final Journal journal;
    private final StateMachine stateMachine;
    private JournalReader reader;
    private Recovery recovery;

    Replay(final Journal journal) {
        this.journal = journal;
        stateMachine = new StateMachine(config(journal.properties()));
    }

    private static StateMachineConfig config(final Map<String, String> properties) {
        return new StateMachineConfig(
                number(properties, JournalOpening.KEY_RETENTION), number(properties, JournalOpening.RULES_VERSION));
    }

    private static int number(final Map<String, String> properties, final String name) {
        final String text = properties.get(name);
        if (text == null) {
            throw new IllegalStateException("the journal's manifest has no property " + name
                    + ": it was not made by this engine; open another directory");
        }
        return Integer.parseInt(text);
    }

    StateMachine run() {
        final long startedNs = System.nanoTime();
        reader = journal.reader(1);
        while (!reader.isAtEnd()) {
            reader.poll(this::onBatch, Integer.MAX_VALUE);
        }
        recovery = new Recovery(
                stateMachine.lastSequence(),
                stateMachine.lastTimestampNs(),
                stateMachine.stateHash(),
                reader.report(),
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
        stateMachine.onBatch(firstSequence, firstTimestampNs, buffer, offset, lengthBytes, count);
    }

    Recovery recovery() {
        return recovery;
    }
}
