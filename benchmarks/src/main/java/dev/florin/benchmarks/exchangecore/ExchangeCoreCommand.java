package dev.florin.benchmarks.exchangecore;

import dev.florin.benchmarks.report.Environment;
import dev.florin.benchmarks.report.Figures;
import dev.florin.benchmarks.report.Json;
import dev.florin.benchmarks.report.Samples;
import dev.florin.benchmarks.report.ScratchDirectory;
import dev.florin.benchmarks.report.TextTable;
import dev.florin.engine.Engine;
import dev.florin.engine.EngineConfig;
import dev.florin.journal.Durability;
import dev.florin.protocol.AccountId;
import dev.florin.protocol.Bounds;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.command.Read;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
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
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures the whole engine under exchange-core's own workload. */
@Command(
        name = "exchange-core",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Sends exchange-core's single-pair workload (3 million commands of 1,000 users) through the whole engine: ring,"
                    + " journal, matching, settlement, answers. After every run the book and the fees collected must be what"
                    + " exchange-core itself ended with.",
            "Both durabilities in turns, after a round that warms up; the thread that sends works on the same processors.",
            "With --peers exchange-core itself takes its turns too, in a process of its own, with and without its journal,"
                    + " which it writes synchronously; its book and fees are checked alike."
        },
        footer = {
            "",
            "  ./florin bench exchange-core DIRECTORY",
            "  ./mvnw -f benchmarks/peers/pom.xml package        builds the peers",
            "  ./florin bench exchange-core DIRECTORY --peers benchmarks/peers/target/peers.jar"
        })
