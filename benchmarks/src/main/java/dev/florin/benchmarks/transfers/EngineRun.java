package dev.florin.benchmarks.transfers;

import dev.florin.benchmarks.limits.ForcedWriteProbe;
import dev.florin.benchmarks.report.ScratchDirectory;
import dev.florin.engine.Engine;
import dev.florin.engine.EngineConfig;
import dev.florin.journal.Durability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** One run: a fresh engine, its accounts, the load, the count of the money. */
final class EngineRun {
    private static final int RAW_WRITE_LENGTH_BYTES = 576 * 1024;
    private static final long RAW_WRITE_NS = 300_000_000;

    private final Workload workload;
    private final EngineSetup setup;
    private long posted;
    private long pended;
    private int phaseCount;

    EngineRun(final Workload workload, final EngineSetup setup) {
        this.workload = workload;
        this.setup = setup;
    }

    /** Runs in a fresh folder of a directory, and removes the folder; once. */
    RunResult run(final Path parent) throws IOException, InterruptedException {
        final Path directory = Files.createTempDirectory(parent, "run-");
        try {
            final double rawRate = setup.durability() == Durability.FSYNC ? rawWriteRate(directory) : Double.NaN;
            return run(setup.config(directory.resolve("data")), rawRate);
        } finally {
            ScratchDirectory.remove(directory);
        }
    }

    private static double rawWriteRate(final Path directory) throws IOException {
        final Path raw = Files.createDirectory(directory.resolve("raw"));
        try (ForcedWriteProbe probe = new ForcedWriteProbe(raw, RAW_WRITE_LENGTH_BYTES)) {
            return probe.megabytesPerSecond(RAW_WRITE_NS);
        } finally {
            ScratchDirectory.remove(raw);
        }
    }

    private RunResult run(final EngineConfig config, final double rawRate) throws IOException, InterruptedException {
        RunResult result;
        long lastSequence;
        final Engine engine = Engine.open(config);
        try (engine;
                Desk desk = new Desk(engine)) {
            desk.open(workload.accountCount());
            lastSequence = desk.commandCount();
            double fillRate = Double.NaN;
            if (setup.fillsKeys()) {
                final Workload filling = workload.with(WorkKind.TRANSFERS, setup.keyRetention());
                final RunResult filled = load(engine, filling, config.directory(), rawRate, desk);
                fillRate = filled.millionsPerSecond();
                lastSequence += filled.commandCount();
            }
            result = load(engine, workload, config.directory(), rawRate, desk).withFillRate(fillRate);
            lastSequence += result.commandCount();
        }
        if (engine.lastSequence() != lastSequence) {
            throw new IllegalStateException(
                    "the engine counts " + engine.lastSequence() + " commands, " + lastSequence + " were sent");
        }
        return setup.measuresReplay()
                ? result.withReplay(new ReplayRun(config, setup.keyRetention(), lastSequence, engine.stateHash()).run())
                : result;
    }

    private RunResult load(
            final Engine engine, final Workload phaseLoad, final Path directory, final double rawRate, final Desk desk)
            throws IOException, InterruptedException {
        final LoadPhase phase = new LoadPhase(engine, phaseLoad, phaseCount);
        phase.run(directory);
        phaseCount++;
        posted += phase.posted();
        pended += phase.pended();
        desk.checkSums(workload.accountCount(), posted, pended);
        return phase.result(rawRate);
    }
}
