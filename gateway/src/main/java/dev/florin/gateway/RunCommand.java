package dev.florin.gateway;

import dev.florin.engine.ClockMode;
import dev.florin.engine.EngineConfig;
import dev.florin.gateway.run.Run;
import dev.florin.gateway.run.RunOptions;
import dev.florin.journal.Durability;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code florin run}: reads one JSON command a line, writes one answer a line. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        versionProvider = FlorinMain.Version.class,
        description = {
            "Reads one JSON command a line from FILE (plain, gzip or zstd) or standard input, runs it on an embedded"
                    + " engine, and writes one answer a line to standard output, in the same order."
        },
        footer = {
            "",
            "Exit code: 0 the run went through, whatever the outcomes; 1 the engine could not be opened or stopped, or"
                    + " answers or events could not be written; 2 a wrong command line or an input that cannot be"
                    + " read; 141 nobody reads the answers.",
            "",
            "Example: echo '{\"op\":\"trial_balance\"}' | florin run --data ledger"
        })
final class RunCommand implements Callable<Integer> {
    private static final String STANDARD_INPUT = "-";

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description = "Command lines: plain, gzip or zstd. Standard input where absent or '-'.")
    private String file;

    @Option(
            names = {"-d", "--data", "--dir"},
            paramLabel = "DIR",
            description = "Data directory, made where it is missing. Default: a temporary one, removed at the end.")
    private Path directory;

    @Option(
            names = "--durability",
            paramLabel = "LEVEL",
            defaultValue = "fsync",
            converter = DurabilityConverter.class,
            description = "What an answer stands for: fsync (survives power loss) or mapped (survives the death of the"
                    + " process). Default: ${DEFAULT-VALUE}.")
    private Durability durability;

    @Option(
            names = "--clock",
            paramLabel = "CLOCK",
            defaultValue = "system",
            description = "Where timestamps come from: system; manual (starts at 0 ns or the directory's last"
                    + " timestamp, moved by advance lines); recorded (every line carries at). Default:"
                    + " ${DEFAULT-VALUE}.")
    private ClockMode clock;

    @Option(names = "--events", paramLabel = "FILE", description = "Writes the events, one JSON object a line.")
    private Path events;

    @Option(
            names = "--retention",
            paramLabel = "N",
            description = "Keys whose outcome is kept at least, newest first, of a directory that is made now."
                    + " Default: 10000000.")
    private Integer retention;

    @Option(
            names = "--snapshot-every",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "Takes a snapshot of the state after N commands, and again after every further N, while commands"
                            + " go on; the next start begins with the newest. The two newest are kept. Default: none.")
    private long snapshotEvery;

    @Option(
            names = {"-q", "--quiet"},
            description = "No progress line and no summary on standard error.")
    private boolean isQuiet;

    /** Reads a durability as people spell it. */
    static final class DurabilityConverter implements ITypeConverter<Durability> {
        @Override
        public Durability convert(final String text) {
            return switch (text.toLowerCase(Locale.ROOT).replace('-', '_')) {
                case "fsync" -> Durability.FSYNC;
                case "mapped", "memory_mapped" -> Durability.MEMORY_MAPPED;
                default -> throw new TypeConversionException("'" + text + "' is neither mapped nor fsync");
            };
        }
    }

    @Override
    public Integer call() {
        if (directory != null && Files.exists(directory) && !Files.isDirectory(directory)) {
            throw new ParameterException(
                    spec.commandLine(), "--data " + directory + " is a file: name a directory, or none that is there");
        }
        if (retention != null && (retention < 1 || retention > EngineConfig.MAX_KEY_RETENTION)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--retention must be 1.." + EngineConfig.MAX_KEY_RETENTION + ", is " + retention);
        }
        if (snapshotEvery < 0) {
            throw new ParameterException(spec.commandLine(), "--snapshot-every must be 0 or more, is " + snapshotEvery);
        }
        final Optional<Path> input =
                file == null || file.equals(STANDARD_INPUT) ? Optional.empty() : Optional.of(Path.of(file));
        final RunOptions options = new RunOptions(
                input,
                Optional.ofNullable(directory),
                durability,
                clock,
                Optional.ofNullable(events),
                retention == null ? OptionalInt.empty() : OptionalInt.of(retention),
                snapshotEvery,
                isQuiet);
        return new Run(options, new FileOutputStream(FileDescriptor.out), System.err).execute();
    }
}
