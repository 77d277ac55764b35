package dev.florin.replay;

import dev.florin.engine.snapshot.ImageWriter;
import dev.florin.journal.commitlog.CommitFiles;
import dev.florin.journal.exceptions.JournalLockedException;
import dev.florin.journal.file.DirectoryLock;
import dev.florin.journal.file.FileLayer;
import dev.florin.journal.file.SyncHandle;
import dev.florin.journal.file.SystemFileLayer;
import dev.florin.journal.manifest.Manifest;
import dev.florin.journal.manifest.ManifestStore;
import dev.florin.journal.manifest.SegmentEntry;
import dev.florin.journal.manifest.SegmentPaths;
import dev.florin.journal.snapshot.SnapshotWriter;
import dev.florin.journal.snapshot.Snapshots;
import dev.florin.replay.journal.ReplayedDirectory;
import dev.florin.replay.text.Output;
import dev.florin.replay.text.ProgressLine;
import dev.florin.statemachine.StateMachine;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code replay snapshot}: a snapshot of the last sequence, made by a replay of its own. */
@Command(
        name = "snapshot",
        description = {
            "Writes a snapshot of the last sequence that a journal holds, so that the next start need not replay what"
                    + " came before. Made by a replay in this process, from the newest good snapshot on, and audited"
                    + " before it is written.",
            "May run beside the engine, which is not asked and not disturbed: what the snapshot reflects is forced to"
                    + " the disk first, and the file gets its name when it is whole. A running engine can take one of its"
                    + " own for less: Engine.snapshot(), or florin run --snapshot-every.",
            "Exit code 1: the directory is damaged, or holds no command."
        },
        footer = {"", "Example:", "  florin replay snapshot DIR"},
        mixinStandardHelpOptions = true)
final class SnapshotCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "The data directory, or a copy of it.")
    private Path directory;

    @Option(names = "--from-nothing", description = "Replays everything, and begins with no snapshot.")
    private boolean isFromNothing;

    private final FileLayer files = SystemFileLayer.INSTANCE;

    @Override
    public Integer call() throws IOException {
        try (Output out = new Output(spec.commandLine().getOut())) {
            final Manifest manifest = ManifestStore.read(directory);
            final StateMachine state = replay(manifest);
            if (state.lastSequence() == 0) {
                out.line("there is nothing to take a snapshot of: the journal holds no command");
                return ReplayMain.DAMAGED;
            }
            final List<String> findings = state.audit();
            if (!findings.isEmpty()) {
                findings.forEach(finding -> out.line("WRONG          " + finding));
                return ReplayMain.DAMAGED;
            }
            forceJournal();
            final Path file = write(state, manifest);
            out.linef(
                    "snapshot       sequence %d, %d bytes, state hash %016x%nfile           %s",
                    state.lastSequence(), Files.size(file), state.stateHash(), file);
            return 0;
        }
    }

    private StateMachine replay(final Manifest manifest) {
        try (ProgressLine progress = ProgressLine.beforeAnswer()) {
            final ReplayedDirectory replayed = isFromNothing
                    ? ReplayedDirectory.replay(directory, manifest, Set.of(), progress)
                    : ReplayedDirectory.replayBehindSnapshot(directory, manifest, progress);
            return replayed.stateMachine();
        }
    }

    /** From now on a snapshot says that its sequence was durable; beside a running engine it might not be yet. */
    private void forceJournal() throws IOException {
        for (final SegmentEntry entry : ManifestStore.read(directory).segments()) {
            if (entry.state() == SegmentEntry.State.OPEN) {
                force(SegmentPaths.file(directory, entry.id()));
            }
        }
        for (final Path file : CommitFiles.paths(directory)) {
            if (Files.exists(file)) {
                force(file);
            }
        }
    }

    private void force(final Path file) throws IOException {
        try (SyncHandle handle = files.openForSync(file)) {
            handle.sync();
        } catch (final FileNotFoundException e) {
            if (Files.exists(file)) {
                throw e;
            }
            // Sealed, and so synced, or dropped without a command since the manifest was read.
            spec.commandLine().getErr().println("snapshot: " + file + " is gone, it needs no sync");
        }
    }

    /** In a folder of its own first: an engine that takes or deletes snapshots of its own meets only whole ones. */
    private Path write(final StateMachine state, final Manifest manifest) throws IOException {
        final Path folder = directory.resolve("snapshot-work");
        files.createDirectory(folder);
        final DirectoryLock lock = lock(folder);
        try (SnapshotWriter writer = SnapshotWriter.open(
                folder,
                files,
                manifest.journalId(),
                state.lastSequence(),
                state.lastTimestampNs(),
                state.stateHash())) {
            new ImageWriter().writeWhole(state, writer);
            final Path written = writer.commit();
            final Path file = directory.resolve(written.getFileName());
            files.rename(written, file);
            files.syncDirectory(directory);
            Snapshots.verify(file, manifest.journalId());
            return file;
        } finally {
            // With what a process left there that was killed.
            files.deleteDirectory(folder);
            lock.close();
        }
    }

    private DirectoryLock lock(final Path folder) {
        try {
            return DirectoryLock.acquire(folder);
        } catch (final JournalLockedException e) {
            throw new JournalLockedException(
                    "another process makes a snapshot of " + directory + " now, wait for it: " + e.getMessage());
        }
    }
}
