package dev.florin.replay;

import dev.florin.engine.ClockMode;
import dev.florin.engine.Engine;
import dev.florin.engine.EngineConfig;
import dev.florin.journal.Durability;
import dev.florin.journal.Journal;
import dev.florin.journal.JournalConfig;
import dev.florin.journal.RecoveryReport;
import dev.florin.journal.exceptions.JournalDamagedException;
import dev.florin.journal.exceptions.UnforcedLoss;
import dev.florin.journal.file.SyncHandle;
import dev.florin.journal.file.SystemFileLayer;
import dev.florin.replay.text.Output;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
            "A loss of power may take from a MEMORY_MAPPED journal what was answered. That is cut only where"
                    + " --accept-loss-after names the last sequence to keep; without it, this tells which sequence that"
                    + " is, and what is lost.",
            "Damage to what was forced to the disk is never repaired: that needs a copy of the directory, and is told as"
                    + " such.",
            "Exit code 1: damaged, or not wanted; 0: cut, or nothing to cut."
        },
        footer = {
            "",
            "Examples:",
            "  florin replay repair DIR --keep DIR.before-repair",
            "  florin replay repair DIR --accept-loss-after 52627"
        },
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

    @Option(
            names = "--accept-loss-after",
            paramLabel = "SEQUENCE",
            description = "Gives up what was answered behind this sequence and was lost with the power, because it was"
                    + " MEMORY_MAPPED. It must be the last sequence up to which the journal is whole.")
    private Long acceptedLossAfter;

    @Override
    public Integer call() throws IOException {
        try (Output out = new Output(spec.commandLine().getOut())) {
            final RecoveryReport report;
            try {
                report = InfoCommand.readAll(directory);
            } catch (final JournalDamagedException e) {
                return giveUp(e, out);
            }
            if (acceptedLossAfter != null) {
                out.line("nothing that was answered is lost: the journal is whole up to sequence "
                        + report.lastSequence() + ". Leave --accept-loss-after out");
                return ReplayMain.DAMAGED;
            }
            return cutTail(report, out);
        }
    }

    private int cutTail(final RecoveryReport report, final Output out) throws IOException {
        if (report.cut().isEmpty()) {
            out.line("nothing to cut: the journal is whole up to sequence " + report.lastSequence());
            return 0;
        }
        final RecoveryReport.Cut cut = report.cut().get();
        out.line("the journal is whole up to sequence " + report.lastSequence());
        out.line("to cut: " + cut.file() + " from byte " + cut.positionBytes() + " on: " + cut.reason());
        final Optional<Path> copy = copyIfAgreed("cut it", out);
        if (copy.isEmpty()) {
            return ReplayMain.DAMAGED;
        }
        startAndClose();
        out.line("cut; the files as they were are in " + copy.get());
        return 0;
    }

    /** Cuts at a hole, where all that it takes was only memory-mapped, and whoever runs this has said so. */
    private int giveUp(final JournalDamagedException damage, final Output out) throws IOException {
        final UnforcedLoss loss = damage.unforcedLoss().orElseThrow(() -> damage);
        final long lastSequence = loss.lastSequence();
        out.line("the journal is whole up to sequence " + lastSequence);
        out.line("lost: sequences " + (lastSequence + 1) + " to " + loss.lostThroughSequence()
                + ", and any behind them that left no trace. They were MEMORY_MAPPED, and may have been answered");
        if (acceptedLossAfter == null) {
            out.line("a copy of the directory that holds sequence " + (lastSequence + 1) + " is the better way");
            out.line("to go on without them: florin replay repair " + directory + " --accept-loss-after "
                    + lastSequence);
            throw damage;
        }
        if (acceptedLossAfter != lastSequence) {
            out.line("nothing was changed: --accept-loss-after " + acceptedLossAfter
                    + " is not the last whole sequence");
            return ReplayMain.DAMAGED;
        }
        final Optional<Path> copy = copyIfAgreed("give them up", out);
        if (copy.isEmpty()) {
            return ReplayMain.DAMAGED;
        }
        cutBehind(lastSequence);
        startAndClose();
        out.line("cut behind sequence " + lastSequence + "; the files as they were are in " + copy.get());
        return 0;
    }

    /** The folder that the files were copied to; empty if it was not wanted, and nothing was changed. */
    private Optional<Path> copyIfAgreed(final String what, final Output out) throws IOException {
        final Path folder = kept == null ? Path.of(directory + ".before-repair") : kept;
        if (!isAgreed && !asks(what + ", after copying the files to " + folder + "? [y/N] ")) {
            out.line("nothing was changed");
            return Optional.empty();
        }
        copyTo(folder);
        return Optional.of(folder);
    }

    private boolean asks(final String question) throws IOException {
        final PrintWriter err = spec.commandLine().getErr();
        spec.commandLine().getOut().flush();
        err.print(question);
        err.flush();
        final String answer = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())).readLine();
        return answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
    }

    /** Durably: from the next moment on it is all that is left of what is cut. */
    private void copyTo(final Path folder) throws IOException {
        if (Files.exists(folder)) {
            throw new FileAlreadyExistsException(
                    folder.toString(), null, "is there already: name another folder with --keep");
        }
        final List<Path> paths;
        // The directory may be a link, and its archive often is one.
        try (Stream<Path> all = Files.walk(directory, FileVisitOption.FOLLOW_LINKS)) {
            paths = all.toList();
        }
        final List<Path> folders = new ArrayList<>();
        for (final Path path : paths) {
            final Path copy = folder.resolve(directory.relativize(path).toString());
            if (Files.isDirectory(path)) {
                Files.createDirectories(copy);
                folders.add(copy);
            } else {
                Files.copy(path, copy, StandardCopyOption.COPY_ATTRIBUTES);
                try (SyncHandle handle = SystemFileLayer.INSTANCE.openForSync(copy)) {
                    handle.sync();
                }
            }
        }
        folders.add(folder.toAbsolutePath().getParent());
        for (final Path copied : folders) {
            SystemFileLayer.INSTANCE.syncDirectory(copied);
        }
    }

    private void cutBehind(final long sequence) {
        try (Journal journal = Journal.open(JournalConfig.builder(directory)
                .durability(Durability.MEMORY_MAPPED)
                .minFreeDiskBytes(0)
                .acceptLossAfter(sequence)
                .build())) {
            journal.replay((firstSequence, timestampNs, buffer, offset, lengthBytes, count) -> {});
            journal.startAppending();
        }
    }

    /** A start and an orderly end, under a clock that makes no commands of its own. */
    private void startAndClose() {
        final Engine engine = Engine.open(EngineConfig.builder(directory)
                .clock(ClockMode.RECORDED)
                .minFreeDiskBytes(0)
                .build());
        engine.close();
    }
}
