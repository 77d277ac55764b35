package dev.florin.benchmarks.transfers;

import dev.florin.benchmarks.report.Bar;
import dev.florin.benchmarks.report.Environment;
import dev.florin.benchmarks.report.Figures;
import dev.florin.benchmarks.report.Json;
import dev.florin.benchmarks.report.Samples;
import dev.florin.benchmarks.report.ScratchDirectory;
import dev.florin.benchmarks.report.TextTable;
import dev.florin.engine.Engine;
import dev.florin.engine.EngineConfig;
import dev.florin.journal.Durability;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.core.JsonGenerator;

/** Measures the engine under transfers, holds, captures and entries. */
@Command(
        name = "transfers",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Measures the engine under random transfers and other commands that move money, each with a key of its own,"
                    + " beside what the disk could do in the same run. Every answer is checked, and the money is counted"
                    + " at the end of each run."
        },
        footer = {
            "",
            "The front-end threads work on the same processors as the engine and are part of the figure.",
            "",
            "  ./florin bench transfers                           open window, fsync",
            "  ./florin bench transfers --mode closed             one batch at a time",
            "  ./florin bench transfers --durability mapped --accounts 1000000",
            "  ./florin bench transfers --kind transfers,holds,captures,entries",
            "  ./florin bench transfers --full                    when every command makes the engine forget a key",
            "  ./florin bench transfers --full --seconds 300 --snapshot-every 60      steady state, rolls and snapshots",
            "  ./florin bench transfers --latency                 one command alone",
            "  ./florin bench transfers --hot 10 --sessions 4     few accounts, many sessions",
            "  ./florin bench transfers --apply-only              the rules alone"
        })
public final class TransfersCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private TransfersOptions options;

    private final PrintStream out = System.out;

    /** Made by picocli. */
    public TransfersCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        options.validate(spec);
        try (ScratchDirectory scratch = new ScratchDirectory(options.data())) {
            final List<String> arguments =
                    spec.root().commandLine().getParseResult().originalArgs();
            final Environment environment = Environment.read(scratch.path(), arguments);
            environment.print(out);
            final Consumer<JsonGenerator> results;
            if (options.appliesOnly()) {
                results = applyOnly();
            } else if (options.measuresLatency()) {
                results = latency(scratch.path());
            } else {
                results = throughput(scratch.path());
            }
            if (options.json() != null) {
                Json.write(options.json(), json -> {
                    environment.write(json);
                    results.accept(json);
                });
            }
        }
        return 0;
    }

    private Consumer<JsonGenerator> throughput(final Path directory) throws IOException, InterruptedException {
        final EngineSetup setup = options.engineSetup();
        for (final WorkKind kind : options.kinds()) {
            if (options.warmup(kind) > 0) {
                final Workload warmup = options.workload(kind).with(kind, options.warmup(kind));
                new EngineRun(warmup, setup.withoutExtras()).run(directory);
            }
        }
        final Map<WorkKind, List<RunResult>> results = new EnumMap<>(WorkKind.class);
        options.kinds().forEach(kind -> results.put(kind, new ArrayList<>()));
        for (int run = 0; run < options.runs(); run++) {
            // In turns, so that a slow moment of the machine falls on all kinds alike.
            for (final WorkKind kind : options.kinds()) {
                results.get(kind).add(new EngineRun(options.workload(kind), setup).run(directory));
            }
        }
        return report(results, setup);
    }

    private Consumer<JsonGenerator> report(final Map<WorkKind, List<RunResult>> results, final EngineSetup setup) {
        final WorkKind first = options.kinds().get(0);
        out.println(describe(options.workload(first)));
        out.println();
        if (results.size() == 1) {
            ThroughputReport.print(out, results.get(first), setup);
        } else {
            ThroughputReport.print(out, results, setup);
        }
        results.forEach((kind, runs) -> {
            final Bar bar = Bars.of(options.workload(kind), setup);
            if (bar != null || results.size() == 1) {
                printVerdict(bar, ThroughputReport.median(runs, setup));
            }
        });
        return json -> {
            json.writeObjectPropertyStart("results");
            results.forEach((kind, runs) -> write(json, kind, runs));
            json.writeEndObject();
        };
    }

    private void write(final JsonGenerator json, final WorkKind kind, final List<RunResult> runs) {
        final EngineSetup setup = options.engineSetup();
        json.writeObjectPropertyStart(kind.toString());
        ThroughputReport.write(json, runs, setup);
        final Bar bar = Bars.of(options.workload(kind), setup);
        if (bar != null) {
            bar.write(json, ThroughputReport.median(runs, setup));
        }
        json.writeEndObject();
    }

    private String describe(final Workload workload) {
        final String manner = workload.isClosed()
                ? "closed loop, batches of " + Figures.count(workload.underWayCount())
                : "open window, " + Figures.count(workload.underWayCount()) + " under way a session";
        return options.durability() + ", " + Figures.count(workload.accountCount()) + " accounts, "
                + Figures.count(workload.hotCount()) + " of them in use, sessions " + workload.sessionCount() + ", "
                + manner + ", " + Figures.count(options.keyRetention()) + " keys kept"
                + (options.engineSetup().fillsKeys() ? ", as many kept before what counts" : "");
    }

    private Consumer<JsonGenerator> latency(final Path directory) throws IOException {
        final LatencyReport report = new LatencyReport();
        for (int run = 0; run < options.runs(); run++) {
            report.add(latencyRun(Files.createDirectory(directory.resolve("run-" + run))));
        }
        report.print(out);
        final Bar bar = options.durability() == Durability.FSYNC ? Bars.ALONE : null;
        printVerdict(bar, report.sessionRatio());
        return json -> {
            report.write(json);
            if (bar != null) {
                bar.write(json, report.sessionRatio());
            }
        };
    }

    private LatencyRun latencyRun(final Path directory) throws IOException {
        final EngineConfig config = EngineConfig.builder(directory.resolve("data"))
                .durability(options.durability())
                .waiting(options.waiting())
                .build();
        try (Engine engine = Engine.open(config);
                Desk desk = new Desk(engine)) {
            desk.open(options.accounts());
            final LatencyRun run = new LatencyRun(engine, options.accounts());
            run.run(directory, options.rounds());
            desk.checkSums(options.accounts(), run.amountSum(), 0);
            return run;
        } finally {
            ScratchDirectory.remove(directory);
        }
    }

    private Consumer<JsonGenerator> applyOnly() {
        final WorkKind kind = options.kinds().get(0);
        final Workload workload = options.workload(kind);
        new ApplyRun(workload, options.keyRetention()).run(options.warmup(kind));
        final Samples samples = new Samples();
        final TextTable table = new TextTable("run", "M/s");
        for (int run = 0; run < options.runs(); run++) {
            samples.add(new ApplyRun(workload, options.keyRetention()).run(options.commandCount(kind)));
            table.row(Integer.toString(run + 1), Figures.number(samples.value(run)));
        }
        table.row("median", Figures.number(samples.median()));
        out.println("the state machine alone, " + kind + ", " + Figures.count(workload.accountCount()) + " accounts, "
                + Figures.count(workload.hotCount()) + " of them in use, " + Figures.count(options.keyRetention())
                + " keys kept");
        out.println();
        table.print(out);
        return json -> Json.writeSamples(json, "apply_only", "M/s", samples);
    }

    private void printVerdict(final Bar bar, final double value) {
        out.println();
        out.println(bar == null ? "no bar is set for this workload" : bar.verdict(value));
    }
}
