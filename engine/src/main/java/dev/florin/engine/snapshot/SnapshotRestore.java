package dev.florin.engine.snapshot;

import dev.florin.journal.exceptions.JournalDamagedException;
import dev.florin.journal.exceptions.JournalException;
import dev.florin.journal.manifest.ManifestStore;
import dev.florin.journal.snapshot.SnapshotInfo;
import dev.florin.journal.snapshot.SnapshotReader;
import dev.florin.journal.snapshot.Snapshots;
import dev.florin.statemachine.StateMachine;
import dev.florin.statemachine.StateMachineConfig;
import dev.florin.statemachine.snapshot.BadSnapshotException;
import dev.florin.statemachine.snapshot.SnapshotLoader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The state to begin a replay with: that of the newest snapshot that is good, or the empty one. A snapshot is good if its
 * file is whole and belongs to the journal, this version can read it, and the state has the hash that it was taken with.
 * Whatever is not good is skipped with a warning. Works on a directory that an engine has open, too.
 *
 * @param stateMachine that the replay goes on with.
 * @param snapshot that it was loaded from, if there was a good one.
 * @param skipped newer ones that are not good.
 */
public record SnapshotRestore(
        StateMachine stateMachine, Optional<RestoredSnapshot> snapshot, List<SkippedSnapshot> skipped) {
    private static final Logger LOG = LoggerFactory.getLogger(SnapshotRestore.class);

    /** Copies the list. */
    public SnapshotRestore {
        skipped = List.copyOf(skipped);
    }

    /**
     * Finds and loads the newest good snapshot.
     *
     * @param directory of the journal.
     * @param config of the state.
     * @return the state.
     */
    public static SnapshotRestore newest(final Path directory, final StateMachineConfig config) {
        return newest(directory, config, Long.MAX_VALUE);
    }

    /**
     * Finds and loads the newest good snapshot that is not newer than a sequence.
     *
     * @param directory of the journal.
     * @param config of the state.
     * @param lastSequence that it may reflect at most; below 1: begin with the empty state.
     * @return the state.
     */
    public static SnapshotRestore newest(
            final Path directory, final StateMachineConfig config, final long lastSequence) {
        final List<SkippedSnapshot> skipped = new ArrayList<>();
        for (final Path file : Snapshots.list(directory, lastSequence)) {
            try {
                return load(directory, file, config, skipped);
            } catch (final BadSnapshotException | JournalDamagedException e) {
                LOG.warn("skipped the snapshot {}: {}", file, e.getMessage());
                skipped.add(new SkippedSnapshot(file, e.getMessage()));
            }
        }
        return new SnapshotRestore(new StateMachine(config), Optional.empty(), skipped);
    }

    /**
     * Loads one snapshot.
     *
     * @param directory of the journal.
     * @param file of the snapshot.
     * @param config of the state.
     * @return its state, whose hash is what it was.
     * @throws BadSnapshotException if the content is not what this version can read, or the state not what it was.
     * @throws JournalDamagedException if the file is not whole, or belongs to another journal.
     */
    public static SnapshotRestore load(final Path directory, final Path file, final StateMachineConfig config) {
        return load(directory, file, config, List.of());
    }

    /** Whether the file is whole is known at the end: until then, what is loaded is nobody's. */
    private static SnapshotRestore load(
            final Path directory,
            final Path file,
            final StateMachineConfig config,
            final List<SkippedSnapshot> skipped) {
        final long startedNs = System.nanoTime();
        final StateMachine stateMachine = new StateMachine(config);
        final SnapshotLoader loader = stateMachine.loader();
        try (SnapshotReader reader = Snapshots.open(file, journalId(directory))) {
            while (!reader.isAtEnd()) {
                reader.poll(loader::onChunk, Integer.MAX_VALUE);
            }
            loader.finish();
            final SnapshotInfo info = reader.info();
            if (info.lastSequence() != stateMachine.lastSequence() || info.stateHash() != stateMachine.stateHash()) {
                throw new BadSnapshotException("the file says sequence " + info.lastSequence()
                        + ", its content sequence " + stateMachine.lastSequence());
            }
            final RestoredSnapshot restored = new RestoredSnapshot(
                    file,
                    info.lastSequence(),
                    info.lastTimestampNs(),
                    info.fileLengthBytes(),
                    System.nanoTime() - startedNs);
            return new SnapshotRestore(stateMachine, Optional.of(restored), skipped);
        }
    }

    private static long journalId(final Path directory) {
        try {
            return ManifestStore.read(directory).journalId();
        } catch (final IOException e) {
            throw new JournalException("cannot read the manifest in " + directory + ": " + e.getMessage(), e);
        }
    }
}
