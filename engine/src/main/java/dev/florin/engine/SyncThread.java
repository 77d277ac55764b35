package dev.florin.engine;

import dev.florin.engine.counters.Counter;
import dev.florin.engine.counters.CountersFile;
import dev.florin.journal.CommitAgent;
import org.agrona.concurrent.IdleStrategy;

/**
 * Makes batches durable, beside the engine thread: whatever was staged meanwhile is the next group commit. Runs until it is
 * told that nothing more will be staged and all is durable, or until a sync fails, which stops the engine.
 */
final class SyncThread implements Runnable {
    private final EngineCore core;
    private final CommitAgent agent;
    private final CountersFile counters;
    private final IdleStrategy idle;
    private volatile long lastSequence = Long.MAX_VALUE;

    SyncThread(final EngineCore core, final CommitAgent agent, final CountersFile counters) {
        this.core = core;
        this.agent = agent;
        this.counters = counters;
        idle = core.config().waiting().idleStrategy();
    }

    @Override
    public void run() {
        try {
            counters.set(Counter.DURABLE_SEQUENCE, core.durableSequence());
            while (true) {
                final int work = doWork();
                if (core.durableSequence() >= lastSequence || (work == 0 && core.hasFailed())) {
                    return;
                }
                idle.idle(work);
            }
        } catch (final Throwable failure) { // Error too: nothing may leave this thread dead and unnoticed
            core.fail("the sync thread stopped", failure);
        }
    }

    private int doWork() {
        final long startedNs = System.nanoTime();
        final int work = agent.doWork();
        if (work > 0) {
            counters.recordSync(System.nanoTime() - startedNs);
            counters.add(Counter.SYNCS, 1);
            counters.add(Counter.SYNCED_BYTES, agent.groupLengthBytes());
            counters.set(Counter.DURABLE_SEQUENCE, core.durableSequence());
        }
        return work;
    }

    /** Once the engine thread has ended: nothing comes behind this sequence. */
    void stopAfter(final long sequence) {
        lastSequence = sequence;
    }
}