public final class ExchangeCoreCommand implements Callable<Integer> {
    private static final int USERS = 1_000;
    private static final int KEY_RETENTION = 4_000_000;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIRECTORY", description = "Holds commands.csv.gz, book-final.csv and totals-final.txt.")
    private Path directory;

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "3",
            description = "How often each durability is measured. Default: ${DEFAULT-VALUE}.")
    private int runs;

    @Option(
            names = "--window",
            paramLabel = "N",
            defaultValue = "16384",
            description = "Most commands under way. Default: ${DEFAULT-VALUE}.")
    private int window;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = ".",
            description = "Folder on the disk to use; runs go into a fresh folder in it that is removed at the end."
                    + " Default: the current one.")
    private Path data;

    @Option(
            names = "--balances",
            paramLabel = "FILE",
            description = "Also write every user's balances after the workload: uid,asset,balance.")
    private Path balances;

    @Option(
            names = "--peers",
            paramLabel = "JAR",
            description = "Beside it exchange-core 0.5.3 itself, out of the jar of peers.")
    private Path peers;

    @Option(
            names = "--peer-waiting",
            paramLabel = "MANNER",
            defaultValue = "BLOCKING",
            description =
                    "How exchange-core's threads wait: BLOCKING, YIELDING or BUSY_SPIN. Default: ${DEFAULT-VALUE},"
                            + " by far the fastest with fewer processors than its threads.")
    private String peerWaiting;

    @Option(names = "--json", paramLabel = "FILE", description = "Also write the results as JSON.")
    private Path json;

    private final PrintStream out = System.out;

    /** Made by picocli. */
    public ExchangeCoreCommand() {}

    @Override
    public Integer call() throws IOException {
        if (runs < 1 || window < 1) {
            throw new ParameterException(spec.commandLine(), "--runs and --window must be at least 1");
        }
        final Path commands = directory.resolve("commands.csv.gz");
        if (!Files.isReadable(commands)) {
            throw new ParameterException(spec.commandLine(), "there is no file " + commands + " to read");
        }
        final Expected expected = Expected.read(directory);
        final Workload workload = Workload.read(commands, USERS);
        try (ScratchDirectory scratch = new ScratchDirectory(data)) {
            final List<String> arguments =
                    spec.root().commandLine().getParseResult().originalArgs();
            final Environment environment = Environment.read(scratch.path(), arguments);
            environment.print(out);
            final Map<String, Samples> results = measure(workload, expected, scratch.path());
            print(workload, results);
            if (json != null) {
                Json.write(json, generator -> {
                    environment.write(generator);
                    results.forEach((name, samples) -> Json.writeSamples(generator, name, "M/s", samples));
                });
            }
        }
        return 0;
    }

    /** All take turns, so that a slow moment of the machine falls on all alike. The first round warms up and does not count. */
    private Map<String, Samples> measure(final Workload workload, final Expected expected, final Path scratch)
            throws IOException {
        final Map<String, Samples> results = new LinkedHashMap<>();
        final Peer peer = peers == null ? null : Peer.start(peers, directory, scratch, peerWaiting);
        try (peer) {
            for (int round = 0; round <= runs; round++) {
                for (final Durability durability : Durability.values()) {
                    final double rate = run(workload, expected, durability, scratch);
                    add(results, round, durability.name(), rate);
                    if (peer != null) {
                        final boolean isSynced = durability == Durability.FSYNC;
                        final double peerRate = peer.run(isSynced);
                        add(results, round, "exchange-core " + (isSynced ? "synced" : "unsynced"), peerRate);
                    }
                }
            }
        }
        return results;
    }

    private static void add(final Map<String, Samples> results, final int round, final String name, final double rate) {
        if (round > 0) {
            results.computeIfAbsent(name, any -> new Samples()).add(rate);
        }
    }

    private double run(final Workload workload, final Expected expected, final Durability durability, final Path parent)
            throws IOException {
        final Path journal = Files.createTempDirectory(parent, "run-");
        final EngineConfig config = EngineConfig.builder(journal.resolve("data"))
                .durability(durability)
                .keyRetention(KEY_RETENTION)
                .build();
        try (Engine engine = Engine.open(config);
                Desk desk = new Desk(engine)) {
            desk.prepare(workload.users());
            desk.run(workload, 0, workload.fillCount(), window);
            final long startedNs = System.nanoTime();
            desk.run(workload, workload.fillCount(), workload.count(), window);
            final long elapsedNs = System.nanoTime() - startedNs;
            check(desk, expected);
            if (balances != null) {
                writeBalances(desk, workload.users());
            }
            return (workload.count() - workload.fillCount()) * 1e3 / elapsedNs;
        } finally {
            ScratchDirectory.remove(journal);
        }
    }

    private static void check(final Desk desk, final Expected expected) {
        final Answer.OfBook book = (Answer.OfBook) desk.ask(new Read.GetBook(Market.INSTRUMENT, Bounds.MAX_BOOK_DEPTH));
        final Answer.OfAccounts fees = (Answer.OfAccounts) desk.ask(new Read.GetAccounts(List.of(Market.feeAccount())));
        expected.check(book, fees.accounts().get(0).balance());
    }

    private void writeBalances(final Desk desk, final int users) throws IOException {
        final List<String> lines = new ArrayList<>();
        lines.add("uid,asset,balance");
        for (int user = 1; user <= users; user++) {
            final List<AccountId> accounts = List.of(AccountId.of(user, Market.BASE), AccountId.of(user, Market.QUOTE));
            final Answer.OfAccounts answer = (Answer.OfAccounts) desk.ask(new Read.GetAccounts(accounts));
            for (final Answer.Account account : answer.accounts()) {
                lines.add(user + "," + account.id().ledger() + "," + account.balance());
            }
        }
        Files.write(balances, lines);
    }

    private void print(final Workload workload, final Map<String, Samples> results) {
        out.println(Figures.count(workload.count() - workload.fillCount()) + " commands of "
                + Figures.count(workload.users()) + " users, " + Figures.count(window)
                + " under way; book and fees as exchange-core left them, after every run");
        out.println();
        final TextTable table = new TextTable("engine", "median", "lowest-highest", "");
        results.forEach((name, samples) ->
                table.row(name, Figures.number(samples.median()), Figures.range(samples), "M commands/s"));
        table.print(out);
        out.println();
        out.println("medians of " + runs + " runs, after one that does not count");
    }
}
