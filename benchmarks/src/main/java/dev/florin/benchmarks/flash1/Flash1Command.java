package dev.florin.benchmarks.flash1;

import dev.florin.benchmarks.report.Environment;
import dev.florin.benchmarks.report.Figures;
import dev.florin.benchmarks.report.Json;
import dev.florin.benchmarks.report.Samples;
import dev.florin.benchmarks.report.TextTable;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures order books alone, on the order flow of the flash1 matching-engine benchmark. */
@Command(
        name = "flash1",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Plays a workload of the flash1 matching-engine benchmark to the engine's order book. The SHA-256 of all that the"
                    + " book reports stands on a line of its own: compare it with the published one.",
            "One thread, messages from memory; the book is new for every run."
        },
        footer = {
            "",
            "  ./florin bench flash1 orders_normal_s23_n1000000.bin.zst",
            "  ./florin bench flash1 --simplest orders_normal_s23_n1000000.bin.zst",
            "",
            "Other people's books, each in a process of its own, once they are built:",
            "",
            "  ./mvnw -f benchmarks/peers/pom.xml package",
            "  ./florin bench flash1 --peers benchmarks/peers/target/peers.jar orders_normal_s23_n1000000.bin.zst"
        })
public final class Flash1Command implements Callable<Integer> {
    private static final int WARMUP_RUNS = 3;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "A workload, plain or compressed with zstd (.zst).")
    private Path file;

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "5",
            description = "How often each book is measured, in turns. Default: ${DEFAULT-VALUE}.")
    private int runs;

    @Option(names = "--simplest", description = "Also measure the simplest book, of ordinary collections.")
    private boolean simplest;

    @Option(names = "--peers", paramLabel = "JAR", description = "Also measure parity-match and exchange-core's book.")
    private Path peers;

    @Option(names = "--json", paramLabel = "FILE", description = "Also write the results as JSON.")
    private Path json;

    private final PrintStream out = System.out;

    /** Made by picocli. */
    public Flash1Command() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (runs < 1) {
            throw new ParameterException(spec.commandLine(), "--runs must be at least 1, is " + runs);
        }
        if (peers != null && !Files.isReadable(peers)) {
            throw new ParameterException(spec.commandLine(), "there is no " + peers + ": see --help how to build it");
        }
        if (!Files.isReadable(file)) {
            throw new ParameterException(spec.commandLine(), "there is no file " + file + " to read");
        }
        final List<String> arguments =
                spec.root().commandLine().getParseResult().originalArgs();
        final Environment environment = Environment.read(file.toAbsolutePath().getParent(), arguments);
        environment.print(out);
        final Messages messages = Messages.read(file);
        final ReportHash hash = new ReportHash();
        messages.play(new FlorinBook(hash));
        final String digest = hash.finish();
        out.println(Figures.count(messages.count()) + " messages, " + Figures.count(hash.lines()) + " reports");
        out.println(digest);
        out.println();
        final List<Books> books = simplest ? List.of(Books.FLORIN, Books.SIMPLEST) : List.of(Books.FLORIN);
        final Map<String, Samples> results = new LinkedHashMap<>();
        measure(messages, books).forEach((book, samples) -> results.put(book.text(), samples));
        if (peers != null) {
            for (final String peer : Peers.NAMES) {
                results.put(peer, Peers.measure(peers, peer, file, runs, digest));
            }
        }
        print(results);
        if (json != null) {
            Json.write(json, generator -> {
                environment.write(generator);
                generator.writeStringProperty("sha256", digest);
                results.forEach((book, samples) -> Json.writeSamples(generator, book, "M/s", samples));
            });
        }
        return 0;
    }

    private Map<Books, Samples> measure(final Messages messages, final List<Books> books) {
        final Map<Books, Samples> results = new EnumMap<>(Books.class);
        for (int run = -WARMUP_RUNS; run < runs; run++) {
            long sum = 0;
            for (final Books kind : books) {
                final ReportCount count = new ReportCount();
                final Book book = kind.open(count);
                final long startedNs = System.nanoTime();
                messages.play(book);
                final long elapsedNs = System.nanoTime() - startedNs;
                if (kind != books.get(0) && count.sum() != sum) {
                    throw new IllegalStateException(kind.text() + " reports something else than "
                            + books.get(0).text());
                }
                sum = count.sum();
                if (run >= 0) {
                    results.computeIfAbsent(kind, any -> new Samples()).add(messages.count() * 1e3 / elapsedNs);
                }
            }
        }
        return results;
    }

    private void print(final Map<String, Samples> results) {
        final TextTable table = new TextTable("book", "median", "lowest-highest", "");
        results.forEach((book, samples) ->
                table.row(book, Figures.number(samples.median()), Figures.range(samples), "M messages/s"));
        table.print(out);
        out.println();
        out.println("medians of " + runs + " runs");
    }
}
