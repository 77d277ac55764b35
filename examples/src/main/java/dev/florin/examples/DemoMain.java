package dev.florin.examples;

import dev.florin.examples.demo.ChildProcess;
import dev.florin.examples.demo.Demo;
import dev.florin.examples.demo.DemoOptions;
import dev.florin.examples.demo.LoadProcess;
import dev.florin.examples.demo.ReplayProcess;
import dev.florin.examples.demo.Screen;
import dev.florin.journal.Durability;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The command line of the demo. */
@Command(
        name = "florin demo",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Black Friday in one command: front ends race each other for the same wallets; the engine's process is killed"
                    + " with SIGKILL in the midst of it, recovers, and is asked every command again.",
            "",
            "Ends with 0 if every promise held, 1 if one was broken, 2 if the command line is wrong, 3 if the demo could"
                    + " not be run."
        })
public final class DemoMain implements Callable<Integer> {
    private static final int BROKEN = 1;
    private static final int FAILED = 3;
    private static final int MAX_SECONDS = 120;
    private static final int MAX_THREADS = 16;
    private static final int MIN_RATE = 1_000;
    private static final int MAX_RATE = 2_000_000;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "8",
            description = "Seconds of load before the kill, 1 to 120. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "4",
            description = "Front-end threads, 2 to 16. Default: ${DEFAULT-VALUE}.")
    private int threads;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "400000",
            description =
                    "Most commands a second, which bounds the memory and the time of asking again, 1000 to 2000000."
                            + " Default: ${DEFAULT-VALUE}.")
    private int rate;

    @Option(
            names = "--durability",
            paramLabel = "LEVEL",
            defaultValue = "fsync",
            converter = DurabilityConverter.class,
            description = "What an answer stands for: fsync (survives power loss) or mapped (survives the death of the"
                    + " process). Default: ${DEFAULT-VALUE}.")
    private Durability durability;

    @Option(
            names = {"-d", "--data"},
            paramLabel = "DIR",
            description = "Directory to work in, empty or not there yet; it is kept. Default: a temporary one.")
    private Path directory;

    @Option(names = "--keep", description = "Keeps the temporary directory.")
    private boolean isKept;

    @Option(
            names = {"-q", "--quiet"},
            description = "Prints the verdict only.")
    private boolean isQuiet;

    /** What a process started by the demo does; people leave it out. */
    @Option(names = "--role", hidden = true)
    private Demo.Role role;

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

    /**
     * Runs the demo, and ends the process with its exit code.
     *
     * @param arguments of the command line.
     */
    public static void main(final String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new DemoMain())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExitCodeExceptionMapper(
                        failure -> failure instanceof ParameterException ? CommandLine.ExitCode.USAGE : FAILED);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        requireRange("--seconds", seconds, 1, MAX_SECONDS);
        requireRange("--threads", threads, 2, MAX_THREADS);
        requireRange("--rate", rate, MIN_RATE, MAX_RATE);
        final DemoOptions options = new DemoOptions(seconds, threads, rate, durability);
        if (role == null) {
            return demonstrate(options);
        }
        switch (role) {
            case LOAD -> LoadProcess.run(directory, options);
            case REPLAY -> spec.commandLine().getOut().println(ReplayProcess.run(directory, options));
        }
        return 0;
    }

    private void requireRange(final String name, final int value, final int min, final int max) {
        if (value < min || value > max) {
            throw new ParameterException(spec.commandLine(), name + " must be " + min + ".." + max + ", is " + value);
        }
    }

    private int demonstrate(final DemoOptions options) throws IOException, InterruptedException {
        final Path root = directory == null ? Files.createTempDirectory("florin-demo-") : emptyDirectory();
        final Screen screen = new Screen(spec.commandLine().getOut(), isQuiet);
        final boolean holds;
        try {
            holds = new Demo(
                            options,
                            root,
                            role -> ChildProcess.start(DemoMain.class, arguments(role, root, options)),
                            screen)
                    .run();
        } catch (final IOException | InterruptedException | RuntimeException e) {
            screen.result("what was written is in " + root);
            throw e;
        }
        if (holds && directory == null && !isKept) {
            delete(root);
        } else {
            screen.result(
                    "What was written is in " + root + ": ledger is the engine's, clients is what front ends knew.");
        }
        return holds ? 0 : BROKEN;
    }

    private Path emptyDirectory() throws IOException {
        if (Files.exists(directory) && !isEmptyDirectory(directory)) {
            throw new ParameterException(
                    spec.commandLine(), "--data " + directory + " is not an empty directory: the demo starts afresh");
        }
        return Files.createDirectories(directory);
    }

    private static boolean isEmptyDirectory(final Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return false;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
            return !entries.iterator().hasNext();
        }
    }

    private static void delete(final Path root) throws IOException {
        final List<Path> paths;
        try (Stream<Path> found = Files.walk(root)) {
            paths = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (final Path path : paths) {
            Files.delete(path);
        }
    }

    private static List<String> arguments(final Demo.Role role, final Path root, final DemoOptions options) {
        return List.of(
                "--role=" + role,
                "--data=" + root,
                "--seconds=" + options.seconds(),
                "--threads=" + options.frontEnds(),
                "--rate=" + options.ratePerSecond(),
                "--durability=" + (options.durability() == Durability.FSYNC ? "fsync" : "mapped"));
    }
}
