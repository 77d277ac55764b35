package dev.florin.benchmarks.transfers;

import dev.florin.engine.Engine;
import dev.florin.engine.EngineConfig;
import dev.florin.engine.Recovery;
import dev.florin.engine.snapshot.SnapshotReport;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * An engine under transfers, first without snapshots, then with one after another, and at last recovered: from a snapshot
 * and what came after it, and by replaying everything.
 */
final class SnapshotsRun {
    private static final long TAIL_NS = TimeUnit.SECONDS.toNanos(1);

    private final Workload workload;
    private final EngineConfig config;
    private final List<SnapshotReport> snapshots = new ArrayList<>();
    private RunResult alone;
    private RunResult beside;
    private Recovery fromSnapshot;
    private Recovery fromNothing;
    private int phaseCount;
    private long posted;

    SnapshotsRun(final Workload workload, final EngineConfig config) {
        this.workload = workload;
        this.config = config;
    }

    /** Runs; once. */
    void run() throws IOException, InterruptedException {
        final Engine engine = Engine.open(config);
        try (engine;
                Desk desk = new Desk(engine)) {
            desk.open(workload.accountCount());
            alone = load(engine, workload);
            final Taker taker = new Taker(engine);
            taker.start();
            beside = load(engine, workload);
            taker.end();
            snapshots.addAll(taker.reports);
            load(engine, workload.lasting(TAIL_NS));
            desk.checkSums(workload.accountCount(), posted, 0);
        }
        fromSnapshot = recover(engine.stateHash());
        for (final SnapshotReport snapshot : snapshots) {
            Files.deleteIfExists(snapshot.file());
        }
        fromNothing = recover(engine.stateHash());
    }

    private RunResult load(final Engine engine, final Workload load) throws IOException, InterruptedException {
        final LoadPhase phase = new LoadPhase(engine, load, phaseCount);
        phaseCount++;
        phase.run(config.directory());
        posted += phase.posted();
        return phase.result(Double.NaN);
    }

    private Recovery recover(final long stateHash) {
        try (Engine engine = Engine.open(config)) {
            if (engine.recovery().stateHash() != stateHash) {
                throw new IllegalStateException("recovered " + engine.recovery() + ", but the engine had stopped with"
                        + " state hash " + stateHash);
            }
            return engine.recovery();
        }
    }

    /** Throughput without snapshots. */
    RunResult alone() {
        return alone;
    }

    /** Throughput while one snapshot followed the other. */
    RunResult beside() {
        return beside;
    }

    /** The snapshots that were taken under load. */
    List<SnapshotReport> snapshots() {
        return snapshots;
    }

    Recovery fromSnapshot() {
        return fromSnapshot;
    }

    Recovery fromNothing() {
        return fromNothing;
    }

    /** Takes one snapshot after another. */
    private static final class Taker extends Thread {
        private final Engine engine;
        private final List<SnapshotReport> reports = new ArrayList<>();
        private volatile boolean ending;

        Taker(final Engine engine) {
            super("florin-bench-snapshots");
            this.engine = engine;
        }

        @Override
        public void run() {
            while (!ending) {
                reports.add(engine.snapshot().join());
            }
        }

        void end() throws InterruptedException {
            ending = true;
            join();
        }
    }
}
