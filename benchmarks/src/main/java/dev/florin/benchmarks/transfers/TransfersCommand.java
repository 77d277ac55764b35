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
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.core.JsonGenerator;

/** Measures the engine under transfers. */
@Command(
        name = "transfers",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Measures the engine under random transfers, each with a key of its own, beside what the disk could do in the"
                    + " same run. Every answer is checked, and the money is counted at the end of each run."
        },
        footer = {
            "",
            "The front-end threads work on the same processors as the engine and are part of the figure.",
            "",
            "  ./florin bench transfers                           open window, fsync",
            "  ./florin bench transfers --mode closed             one batch at a time",
            "  ./florin bench transfers --durability mapped --accounts 1000000",
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
        final Workload workload = options.workload();
        if (options.warmup() > 0) {
            engineRun(workload.withCommandCount(options.warmup()), false).run(directory);
        }
        final List<RunResult> results = new ArrayList<>();
        for (int run = 0; run < options.runs(); run++) {
            results.add(engineRun(workload, options.measuresReplay()).run(directory));
        }
        out.println(describe(workload));
        out.println();
        ThroughputReport.print(out, results, options.measuresReplay());
        final Bar bar = Bars.of(workload, options.durability());
        final double median = ThroughputReport.throughput(results).median();
        printVerdict(bar, median);
        return json -> {
            ThroughputReport.write(json, results, options.measuresReplay());
            if (bar != null) {
                bar.write(json, median);
            }
        };
    }

    private EngineRun engineRun(final Workload workload, final boolean measuresReplay) {
        return new EngineRun(workload, options.durability(), options.waiting(), options.keyRetention(), measuresReplay);
    }

    private String describe(final Workload workload) {
        final String manner = workload.isClosed()
                ? "closed loop, batches of " + Figures.count(workload.underWayCount())
                : "open window, " + Figures.count(workload.underWayCount()) + " under way a session";
        return options.durability() + ", " + Figures.count(workload.accountCount()) + " accounts, "
                + Figures.count(workload.hotCount()) + " of them in use, sessions " + workload.sessionCount() + ", "
                + manner
                + ", frames of " + TransferSource.FRAME_LENGTH_BYTES + " bytes, "
                + Figures.count(options.keyRetention()) + " keys kept";
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
            desk.checkSums(options.accounts(), run.amountSum());
            return run;
        } finally {
            ScratchDirectory.remove(directory);
        }
    }

    private Consumer<JsonGenerator> applyOnly() {
        final Workload workload = options.workload();
        new ApplyRun(workload, options.keyRetention()).run(options.warmup());
        final Samples samples = new Samples();
        final TextTable table = new TextTable("run", "M/s");
        for (int run = 0; run < options.runs(); run++) {
            samples.add(new ApplyRun(workload, options.keyRetention()).run(options.commandCount()));
            table.row(Integer.toString(run + 1), Figures.number(samples.value(run)));
        }
        table.row("median", Figures.number(samples.median()));
        out.println("the state machine alone, " + Figures.count(workload.accountCount()) + " accounts, "
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
