package dev.florin.benchmarks.limits;

import dev.florin.benchmarks.report.Environment;
import dev.florin.benchmarks.report.Figures;
import dev.florin.benchmarks.report.Json;
import dev.florin.benchmarks.report.Samples;
import dev.florin.benchmarks.report.ScratchDirectory;
import dev.florin.benchmarks.report.TextTable;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.core.JsonGenerator;

/** Measures what this machine can do without the engine. */
@Command(
        name = "limits",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Measures the raw limits of this machine, without the engine: what its parts could do alone.",
            "Nothing that the engine does can be faster than the slowest part that it needs."
        },
        footer = {
            "",
            "The median of all runs is the figure; lowest and highest show how quiet the machine was.",
            "",
            "  ./florin bench limits                     about a minute",
            "  ./florin bench limits --quick             a quarter of a minute, rougher",
            "  ./florin bench limits --data /mnt/nvme --json limits.json"
        })
public final class LimitsCommand implements Callable<Integer> {
    private static final int[] WRITE_LENGTHS_BYTES = {4 * 1024, 64 * 1024, 576 * 1024, 1024 * 1024};
    private static final int[] ARRAY_LENGTHS_BYTES = {128 * 1024 * 1024, 1024 * 1024 * 1024};
    private static final int QUICK_RUNS = 3;
    private static final long MEASUREMENT_NS = 400_000_000;
    private static final long QUICK_MEASUREMENT_NS = 150_000_000;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = ".",
            description =
                    "Folder on the disk to measure; what is written goes into a fresh folder in it that is removed"
                            + " at the end. Default: the current one.")
    private Path data;

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "5",
            description = "How often each limit is measured. Default: ${DEFAULT-VALUE}.")
    private int runs;

    @Option(names = "--quick", description = "Three shorter runs of each.")
    private boolean quick;

    @Option(names = "--json", paramLabel = "FILE", description = "Also write the results as JSON.")
    private Path json;

    private final Map<String, Map<Figure, Samples>> results = new LinkedHashMap<>();

    /** Made by picocli. */
    public LimitsCommand() {}

    @Override
    public Integer call() throws Exception {
        if (runs < 1) {
            throw new ParameterException(spec.commandLine(), "--runs must be at least 1, is " + runs);
        }
        final int runCount = quick ? Math.min(runs, QUICK_RUNS) : runs;
        try (ScratchDirectory scratch = new ScratchDirectory(data)) {
            final List<String> arguments =
                    spec.root().commandLine().getParseResult().originalArgs();
            final Environment environment = Environment.read(scratch.path(), arguments);
            final PrintStream out = System.out;
            environment.print(out);
            for (final ProbeFactory factory : probes(scratch.path())) {
                measure(factory, runCount, quick ? QUICK_MEASUREMENT_NS : MEASUREMENT_NS);
            }
            print(out, runCount);
            if (json != null) {
                Json.write(json, generator -> {
                    environment.write(generator);
                    generator.writeNumberProperty("runs", runCount);
                    write(generator);
                });
            }
        }
        return 0;
    }

    private void write(final JsonGenerator generator) {
        generator.writeArrayPropertyStart("limits");
        results.forEach((heading, figures) -> figures.forEach((figure, samples) -> {
            generator.writeStartObject();
            generator.writeStringProperty("of", heading);
            generator.writeStringProperty("name", figure.name());
            Json.writeSamples(generator, figure.unit(), samples);
            generator.writeEndObject();
        }));
        generator.writeEndArray();
    }

    private static List<ProbeFactory> probes(final Path directory) {
        final List<ProbeFactory> probes = new ArrayList<>();
        probes.add(() -> new RingProbe(1));
        probes.add(() -> new RingProbe(2));
        probes.add(() -> new ChronicleProbe(directory, false));
        probes.add(() -> new ChronicleProbe(directory, true));
        for (final int lengthBytes : WRITE_LENGTHS_BYTES) {
            probes.add(() -> new ForcedWriteProbe(directory, lengthBytes));
        }
        for (final int lengthBytes : WRITE_LENGTHS_BYTES) {
            probes.add(() -> new MappedWriteProbe(directory, lengthBytes));
        }
        for (final int lengthBytes : ARRAY_LENGTHS_BYTES) {
            if (MemoryProbe.fits(lengthBytes)) {
                probes.add(() -> new MemoryProbe(lengthBytes));
            } else {
                System.err.println("bench: the heap is too small for an array of " + Figures.length(lengthBytes)
                        + ": left out; give more with FLORIN_JAVA_OPTS=-Xmx4g");
            }
        }
        probes.add(CopyProbe::new);
        for (final WakeUpProbe.Waiting waiting : WakeUpProbe.Waiting.values()) {
            probes.add(() -> new WakeUpProbe(waiting));
        }
        return probes;
    }

    private void measure(final ProbeFactory factory, final int runCount, final long durationNs) throws Exception {
        try (Probe probe = factory.open()) {
            final Map<Figure, Samples> figures = results.computeIfAbsent(probe.heading(), any -> new LinkedHashMap<>());
            // Compiles what is measured, and is not counted.
            probe.measure(durationNs, (name, unit, value) -> {});
            for (int run = 0; run < runCount; run++) {
                probe.measure(
                        durationNs,
                        (name, unit, value) -> figures.computeIfAbsent(new Figure(name, unit), any -> new Samples())
                                .add(value));
            }
        }
    }

    private void print(final PrintStream out, final int runCount) {
        results.forEach((heading, figures) -> {
            final TextTable table = new TextTable(heading, "median", "lowest-highest", "");
            figures.forEach((figure, samples) -> table.row(
                    "  " + figure.name(), Figures.number(samples.median()), Figures.range(samples), figure.unit()));
            table.print(out);
            out.println();
        });
        out.println("medians of " + runCount + " runs");
    }

    /** Opens a probe only when its turn comes, so that not all of them hold memory at once. */
    @FunctionalInterface
    private interface ProbeFactory {
        Probe open() throws Exception;
    }

    private record Figure(String name, String unit) {}
}
