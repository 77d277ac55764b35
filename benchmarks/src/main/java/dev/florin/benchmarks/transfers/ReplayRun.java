package dev.florin.benchmarks.transfers;

import dev.florin.engine.Engine;
import dev.florin.engine.EngineConfig;
import dev.florin.journal.BatchHandler;
import dev.florin.journal.Journal;
import dev.florin.journal.JournalReader;
import dev.florin.statemachine.StateMachine;
import dev.florin.statemachine.StateMachineConfig;
import org.agrona.DirectBuffer;

/**
 * Brings back what a run has journaled: by an engine's start, by reading alone, and in a pass that tells applying from all
 * else. Each begins with a heap that holds nothing of the one before, as a process does that starts. Belongs to one thread.
 */
final class ReplayRun {
    private static final double NS_PER_US = 1_000;
    private static final double PERCENT = 100;

    private final EngineConfig config;
    private final int keyRetention;
    private final long lastSequence;
    private final long stateHash;

    /** Of a closed engine, and where it stood. */
    ReplayRun(final EngineConfig config, final int keyRetention, final long lastSequence, final long stateHash) {
        this.config = config;
        this.keyRetention = keyRetention;
        this.lastSequence = lastSequence;
        this.stateHash = stateHash;
    }

    ReplayRates run() {
        final double replaying = rate(replay());
        final double reading = rate(read());
        final Applier applier = apply();
        return new ReplayRates(
                replaying, reading, rate(applier.appliedNs), PERCENT * applier.appliedNs / applier.passNs);
    }

    private double rate(final long tookNs) {
        return lastSequence * NS_PER_US / tookNs;
    }

    private long replay() {
        System.gc();
        try (Engine engine = Engine.open(config)) {
            requireSame(engine.recovery().lastSequence(), engine.recovery().stateHash());
            return engine.recovery().durationNs();
        }
    }

    private long read() {
        System.gc();
        try (JournalReader reader = openJournal()) {
            final long startNs = System.nanoTime();
            pollAll(reader, (firstSequence, firstTimestampNs, buffer, offset, lengthBytes, count) -> {});
            return System.nanoTime() - startNs;
        }
    }

    private Applier apply() {
        System.gc();
        try (JournalReader reader = openJournal()) {
            final Applier applier =
                    new Applier(reader, new StateMachine(StateMachineConfig.withKeyRetention(keyRetention)));
            applier.run();
            requireSame(applier.stateMachine.lastSequence(), applier.stateMachine.stateHash());
            return applier;
        }
    }

    private JournalReader openJournal() {
        return Journal.openReadOnly(config.directory(), 1);
    }

    private static void pollAll(final JournalReader reader, final BatchHandler handler) {
        while (!reader.isAtEnd()) {
            reader.poll(handler, Integer.MAX_VALUE);
        }
    }

    private void requireSame(final long sequence, final long hash) {
        if (sequence != lastSequence || hash != stateHash) {
            throw new IllegalStateException("replay came to sequence " + sequence + " and state hash "
                    + Long.toHexString(hash) + ", but the engine had stopped after " + lastSequence + " with "
                    + Long.toHexString(stateHash));
        }
    }

    /** Applies, with the comparison that a start makes, too; times the state machine alone. */
    private static final class Applier implements BatchHandler {
        private final JournalReader reader;
        private final StateMachine stateMachine;
        private long appliedNs;
        private long passNs;

        Applier(final JournalReader reader, final StateMachine stateMachine) {
            this.reader = reader;
            this.stateMachine = stateMachine;
        }

        void run() {
            final long startNs = System.nanoTime();
            pollAll(reader, this);
            passNs = System.nanoTime() - startNs;
        }

        @Override
        public void onBatch(
                final long firstSequence,
                final long firstTimestampNs,
                final DirectBuffer buffer,
                final int offset,
                final int lengthBytes,
                final int count) {
            if (reader.stateHash() != stateMachine.stateHash()) {
                throw new IllegalStateException("replay went another way before sequence " + firstSequence);
            }
            final long startNs = System.nanoTime();
            stateMachine.onBatch(firstSequence, firstTimestampNs, buffer, offset, lengthBytes, count);
            appliedNs += System.nanoTime() - startNs;
        }
    }
}
