package dev.florin.engine;

import dev.florin.engine.counters.Counter;
import dev.florin.engine.counters.CountersFile;
import dev.florin.statemachine.StateMachine;

/** Keeps the counters file up to date from the engine thread. */
final class EngineCounters {
    private static final int IDLE_CYCLES_BETWEEN = 64;
    private static final int BATCHES_BETWEEN = 16;

    private final CountersFile file;
    private long commands;
    private long batches;
    private int idleCycles;
    private long publishedBatches = -1;

    EngineCounters(final CountersFile file) {
        this.file = file;
    }

    void onBatch(final int commandCount) {
        if (commandCount > 0) {
            commands += commandCount;
            batches++;
        }
    }

    /** Every few idle cycles, so that the figures are right soon after the last command. */
    void publishWhenIdle(
            final StateMachine stateMachine, final CommandRing ring, final EngineCore core, final EngineClock clock) {
        if (idleCycles++ % IDLE_CYCLES_BETWEEN == 0) {
            publish(stateMachine, ring, core, clock);
        }
    }

    void publishSometimes(
            final StateMachine stateMachine, final CommandRing ring, final EngineCore core, final EngineClock clock) {
        if (batches - publishedBatches >= BATCHES_BETWEEN) {
            publish(stateMachine, ring, core, clock);
        }
    }

    void publish(
            final StateMachine stateMachine, final CommandRing ring, final EngineCore core, final EngineClock clock) {
        publishedBatches = batches;
        file.set(Counter.UPDATED_AT_NS, core.wallNs());
        file.set(Counter.LAST_SEQUENCE, stateMachine.lastSequence());
        file.set(Counter.LAST_TIMESTAMP_NS, stateMachine.lastTimestampNs());
        file.set(Counter.STATE_HASH, stateMachine.stateHash());
        file.set(Counter.DURABLE_SEQUENCE, core.durableSequence());
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
    }
}
