package dev.florin.replay;

import dev.florin.engine.snapshot.SnapshotRestore;
import dev.florin.journal.exceptions.JournalDamagedException;
import dev.florin.journal.exceptions.JournalException;
import dev.florin.journal.manifest.Manifest;
import dev.florin.journal.snapshot.SnapshotInfo;
import dev.florin.journal.snapshot.Snapshots;
import dev.florin.replay.journal.ReplayedDirectory;
import dev.florin.statemachine.StateMachine;
import dev.florin.statemachine.snapshot.BadSnapshotException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Proves the snapshots of a directory: each is whole, loads, and is the state that a replay has at its sequence. */
final class SnapshotProof {
    private final Path directory;
    private final Manifest manifest;
    private final List<SnapshotInfo> whole = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    private SnapshotProof(final Path directory, final Manifest manifest) {
        this.directory = directory;
        this.manifest = manifest;
    }

    /** Reads every snapshot to its last byte. */
    static SnapshotProof of(final Path directory, final Manifest manifest) {
        final SnapshotProof proof = new SnapshotProof(directory, manifest);
        for (final Path file : Snapshots.list(directory)) {
            try {
                proof.whole.add(Snapshots.verify(file, manifest.journalId()));
            } catch (final JournalDamagedException e) {
                proof.problems.add(e.getMessage());
            } catch (final JournalException e) {
                requireGone(file, e);
            }
        }
        return proof;
    }

    /** A running engine deletes snapshots that newer ones replace: there is nothing to prove of them then. */
    private static void requireGone(final Path file, final JournalException failure) {
        if (Files.exists(file)) {
            throw failure;
        }
    }

    /** The sequences whose state hashes a replay should remember. */
    Set<Long> sequences() {
        final Set<Long> sequences = new HashSet<>();
        whole.forEach(info -> sequences.add(info.lastSequence()));
        return sequences;
    }

    /** Loads every snapshot and compares; says what came of it. */
    boolean prove(final ReplayedDirectory replayed, final PrintWriter out) {
        for (final SnapshotInfo info : whole) {
            try {
                final String problem = problem(info, replayed);
                if (problem == null) {
                    out.printf(
                            "snapshot       sequence %d, %d bytes, state hash %016x%n",
                            info.lastSequence(), info.fileLengthBytes(), info.stateHash());
                } else {
                    problems.add(info.file() + ": " + problem);
                }
            } catch (final JournalException e) {
                requireGone(info.file(), e);
                out.printf("snapshot       sequence %d, deleted meanwhile%n", info.lastSequence());
            }
        }
        problems.forEach(problem -> out.printf("WRONG          %s%n", problem));
        return problems.isEmpty();
    }

    private String problem(final SnapshotInfo info, final ReplayedDirectory replayed) {
        final Long hash = replayed.hashAt(info.lastSequence());
        if (hash == null && info.lastSequence() > replayed.begunAfter()) {
            return "no batch of the journal ends with sequence " + info.lastSequence();
        }
        if (hash != null && hash != info.stateHash()) {
            return "its state hash is " + Long.toHexString(info.stateHash()) + ", the replay had "
                    + Long.toHexString(hash);
        }
        try {
            final StateMachine loaded = SnapshotRestore.load(
                            directory, info.file(), ReplayedDirectory.config(directory, manifest))
                    .stateMachine();
            final List<String> findings = loaded.audit();
            return findings.isEmpty() ? null : String.join("; ", findings);
        } catch (final BadSnapshotException e) {
            return e.getMessage();
        }
    }
}
