package dev.florin.replay;

import dev.florin.engine.snapshot.RestoredSnapshot;
import dev.florin.engine.snapshot.SnapshotRestore;
import dev.florin.journal.ArchiveReport;
import dev.florin.journal.Journal;
import dev.florin.journal.JournalConfig;
import dev.florin.journal.exceptions.JournalLockedException;
import dev.florin.journal.manifest.Manifest;
import dev.florin.journal.manifest.ManifestStore;
import dev.florin.replay.journal.ReplayedDirectory;
import dev.florin.replay.text.Output;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code replay archive}: moves segments that no start needs into the archive. */
@Command(
        name = "archive",
        description = {
            "Moves sealed segments that end at the newest good snapshot or before into the folder 'archive' of the"
                    + " data directory: compressed, and read back and checked before the original is deleted. Everything"
                    + " reads them there. No history is lost; who deletes archived files loses it, oldest first.",
            "The snapshot is loaded first, to be sure of it. The engine must be closed, for it owns the manifest; one that"
                    + " runs archives by itself, where its application calls Engine.archive.",
            "Exit code 1: damaged, in use, or there is no good snapshot."
        },
        footer = {
            "",
            "Examples:",
            "  florin replay snapshot DIR && florin replay archive DIR",
            "  florin replay archive DIR --through 52627"
        },
        mixinStandardHelpOptions = true)
final class ArchiveCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "The data directory of an engine that does not run.")
    private Path directory;

    @Option(
            names = "--through",
            paramLabel = "SEQUENCE",
            description = "Segments that end at this sequence or before, whatever snapshots there are.")
    private Long throughSequence;

    @Override
    public Integer call() throws IOException {
        final Manifest manifest = ManifestStore.read(directory);
        try (Output out = new Output(spec.commandLine().getOut())) {
            final long through;
            if (throughSequence != null) {
                through = throughSequence;
            } else {
                final Optional<RestoredSnapshot> snapshot = SnapshotRestore.newest(
                                directory, ReplayedDirectory.config(directory, manifest))
                        .snapshot();
                if (snapshot.isEmpty()) {
                    out.line("there is no good snapshot to start from: take one with 'replay snapshot', or say how far"
                            + " with --through");
                    return ReplayMain.DAMAGED;
                }
                through = snapshot.get().lastSequence();
            }
            archive(through, out);
            return 0;
        }
    }

    private void archive(final long through, final Output out) {
        try (Journal journal = Journal.open(
                JournalConfig.builder(directory).minFreeDiskBytes(0).build())) {
            final ArchiveReport report = journal.archive(through);
            out.linef("through        sequence %d", through);
            out.linef(
                    "archived       %d segments, %d bytes, now %d",
                    report.segmentCount(), report.segmentBytes(), report.archivedBytes());
            out.linef("archive        ends with sequence %d", report.lastSequence());
        } catch (final JournalLockedException e) {
            throw new JournalLockedException(e.getMessage()
                    + ". Close that engine first, or let its application archive beside it: Engine.archive(" + through
                    + ")");
        }
    }
}
