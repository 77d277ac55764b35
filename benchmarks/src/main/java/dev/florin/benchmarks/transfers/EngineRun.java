package dev.florin.benchmarks.transfers;

import dev.florin.benchmarks.limits.ForcedWriteProbe;
import dev.florin.benchmarks.report.ScratchDirectory;
import dev.florin.engine.Engine;
import dev.florin.engine.EngineConfig;
import dev.florin.engine.Waiting;
import dev.florin.engine.counters.Counter;
import dev.florin.engine.counters.CountersFile;
import dev.florin.journal.Durability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** One run: a fresh engine, its accounts, the transfers, the count of the money. */
final class EngineRun {
    private static final int RAW_WRITE_LENGTH_BYTES = 576 * 1024;
    private static final long RAW_WRITE_NS = 300_000_000;
    private static final String ENGINE_THREAD = "florin-engine";
    private static final String SYNC_THREAD = "florin-sync";

    private final Workload workload;
    private final Durability durability;
    private final Waiting waiting;
    private final int keyRetention;
    private final boolean measuresReplay;

    EngineRun(
            final Workload workload,
            final Durability durability,
            final Waiting waiting,
            final int keyRetention,
            final boolean measuresReplay) {
        this.workload = workload;
        this.durability = durability;
        this.waiting = waiting;
        this.keyRetention = keyRetention;
        this.measuresReplay = measuresReplay;
    }

    /** Runs in a fresh folder of a directory, and removes the folder. */
    RunResult run(final Path parent) throws IOException, InterruptedException {
        final Path directory = Files.createTempDirectory(parent, "run-");
        try {
            final double rawRate = durability == Durability.FSYNC ? rawWriteRate(directory) : Double.NaN;
            return run(directory, rawRate);
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

    private RunResult run(final Path parent, final double rawRate) throws IOException, InterruptedException {
        final Path directory = parent.resolve("data");
        final EngineConfig config = EngineConfig.builder(directory)
                .durability(durability)
                .waiting(waiting)
                .keyRetention(keyRetention)
                .build();
        final RunResult result;
        final long lastSequence;
        final Engine engine = Engine.open(config);
        try (engine;
                Desk desk = new Desk(engine)) {
            desk.open(workload.accountCount());
            result = load(engine, directory, rawRate, desk);
            lastSequence = desk.commandCount() + result.commandCount();
        }
        if (engine.lastSequence() != lastSequence) {
            throw new IllegalStateException(
                    "the engine counts " + engine.lastSequence() + " commands, " + lastSequence + " were sent");
        }
        final long stateHash = engine.stateHash();
        return measuresReplay ? replay(config, result, lastSequence, stateHash) : result;
    }

    private RunResult load(final Engine engine, final Path directory, final double rawRate, final Desk desk)
            throws IOException, InterruptedException {
        final DiskUse disk = new DiskUse(directory);
        try (CountersFile counters = CountersFile.open(directory)) {
            final List<SessionLoad> loads = new ArrayList<>();
            final CountDownLatch start = new CountDownLatch(1);
            final List<Thread> threads = startThreads(engine, start, loads);
            final Snapshot before = Snapshot.take(counters, disk);
            final long startNs = System.nanoTime();
            start.countDown();
            for (final Thread thread : threads) {
                thread.join();
            }
            final long tookNs = System.nanoTime() - startNs;
            loads.forEach(SessionLoad::throwIfFailed);
            final Snapshot used = Snapshot.take(counters, disk).since(before);
            desk.checkSums(
                    workload.accountCount(),
                    loads.stream().mapToLong(SessionLoad::amountSum).sum());
            return result(loads, tookNs, used, rawRate);
        }
    }

    private List<Thread> startThreads(final Engine engine, final CountDownLatch start, final List<SessionLoad> loads) {
        final List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < workload.sessionCount(); i++) {
            // Index 0 makes numbers that the desk's keys could meet.
            final TransferSource source = new TransferSource(i + 1, workload.hotCount());
            final SessionLoad load = new SessionLoad(engine, workload, i, source, start);
            final Thread thread = new Thread(load, "florin-bench-session-" + i);
            loads.add(load);
            threads.add(thread);
            thread.start();
        }
        return threads;
    }

    private static RunResult result(
            final List<SessionLoad> loads, final long tookNs, final Snapshot used, final double rawRate) {
        final long commandCount =
                loads.stream().mapToLong(SessionLoad::commandCount).sum();
        ThreadUsage client = ThreadUsage.NONE;
        for (final SessionLoad load : loads) {
            client = client.plus(load.usage());
        }
        return new RunResult(
                commandCount,
                tookNs,
                (double) used.commands / used.batches,
                used.syncs == 0 ? Double.NaN : (double) commandCount / used.syncs,
                used.diskBytes / commandCount,
                rawRate,
                client,
                used.engine,
                used.sync,
                Double.NaN,
                0);
    }

    private static RunResult replay(
            final EngineConfig config, final RunResult result, final long lastSequence, final long stateHash)
            throws IOException {
        try (Engine engine = Engine.open(config)) {
            if (engine.recovery().lastSequence() != lastSequence
                    || engine.recovery().stateHash() != stateHash) {
                throw new IllegalStateException("recovered " + engine.recovery() + ", but the engine had stopped after "
                        + lastSequence + " with state hash " + stateHash);
            }
            return new RunResult(
                    result.commandCount(),
                    result.tookNs(),
                    result.commandsPerBatch(),
                    result.commandsPerSync(),
                    result.diskBytesPerCommand(),
                    result.rawMegabytesPerSecond(),
                    result.client(),
                    result.engine(),
                    result.sync(),
                    engine.recovery().durationNs(),
                    lastSequence);
        }
    }

    /** Counters at a moment, or the difference of two moments. */
    private record Snapshot(
            long commands, long batches, long syncs, double diskBytes, ThreadUsage engine, ThreadUsage sync) {
        static Snapshot take(final CountersFile counters, final DiskUse disk) throws IOException {
            return new Snapshot(
                    counters.get(Counter.COMMANDS),
                    counters.get(Counter.BATCHES),
                    counters.get(Counter.SYNCS),
                    disk.writtenBytes(),
                    ThreadUsage.ofThreads(ENGINE_THREAD),
                    ThreadUsage.ofThreads(SYNC_THREAD));
        }

        Snapshot since(final Snapshot before) {
            return new Snapshot(
                    commands - before.commands,
                    batches - before.batches,
                    syncs - before.syncs,
                    diskBytes - before.diskBytes,
                    engine.since(before.engine),
                    sync.since(before.sync));
        }
    }
}
