package dev.florin.engine.snapshot;

import dev.florin.statemachine.StateMachine;
import dev.florin.statemachine.snapshot.StateSnapshot;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * The engine thread's part of snapshots: a step between two batches. A step takes images of about {@value #STEP_LENGTH}
 * longs, which is some tens of microseconds. Owned by the engine thread.
 */
public final class SnapshotSteps {
    private static final int STEP_LENGTH = 12 * 1024;

    private final StateSnapshot snapshot;
    private final SnapshotThread thread;
    private final ThreadMXBean times = ManagementFactory.getThreadMXBean();
    private final boolean hasProcessorTime = times.isCurrentThreadCpuTimeSupported();
    private SnapshotRun current;
    private boolean isDone = true;

    /**
     * Steps of snapshots.
     *
     * @param stateMachine of the engine.
     * @param thread that says when, and writes.
     */
    public SnapshotSteps(final StateMachine stateMachine, final SnapshotThread thread) {
        this.snapshot = stateMachine.snapshot();
        this.thread = thread;
    }

    /**
     * Takes a step, if there is one to take. Only where the last batch was applied whole.
     *
     * @return 0 if there was nothing to do.
     */
    public int doWork() {
        final SnapshotRun wanted = thread.wanted();
        return wanted == null && isDone ? 0 : step(wanted);
    }

    private int step(final SnapshotRun wanted) {
        if (!isDone && current.isAbandoned()) {
            snapshot.abandon();
            isDone = true;
            return 1;
        }
        if (!isDone) {
            return sweep();
        }
        if (wanted == current) {
            return 0;
        }
        current = wanted;
        isDone = false;
        final long startedNs = processorNs();
        current.began(snapshot.begin(current), System.nanoTime());
        current.step(processorNs() - startedNs);
        return 1;
    }

    private int sweep() {
        final SnapshotRun run = current;
        if (snapshot.hasFailed()) {
            return end(run, false);
        }
        final long startedNs = processorNs();
        final boolean isWhole = snapshot.sweep(STEP_LENGTH);
        run.step(processorNs() - startedNs);
        if (isWhole) {
            return end(run, true);
        }
        return run.wasRefused() ? 0 : 1;
    }

    private int end(final SnapshotRun run, final boolean isWhole) {
        isDone = true;
        run.end(isWhole);
        return 1;
    }

    private long processorNs() {
        return hasProcessorTime ? times.getCurrentThreadCpuTime() : System.nanoTime();
    }
}
