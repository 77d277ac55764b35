package dev.florin.replay.journal;

import dev.florin.engine.snapshot.SnapshotRestore;
import dev.florin.journal.Journal;
import dev.florin.journal.JournalReader;
import dev.florin.journal.RecoveryReport;
import dev.florin.journal.exceptions.JournalDamagedException;
import dev.florin.journal.manifest.Manifest;
import dev.florin.journal.snapshot.Snapshots;
import dev.florin.statemachine.StateMachine;
import dev.florin.statemachine.StateMachineConfig;
import dev.florin.statemachine.snapshot.BadSnapshotException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The state at the end of a journal, replayed from nothing, with every check that a start makes: checksums, chain,
 * sequences, seals, and before each batch the state hash that its header tells.
 */
public final class ReplayedDirectory {
    private static final Logger LOG = LoggerFactory.getLogger(ReplayedDirectory.class);

    private final StateMachine stateMachine;
    private final Map<Long, Long> hashes = new HashMap<>();
    private final long begunAfter;
    private RecoveryReport report;

    private ReplayedDirectory(final StateMachine stateMachine) {
        this.stateMachine = stateMachine;
        begunAfter = stateMachine.lastSequence();
    }

    /**
     * Replays a whole journal, batch by batch as a start does. Where its beginning was removed, it begins with the oldest
     * good snapshot from which the rest can be replayed.
     *
     * @param directory of an engine, or a copy of it.
     * @param manifest of that directory.
     * @param wantedSequences of which the state hash is wanted, if a batch ends with them.
     * @param progress told after each batch.
     * @return what came of it.
     */
    public static ReplayedDirectory replay(
            final Path directory,
            final Manifest manifest,
            final Set<Long> wantedSequences,
            final ReplayProgress progress) {
        return new ReplayedDirectory(beginning(directory, manifest)).run(directory, wantedSequences, progress);
    }

    /**
     * Replays what a directory holds behind its newest good snapshot, or everything where there is none.
     *
     * @param directory of an engine, or a copy of it.
     * @param manifest of that directory.
     * @param progress told after each batch.
     * @return what came of it.
     */
    public static ReplayedDirectory replayBehindSnapshot(
            final Path directory, final Manifest manifest, final ReplayProgress progress) {
        final StateMachineConfig config = ReplayChecks.config(directory, manifest);
        return new ReplayedDirectory(SnapshotRestore.newest(directory, config).stateMachine())
                .run(directory, Set.of(), progress);
    }

    /**
     * What the state of a directory is made with.
     *
     * @param directory of an engine, or a copy of it.
     * @param manifest of that directory.
     * @return the configuration.
     */
    public static StateMachineConfig config(final Path directory, final Manifest manifest) {
        return ReplayChecks.config(directory, manifest);
    }

    private static StateMachine beginning(final Path directory, final Manifest manifest) {
        final StateMachineConfig config = ReplayChecks.config(directory, manifest);
        final long firstSequence = Journal.historyBegins(directory);
        final List<Path> oldestFirst = new ArrayList<>(firstSequence > 1 ? Snapshots.list(directory) : List.of());
        Collections.reverse(oldestFirst);
        for (final Path file : oldestFirst) {
            try {
                final StateMachine loaded =
                        SnapshotRestore.load(directory, file, config).stateMachine();
                if (loaded.lastSequence() >= firstSequence - 1) {
                    return loaded;
                }
            } catch (final JournalDamagedException | BadSnapshotException e) {
                LOG.debug("no beginning: {}", file, e); // whoever verifies is told of every snapshot
            }
        }
        return new StateMachine(config); // the reader says where history begins
    }

    private ReplayedDirectory run(
            final Path directory, final Set<Long> wantedSequences, final ReplayProgress progress) {
        look(wantedSequences);
        try (JournalReader reader = Journal.openReadOnly(directory, stateMachine.lastSequence() + 1)) {
            while (!reader.isAtEnd()) {
                reader.poll(
                        (firstSequence, firstTimestampNs, buffer, offset, lengthBytes, count) -> {
                            ReplayChecks.requireSameHash(stateMachine, reader, firstSequence);
                            stateMachine.onBatch(firstSequence, firstTimestampNs, buffer, offset, lengthBytes, count);
                            look(wantedSequences);
                            progress.reached(stateMachine.lastSequence(), stateMachine.lastTimestampNs());
                        },
                        Integer.MAX_VALUE);
            }
            report = reader.report();
        }
        return this;
    }

    private void look(final Set<Long> wantedSequences) {
        if (wantedSequences.contains(stateMachine.lastSequence())) {
            hashes.put(stateMachine.lastSequence(), stateMachine.stateHash());
        }
    }

    /**
     * Sequence that the replay began behind.
     *
     * @return 0 where it began with the first command.
     */
    public long begunAfter() {
        return begunAfter;
    }

    /**
     * The state hash after a sequence that was wanted.
     *
     * @param sequence that was wanted.
     * @return null if no batch that was replayed ended with it.
     */
    public Long hashAt(final long sequence) {
        return hashes.get(sequence);
    }

    /**
     * The state at the end.
     *
     * @return the state machine; only to be looked at.
     */
    public StateMachine stateMachine() {
        return stateMachine;
    }

    /**
     * What the reader of the journal found.
     *
     * @return its report.
     */
    public RecoveryReport report() {
        return report;
    }
}
