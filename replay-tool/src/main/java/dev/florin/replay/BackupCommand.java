package dev.florin.replay;

import dev.florin.engine.counters.Counter;
import dev.florin.engine.counters.CountersFile;
import dev.florin.journal.manifest.Manifest;
import dev.florin.journal.manifest.ManifestStore;
import dev.florin.replay.backup.DirectoryBackup;
import dev.florin.replay.journal.ReplayedDirectory;
import dev.florin.replay.text.Output;
import dev.florin.replay.text.ProgressLine;
import dev.florin.statemachine.StateMachine;
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

/** {@code replay backup}: a copy of a data directory, taken beside the engine, and proved. */
@Command(
        name = "backup",
        description = {
            "Copies a data directory, also while its engine runs, and proves the copy: it is opened, replayed and"
                    + " audited as a start would, and holds at least what was durable when the copy began. Everything"
                    + " after that which made it into the copy is there up to some sequence, without a hole.",
            "The copy has the name TARGET only once it is proved; until then it is TARGET.partial. An engine opens it"
                    + " like the original, with the archive and the two newest snapshots.",
            "Exit code 1: the directory is damaged, or the copy is not right."
        },
        footer = {"", "Example:", "  florin replay backup DIR /mnt/backup/ledger-2026-11-21"},
        mixinStandardHelpOptions = true)
final class BackupCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "DIR", description = "The data directory, in use or not.")
    private Path directory;

    @Parameters(index = "1", paramLabel = "TARGET", description = "The folder to make; it must not be there.")
    private Path target;

    @Option(
            names = "--from-nothing",
            description = "Proves the copy by replaying everything, not from its newest snapshot on.")
    private boolean isFromNothing;

    @Override
    public Integer call() throws IOException {
        try (Output out = new Output(spec.commandLine().getOut())) {
            final long wantedSequence = durableSequence();
            final DirectoryBackup backup = new DirectoryBackup(directory, target);
            backup.copy();
            final StateMachine state = replay(backup.partial());
            final List<String> findings = state.audit();
            findings.forEach(finding -> out.line("WRONG          " + finding));
            if (!findings.isEmpty() || state.lastSequence() < wantedSequence) {
                out.linef(
                        "NOT RIGHT: the copy ends with sequence %d, durable was %d; it is in %s",
                        state.lastSequence(), wantedSequence, backup.partial());
                return ReplayMain.DAMAGED;
            }
            backup.complete();
            out.linef("copied         %d bytes, %d snapshots", backup.copiedBytes(), backup.snapshotCount());
            out.linef("last sequence  %d, durable at the start %d", state.lastSequence(), wantedSequence);
            out.linef("state hash     %016x", state.stateHash());
            out.line("all is right");
            return 0;
        }
    }

    private StateMachine replay(final Path copy) throws IOException {
        InfoCommand.readAll(copy); // every batch, also in front of a snapshot
        final Manifest manifest = ManifestStore.read(copy);
        try (ProgressLine progress = ProgressLine.beforeAnswer()) {
            final ReplayedDirectory replayed = isFromNothing
                    ? ReplayedDirectory.replay(copy, manifest, Set.of(), progress)
                    : ReplayedDirectory.replayBehindSnapshot(copy, manifest, progress);
            return replayed.stateMachine();
        }
    }

    /** As the engine that runs, or ran last, tells; 0 where none does. */
    private long durableSequence() {
        if (!Files.exists(directory.resolve(CountersFile.FILE_NAME))) {
            return 0;
        }
        try (CountersFile counters = CountersFile.open(directory)) {
            return counters.get(Counter.DURABLE_SEQUENCE);
        }
    }
}
