package dev.florin.replay;

import dev.florin.journal.Journal;
import dev.florin.journal.manifest.Manifest;
import dev.florin.journal.manifest.ManifestStore;
import dev.florin.replay.journal.ReplayedDirectory;
import dev.florin.replay.text.ProgressLine;
import dev.florin.statemachine.StateMachine;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code replay verify}: proves a directory by replaying it from nothing, twice. */
@Command(
        name = "verify",
        description = {
            "Proves a data directory: every checksum, chain, sequence and seal, the state hash before every batch, and"
                    + " what must always be true of the state, by replaying from nothing, twice, to equal hashes; and"
                    + " every snapshot against the state that the replay had at its sequence.",
            "Exit code 0: all is right. 1: it is damaged, or a check failed; the last line says where."
        },
        mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "The data directory, or a copy of it.")
    private Path directory;

    @Override
    public Integer call() throws IOException {
        final PrintWriter out = spec.commandLine().getOut();
        final Manifest manifest = ManifestStore.read(directory);
        final SnapshotProof snapshots = SnapshotProof.of(directory, manifest);
        final ReplayedDirectory first = replay(manifest, snapshots.sequences());
        final StateMachine state = first.stateMachine();
        if (first.begunAfter() > 0) {
            out.printf(
                    "history        begins at sequence %d; replayed from the snapshot of sequence %d%n",
                    Journal.historyBegins(directory), first.begunAfter());
        }
        out.printf("journal        %d batches, %d sequences%n", first.report().batchCount(), state.lastSequence());
        first.report().cut().ifPresent(cut -> out.printf("tail to cut    %s%n", cut));
        final List<String> findings = state.audit();
        findings.forEach(finding -> out.printf("WRONG          %s%n", finding));
        out.printf("state          %d accounts, %d open holds%n", state.accountCount(), state.openHoldCount());
        // Where the first ended: an engine may have gone on since.
        out.flush();
        final Long secondHash = replay(manifest, Set.of(state.lastSequence())).hashAt(state.lastSequence());
        final String again = secondHash == null ? "never there" : String.format(Locale.ROOT, "%016x", secondHash);
        out.printf("state hash     %016x, again %s%n", state.stateHash(), again);
        final boolean areSnapshotsRight = snapshots.prove(first, out);
        final boolean isSame = secondHash != null && secondHash == state.stateHash();
        final boolean isRight = findings.isEmpty() && isSame && areSnapshotsRight;
        out.println(isRight ? "all is right" : "NOT RIGHT: restore the directory from a copy");
        out.flush();
        return isRight ? 0 : ReplayMain.DAMAGED;
    }

    private ReplayedDirectory replay(final Manifest manifest, final Set<Long> wantedSequences) {
        try (ProgressLine progress = ProgressLine.beforeAnswer()) {
            return ReplayedDirectory.replay(directory, manifest, wantedSequences, progress);
        }
    }
}
