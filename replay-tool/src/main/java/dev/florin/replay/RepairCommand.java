package dev.florin.replay;

import dev.florin.engine.ClockMode;
import dev.florin.engine.Engine;
import dev.florin.engine.EngineConfig;
import dev.florin.journal.RecoveryReport;
import dev.florin.replay.text.Output;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code replay repair}: cuts what the next start would cut, and keeps a copy of it. */
@Command(
        name = "repair",
        description = {
            "Cuts the tail that a crash left, which was never durable and answered to nobody: what the next start of an"
                    + " engine would cut by itself. Asks first, and copies the directory's files before.",
            "Damage to what was durable is not repaired: that needs a copy of the directory, and is told as such.",
            "Exit code 1: damaged, or not wanted; 0: cut, or nothing to cut."
        },
        footer = {"", "Example:", "  florin replay repair DIR --keep DIR.before-repair"},
        mixinStandardHelpOptions = true)
final class RepairCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "The data directory of an engine that does not run.")
    private Path directory;

    @Option(
            names = "--keep",
            paramLabel = "FOLDER",
            description = "Where the files are copied to before anything is cut; made here, so it must not be there."
                    + " Default: DIR with .before-repair behind it.")
    private Path kept;

    @Option(names = "--yes", description = "Does not ask.")
    private boolean isAgreed;

    @Override
    public Integer call() throws IOException {
        try (Output out = new Output(spec.commandLine().getOut())) {
            final RecoveryReport report = InfoCommand.read(directory);
            if (report.cut().isEmpty()) {
                out.line("nothing to cut: the journal is whole up to sequence " + report.lastSequence());
                return 0;
            }
            final RecoveryReport.Cut cut = report.cut().get();
            out.line("the journal is whole up to sequence " + report.lastSequence());
            out.line("to cut: " + cut.file() + " from byte " + cut.positionBytes() + " on: " + cut.reason());
            final Path folder = kept == null ? Path.of(directory + ".before-repair") : kept;
            if (!isAgreed && !asks("cut it, after copying the files to " + folder + "? [y/N] ")) {
                out.line("nothing was changed");
                return ReplayMain.DAMAGED;
            }
            copyTo(folder);
            cut();
            out.line("cut; the files as they were are in " + folder);
            return 0;
        }
    }

    private boolean asks(final String question) throws IOException {
        final PrintWriter err = spec.commandLine().getErr();
        spec.commandLine().getOut().flush();
        err.print(question);
        err.flush();
        final String answer = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())).readLine();
        return answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
    }

    private void copyTo(final Path folder) throws IOException {
        if (Files.exists(folder)) {
            throw new FileAlreadyExistsException(folder + " is there already: name another folder with --keep");
        }
        final List<Path> files;
        try (Stream<Path> all = Files.walk(directory)) {
            files = all.toList();
        }
        for (final Path file : files) {
            final Path copy = folder.resolve(directory.relativize(file).toString());
            if (Files.isDirectory(file)) {
                Files.createDirectories(copy);
            } else {
                Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    /** A start and an orderly end, under a clock that makes no commands of its own. */
    private void cut() {
        final Engine engine = Engine.open(EngineConfig.builder(directory)
                .clock(ClockMode.RECORDED)
                .minFreeDiskBytes(0)
                .build());
        engine.close();
    }
}
