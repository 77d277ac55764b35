package dev.florin.engine;

import dev.florin.engine.counters.Counter;
import dev.florin.engine.counters.CountersFile;
import dev.florin.statemachine.StateMachine;

/** Keeps the counters file up to date from the engine thread. */
final class EngineCounters {
    private static final int IDLE_CYCLES_BETWEEN = 64;
    private static final int BATCHES_BETWEEN = 16;

    private final CountersFile file;
    private final boolean hasSyncThread;
    private long commands;
    private long batches;
    private int idleCycles;
    private long publishedBatches = -1;
    private long hashSequence = -1;

    EngineCounters(final CountersFile file, final boolean hasSyncThread) {
        this.file = file;
        this.hasSyncThread = hasSyncThread;
    }

    void onBatch(final int commandCount) {
        if (commandCount > 0) {
            commands += commandCount;
            batches++;
        }
    }

    /** Whoever reads the same sequence before and after the hash has the hash of that sequence. */
    private void publishHash(final StateMachine stateMachine) {
        if (stateMachine.lastSequence() != hashSequence) {
            hashSequence = stateMachine.lastSequence();
            file.set(Counter.STATE_HASH_SEQUENCE, 0);
            file.set(Counter.STATE_HASH, stateMachine.stateHash());
            file.set(Counter.STATE_HASH_SEQUENCE, hashSequence);
        }
    }

    /** Stops the engine where a follower asks for it; looked at as often as figures are published. */
    private void obeyFollower() {
        final long sequence = file.get(Counter.DIVERGED_SEQUENCE);
        if (sequence != 0) {
            throw new IllegalStateException("a follower of the journal came to another state after sequence " + sequence
                    + ": what this process holds in memory, or what the follower holds, is not what the journal makes;"
                    + " see the follower's log");
        }
    }

    /** Every few idle cycles, so that the figures are right soon after the last command. */
    void publishWhenIdle(
            final StateMachine stateMachine, final CommandRing ring, final EngineCore core, final EngineClock clock) {
        if (idleCycles++ % IDLE_CYCLES_BETWEEN == 0) {
            publish(stateMachine, ring, core, clock);
            obeyFollower();
        }
    }

    void publishSometimes(
            final StateMachine stateMachine, final CommandRing ring, final EngineCore core, final EngineClock clock) {
        if (batches - publishedBatches >= BATCHES_BETWEEN) {
            publish(stateMachine, ring, core, clock);
            obeyFollower();
        }
    }

    void publish(
            final StateMachine stateMachine, final CommandRing ring, final EngineCore core, final EngineClock clock) {
        publishedBatches = batches;
        file.set(Counter.UPDATED_AT_NS, core.wallNs());
        file.set(Counter.LAST_TIMESTAMP_NS, stateMachine.lastTimestampNs());
        publishHash(stateMachine);
        if (!hasSyncThread) {
            file.set(Counter.DURABLE_SEQUENCE, core.durableSequence());
        }
        file.set(Counter.RING_DEPTH, ring.depth());
        file.set(Counter.SESSIONS, core.sessions().count());
        file.set(Counter.COMMANDS, commands);
        file.set(Counter.BATCHES, batches);
        file.set(Counter.ACCOUNTS, stateMachine.accountCount());
        file.set(Counter.OPEN_HOLDS, stateMachine.openHoldCount());
        file.set(Counter.KEYS, stateMachine.keyCount());
        file.set(Counter.OLDEST_KEY_SEQUENCE, stateMachine.oldestKeySequence());
        file.set(Counter.OLDEST_KEY_TIMESTAMP_NS, stateMachine.oldestKeyTimestampNs());
        file.set(Counter.HAS_SPACE, core.hasSpace() ? 1 : 0);
        file.set(Counter.REFUSED_CLOCK_STEP_NS, clock.refusedStepNs());
        // Last: whoever reads a sequence first finds nothing older than it.
        file.set(Counter.LAST_SEQUENCE, stateMachine.lastSequence());
    }
}
