package dev.florin.benchmarks.transfers;

import dev.florin.benchmarks.report.Environment;
import dev.florin.benchmarks.report.Figures;
import dev.florin.benchmarks.report.Json;
import dev.florin.benchmarks.report.ScratchDirectory;
import dev.florin.benchmarks.report.TextTable;
import dev.florin.engine.EngineConfig;
import dev.florin.engine.Recovery;
import dev.florin.engine.snapshot.SnapshotReport;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.core.JsonGenerator;

/** Measures snapshots: what they cost the commands beside them, and what recovery gains. */
@Command(
        name = "snapshots",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Measures snapshots while transfers flow between random accounts: how long one takes, how large it is, the"
                    + " longest step on the engine thread, the throughput beside; then the recovery from the newest, and"
                    + " by replaying everything. Both must come to the same state hash."
        },
        footer = {
            "",
            "  ./florin bench snapshots                              1 million accounts",
            "  FLORIN_JAVA_OPTS=-Xmx10g ./florin bench snapshots --accounts 10000000"
        })
public final class SnapshotsCommand implements Callable<Integer> {
    private static final double NS_PER_MS = 1e6;
    private static final double NS_PER_US = 1e3;
    private static final double NS_PER_S = 1e9;
    private static final double MIB = 1024.0 * 1024;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--accounts",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "Accounts, all of them in use. Default: ${DEFAULT-VALUE}.")
    private int accounts;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "15",
            description = "Length of the load without, and of that with snapshots. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(
            names = "--durability",
            paramLabel = "LEVEL",
            defaultValue = "fsync",
            description = "fsync or mapped. Default: ${DEFAULT-VALUE}.")
    private TransfersOptions.Level level;

    @Option(
            names = "--retention",
            paramLabel = "N",
            defaultValue = "10000000",
            description = "Keys whose outcome is kept at least. Default: ${DEFAULT-VALUE}.")
    private int retention;

    @Option(
            names = "--window",
            paramLabel = "N",
            defaultValue = "32768",
            description = "Commands under way. Default: ${DEFAULT-VALUE}.")
    private int window;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = ".",
            description = "Where a scratch directory is made, on the disk to measure. Default: the current one.")
    private Path data;

    @Option(names = "--json", paramLabel = "FILE", description = "Writes the result as JSON, too.")
    private Path jsonFile;

    private final PrintStream out = System.out;

    /** Made by picocli. */
    public SnapshotsCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (accounts < 2 || seconds < 1 || window < 1) {
            throw new ParameterException(
                    spec.commandLine(), "--accounts must be 2 or more, --seconds and --window 1 or more");
        }
        try (ScratchDirectory scratch = new ScratchDirectory(data)) {
            final Environment environment = Environment.read(
                    scratch.path(), spec.root().commandLine().getParseResult().originalArgs());
            environment.print(out);
            final SnapshotsRun run = new SnapshotsRun(
                    new Workload(
                            WorkKind.TRANSFERS,
                            accounts,
                            accounts,
                            1,
                            false,
                            window,
                            Long.MAX_VALUE,
                            TimeUnit.SECONDS.toNanos(seconds)),
                    EngineConfig.builder(scratch.path().resolve("data"))
                            .durability(level.durability())
                            .keyRetention(retention)
                            .build());
            run.run();
            print(run);
            if (jsonFile != null) {
                Json.write(jsonFile, json -> {
                    environment.write(json);
                    write(json, run);
                });
            }
        }
        return 0;
    }

    private void print(final SnapshotsRun run) {
        out.println(level.durability() + ", " + Figures.count(accounts) + " accounts, " + Figures.count(retention)
                + " keys kept");
        out.println();
        final TextTable snapshots = new TextTable(
                "snapshot of sequence", "MiB", "s", "MiB/s", "steps", "all steps, ms", "longest step, us");
        for (final SnapshotReport report : run.snapshots()) {
            final double mebibytes = report.fileLengthBytes() / MIB;
            final double took = report.durationNs() / NS_PER_S;
            snapshots.row(
                    Figures.count(report.lastSequence()),
                    Figures.number(mebibytes),
                    Figures.number(took),
                    Figures.number(mebibytes / took),
                    Figures.count(report.stepCount()),
                    Figures.number(report.stepsNs() / NS_PER_MS),
                    Figures.number(report.longestStepNs() / NS_PER_US));
        }
        snapshots.print(out);
        out.println();
        final TextTable rates = new TextTable("transfers", "M/s");
        rates.row("without snapshots", Figures.number(run.alone().millionsPerSecond()));
        rates.row("one snapshot after another", Figures.number(run.beside().millionsPerSecond()));
        rates.print(out);
        out.println();
        final TextTable recoveries = new TextTable("recovery", "s", "loading, s", "commands replayed");
        recoveries.row(cells("from a snapshot", run.fromSnapshot()));
        recoveries.row(cells("from nothing", run.fromNothing()));
        recoveries.print(out);
    }

    private static String[] cells(final String name, final Recovery recovery) {
        return new String[] {
            name,
            Figures.number(recovery.durationNs() / NS_PER_S),
            recovery.snapshot()
                    .map(it -> Figures.number(it.durationNs() / NS_PER_S))
                    .orElse("-"),
            Figures.count(recovery.replayedCount())
        };
    }

    private static void write(final JsonGenerator json, final SnapshotsRun run) {
        json.writeArrayPropertyStart("snapshots");
        for (final SnapshotReport report : run.snapshots()) {
            json.writeStartObject();
            json.writeNumberProperty("sequence", report.lastSequence());
            json.writeNumberProperty("bytes", report.fileLengthBytes());
            json.writeNumberProperty("duration_ns", report.durationNs());
            json.writeNumberProperty("steps", report.stepCount());
            json.writeNumberProperty("steps_ns", report.stepsNs());
            json.writeNumberProperty("longest_step_ns", report.longestStepNs());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeNumberProperty("alone_millions_per_second", run.alone().millionsPerSecond());
        json.writeNumberProperty("beside_millions_per_second", run.beside().millionsPerSecond());
        json.writeNumberProperty("recovery_from_snapshot_ns", run.fromSnapshot().durationNs());
        json.writeNumberProperty("recovery_from_nothing_ns", run.fromNothing().durationNs());
    }
}
