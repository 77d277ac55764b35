package dev.florin.engine.snapshot;

import dev.florin.statemachine.StateMachine;
import dev.florin.statemachine.StateMachineConfig;
import dev.florin.statemachine.paged.ImageBuffers;
import dev.florin.statemachine.snapshot.StateSnapshot;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Takes snapshots of an empty state, for nobody, before the first real one of a process: the code is then compiled, and the
 * engine thread's steps are not the ones that wait for that.
 */
final class WarmUp implements ImageBuffers {
    private static final int ROUNDS = 300;
    private static final AtomicBoolean DONE = new AtomicBoolean();

    private final long[] buffer = new long[BUFFER_LENGTH];

    private WarmUp() {}

    /** Has an effect once in a process; takes some hundredths of a second. */
    static void once() {
        if (DONE.compareAndSet(false, true)) {
            new WarmUp().run();
        }
    }

    private void run() {
        final StateSnapshot snapshot = new StateMachine(StateMachineConfig.withKeyRetention(1)).snapshot();
        for (int i = 0; i < ROUNDS; i++) {
            snapshot.begin(this);
            boolean isWhole;
            do {
                isWhole = snapshot.sweep(1);
            } while (!isWhole);
        }
    }

    @Override
    public long[] claim(final boolean isUrgent) {
        return buffer;
    }

    @Override
    public void publish(final long[] filled) {
        // Nobody wants it.
    }
}
