package dev.florin.benchmarks.transfers;

import dev.florin.engine.Engine;
import dev.florin.engine.counters.Counter;
import dev.florin.engine.counters.CountersFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.ToLongFunction;

/** A stretch of load on an engine: its sessions from first offer to last answer, and what they and the engine used. */
final class LoadPhase {
    private static final String ENGINE_THREAD = "florin-engine";
    private static final String SYNC_THREAD = "florin-sync";

    private final Workload workload;
    private final List<SessionLoad> loads = new ArrayList<>();
    private final CountDownLatch start = new CountDownLatch(1);
    private long tookNs;
    private Moment used;
    private long longestSnapshotStepNs;

    /**
     * Prepares the load.
     *
     * @param engine whose accounts are open.
     * @param workload what is asked of it.
     * @param number of this phase in the life of the engine, from 0: no two share a key.
     */
    LoadPhase(final Engine engine, final Workload workload, final int number) {
        this.workload = workload;
        for (int i = 0; i < workload.sessionCount(); i++) {
            // Index 0 makes numbers that the desk's keys could meet.
            final int index = 1 + number * workload.sessionCount() + i;
            final CommandSource source = workload.kind().source(index, workload.hotCount());
            loads.add(new SessionLoad(engine, workload, i, source, start));
        }
    }

    /** Runs until everything is answered; once. */
    void run(final Path directory) throws IOException, InterruptedException {
        final DiskUse disk = new DiskUse(directory);
        try (CountersFile counters = CountersFile.open(directory)) {
            final List<Thread> threads = startThreads();
            final Moment before = Moment.take(counters, disk);
            final long startNs = System.nanoTime();
            start.countDown();
            for (final Thread thread : threads) {
                thread.join();
            }
            tookNs = System.nanoTime() - startNs;
            loads.forEach(SessionLoad::throwIfFailed);
            used = Moment.take(counters, disk).since(before);
            longestSnapshotStepNs = counters.get(Counter.SNAPSHOT_LONGEST_STEP_NS);
        }
    }

    private List<Thread> startThreads() {
        final List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < workload.sessionCount(); i++) {
            final Thread thread = new Thread(loads.get(i), "florin-bench-session-" + i);
            threads.add(thread);
            thread.start();
        }
        return threads;
    }

    private long sum(final ToLongFunction<SessionLoad> figure) {
        return loads.stream().mapToLong(figure).sum();
    }

    long commandCount() {
        return sum(SessionLoad::commandCount);
    }

    /** What the commands have posted, minor units. */
    long posted() {
        return sum(SessionLoad::posted);
    }

    /** What they have left pending, minor units. */
    long pended() {
        return sum(SessionLoad::pended);
    }

    RunResult result(final double rawRate) {
        ThreadUsage client = ThreadUsage.NONE;
        for (final SessionLoad load : loads) {
            client = client.plus(load.usage());
        }
        return new RunResult(
                commandCount(),
                sum(SessionLoad::frameBytes),
                tookNs,
                (double) used.commands / used.batches,
                used.syncs == 0 ? Double.NaN : (double) commandCount() / used.syncs,
                used.diskBytes / commandCount(),
                rawRate,
                client,
                used.engine,
                used.sync,
                used.snapshots,
                longestSnapshotStepNs,
                Double.NaN,
                ReplayRates.NONE);
    }

    /** Counters at a moment, or the difference of two moments. */
    private record Moment(
            long commands,
            long batches,
            long syncs,
            long snapshots,
            double diskBytes,
            ThreadUsage engine,
            ThreadUsage sync) {
        static Moment take(final CountersFile counters, final DiskUse disk) throws IOException {
            return new Moment(
                    counters.get(Counter.COMMANDS),
                    counters.get(Counter.BATCHES),
                    counters.get(Counter.SYNCS),
                    counters.get(Counter.SNAPSHOTS),
                    disk.writtenBytes(),
                    ThreadUsage.ofThreads(ENGINE_THREAD),
                    ThreadUsage.ofThreads(SYNC_THREAD));
        }

        Moment since(final Moment before) {
            return new Moment(
                    commands - before.commands,
                    batches - before.batches,
                    syncs - before.syncs,
                    snapshots - before.snapshots,
                    diskBytes - before.diskBytes,
                    engine.since(before.engine),
                    sync.since(before.sync));
        }
    }
}
