package dev.florin.benchmarks.transfers;

import dev.florin.engine.Waiting;
import dev.florin.journal.Durability;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What the command line asks for. Filled by picocli. */
final class TransfersOptions {
    private static final int DEFAULT_RETENTION = 10_000_000;
    private static final int SETUP_COMMANDS = 2;

    /** Levels of durability, as they are called on the command line. */
    enum Level {
        /** Power loss. */
        FSYNC(Durability.FSYNC),
        /** Death of the process. */
        MAPPED(Durability.MEMORY_MAPPED);

        private final Durability durability;

        Level(final Durability durability) {
            this.durability = durability;
        }

        Durability durability() {
            return durability;
        }
    }

    /** Manners of offering. */
    enum Mode {
        /** A window of commands under way. */
        OPEN,
        /** One batch at a time. */
        CLOSED
    }

    /** How long a run is: one of the two. */
    static final class Length {
        @Option(
                names = "--commands",
                paramLabel = "N",
                description =
                        "Commands in one run. Default: 10000000, of holds 5000000, of entries with their ten legs 1000000.")
        private Long commands;

        @Option(names = "--seconds", paramLabel = "N", description = "Instead of --commands: offer for so long.")
        private Integer seconds;
    }

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            split = ",",
            defaultValue = "transfers",
            description =
                    "What is asked of the engine: transfers; holds, which stay open; captures, each hold captured whole"
                            + " some thousand commands later, both counted; entries, of ten transfers each. Several with"
                            + " commas take turns. Default: ${DEFAULT-VALUE}.")
    private List<WorkKind> kinds;

    @Option(
            names = "--durability",
            paramLabel = "LEVEL",
            defaultValue = "fsync",
            description =
                    "fsync: an answer survives power loss; mapped: the death of the process, no sync is waited for."
                            + " Default: ${DEFAULT-VALUE}.")
    private Level level;

    @Option(
            names = "--accounts",
            paramLabel = "N",
            defaultValue = "10000",
            description = "Accounts, opened and funded before anything is measured. Default: ${DEFAULT-VALUE}.")
    private int accounts;

    @Option(
            names = "--hot",
            paramLabel = "N",
            description = "Use so few of the accounts only. Default: between all, at random.")
    private Integer hot;

    @Option(
            names = "--sessions",
            paramLabel = "N",
            defaultValue = "1",
            description = "Front-end threads, each with a session of its own. Default: ${DEFAULT-VALUE}.")
    private int sessions;

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            defaultValue = "open",
            description =
                    "open: a window of commands is kept under way; closed: a batch is offered when the one before is"
                            + " answered whole. Default: ${DEFAULT-VALUE}.")
    private Mode mode;

    @Option(
            names = "--window",
            paramLabel = "N",
            defaultValue = "32768",
            description = "Open mode: commands under way in all sessions together. Default: ${DEFAULT-VALUE}.")
    private int window;

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "8189",
            description =
                    "Closed mode: commands in a batch. Default: ${DEFAULT-VALUE}, as TigerBeetle's own benchmark.")
    private int batch;

    @ArgGroup
    private Length length;

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "5",
            description = "Runs that count, each on a fresh directory. Default: ${DEFAULT-VALUE}.")
    private int runs;

    @Option(
            names = "--warmup",
            paramLabel = "N",
            defaultValue = "3000000",
            description =
                    "Commands of each kind in a run of its own before the first that counts. Default: ${DEFAULT-VALUE}, or"
                            + " as many as a run if that is less.")
    private long warmup;

    @Option(
            names = "--retention",
            paramLabel = "N",
            description =
                    "Keys whose outcome is kept at least. Default: every key of a run of --commands; with --seconds or"
                            + " --full 10000000.")
    private Integer retention;

    @Option(
            names = "--full",
            description =
                    "Before what counts, as many transfers as keys are kept, on the same engine and timed too: then every"
                            + " command makes it forget one.")
    private boolean full;

    @Option(
            names = "--snapshot-every",
            paramLabel = "SECONDS",
            defaultValue = "0",
            description = "Snapshots are taken so often while commands flow. Default: none.")
    private long snapshotEverySeconds;

    @Option(
            names = "--waiting",
            paramLabel = "MANNER",
            defaultValue = "backoff",
            description = "How the engine's threads wait: backoff (spin, yield, park) or busy (never give a core away)."
                    + " Default: ${DEFAULT-VALUE}.")
    private Waiting waiting;

    @Option(
            names = "--replay",
            description =
                    "Also recovers each run's directory, and times that, and its halves: reading and applying alone.")
    private boolean replay;

    @Option(
            names = "--latency",
            description = "Instead of throughput: one command alone, beside a raw write and force of 4 KiB.")
    private boolean latency;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "3000",
            description =
                    "With --latency: rounds of raw write, session and client in a run. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(
            names = "--apply-only",
            description = "Instead of the engine: the state machine alone, without ring, journal, sessions or threads.")
    private boolean applyOnly;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = ".",
            description = "Folder on the disk to use; runs go into a fresh folder in it that is removed at the end."
                    + " Default: the current one.")
    private Path data;

    @Option(names = "--json", paramLabel = "FILE", description = "Also write the results as JSON.")
    private Path json;

    /** Throws what picocli shows with the usage if something does not make sense. */
    void validate(final CommandSpec spec) {
        requireAtLeast(spec, "--accounts", accounts, 2);
        requireAtLeast(spec, "--sessions", sessions, 1);
        requireAtLeast(spec, "--window", window, sessions);
        requireAtLeast(spec, "--batch", batch, 1);
        requireAtLeast(spec, "--runs", runs, 1);
        requireAtLeast(spec, "--rounds", rounds, 1);
        requireAtLeast(spec, "--warmup", warmup, 0);
        requireAtLeast(spec, "--snapshot-every", snapshotEverySeconds, 0);
        requireAtLeast(spec, "--hot", hotCount(), 2);
        if (hotCount() > accounts) {
            throw new ParameterException(spec.commandLine(), "--hot " + hot + " are more than --accounts " + accounts);
        }
        if ((latency || applyOnly) && (kinds.size() > 1 || full || snapshotEverySeconds > 0)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--latency and --apply-only take one --kind, and neither --full nor --snapshot-every");
        } else if (latency && kinds.get(0) != WorkKind.TRANSFERS) {
            throw new ParameterException(spec.commandLine(), "--latency is measured with transfers only");
        } else if (latency && applyOnly) {
            throw new ParameterException(spec.commandLine(), "--latency and --apply-only exclude each other");
        }
        if (replay && snapshotEverySeconds > 0) {
            throw new ParameterException(
                    spec.commandLine(), "--replay replays everything: without --snapshot-every, which spares it that");
        }
        if (length != null) {
            requireAtLeast(spec, "--commands", length.commands == null ? 1 : length.commands, 1);
            requireAtLeast(spec, "--seconds", length.seconds == null ? 1 : length.seconds, 1);
        }
        if (retention == null && keysOfARun() > Integer.MAX_VALUE / 2) {
            throw new ParameterException(spec.commandLine(), "so many keys cannot be kept: give --retention");
        }
    }

    private static void requireAtLeast(final CommandSpec spec, final String name, final long value, final long least) {
        if (value < least) {
            throw new ParameterException(spec.commandLine(), name + " must be at least " + least + ", is " + value);
        }
    }

    Workload workload(final WorkKind kind) {
        final boolean isClosed = mode == Mode.CLOSED;
        return new Workload(
                kind,
                accounts,
                hotCount(),
                sessions,
                isClosed,
                isClosed ? batch : window / sessions,
                isTimed() ? Long.MAX_VALUE : commandCount(kind),
                isTimed() ? TimeUnit.SECONDS.toNanos(length.seconds) : Long.MAX_VALUE);
    }

    private int hotCount() {
        return hot == null ? accounts : hot;
    }

    private boolean isTimed() {
        return length != null && length.seconds != null;
    }

    /** Commands in a run, where they are counted. */
    long commandCount(final WorkKind kind) {
        return length == null || length.commands == null ? kind.defaultCount() : length.commands;
    }

    private long keysOfARun() {
        if (isTimed() || full) {
            return DEFAULT_RETENTION;
        }
        final long most = kinds.stream().mapToLong(this::commandCount).max().orElseThrow();
        return most + (long) SETUP_COMMANDS * (accounts + 1);
    }

    EngineSetup engineSetup() {
        return new EngineSetup(
                durability(), waiting, keyRetention(), full, TimeUnit.SECONDS.toNanos(snapshotEverySeconds), replay);
    }

    List<WorkKind> kinds() {
        return kinds;
    }

    int keyRetention() {
        return retention == null ? (int) Math.max(keysOfARun(), DEFAULT_RETENTION) : retention;
    }

    Durability durability() {
        return level.durability();
    }

    int accounts() {
        return accounts;
    }

    int runs() {
        return runs;
    }

    /** Commands of a kind before the first run that counts. */
    long warmup(final WorkKind kind) {
        return Math.min(warmup, kind.defaultCount());
    }

    Waiting waiting() {
        return waiting;
    }

    boolean measuresLatency() {
        return latency;
    }

    int rounds() {
        return rounds;
    }

    boolean appliesOnly() {
        return applyOnly;
    }

    Path data() {
        return data;
    }

    Path json() {
        return json;
    }
}
