package dev.florin.engine.snapshot;

import dev.florin.journal.Journal;
import dev.florin.journal.exceptions.JournalDamagedException;
import dev.florin.journal.snapshot.SnapshotInfo;
import dev.florin.journal.snapshot.SnapshotReader;
import dev.florin.journal.snapshot.SnapshotSearch;
import dev.florin.statemachine.StateMachine;
import dev.florin.statemachine.StateMachineConfig;
import dev.florin.statemachine.snapshot.BadSnapshotException;
import dev.florin.statemachine.snapshot.SnapshotLoader;
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
     * @param lastSequence that the snapshot may reflect at most; 0: begin with the empty state.
     * @return the state.
     */
    public static SnapshotRestore newest(
            final Path directory, final StateMachineConfig config, final long lastSequence) {
        final List<SkippedSnapshot> skipped = new ArrayList<>();
        long atMost = lastSequence;
        while (atMost > 0) {
            final SnapshotSearch search = Journal.newestSnapshot(directory, atMost);
            search.skipped().forEach(it -> skipped.add(new SkippedSnapshot(it.file(), it.reason())));
            if (search.snapshot().isEmpty()) {
                break;
            }
            final SnapshotInfo info = search.snapshot().get();
            try {
                final long startedNs = System.nanoTime();
                final StateMachine loaded = load(info.file(), config);
                final RestoredSnapshot restored = new RestoredSnapshot(
                        info.file(),
                        info.lastSequence(),
                        info.lastTimestampNs(),
                        info.fileLengthBytes(),
                        System.nanoTime() - startedNs);
                return new SnapshotRestore(loaded, Optional.of(restored), skipped);
            } catch (final BadSnapshotException | JournalDamagedException e) {
                LOG.warn("skipped the snapshot {}: {}", info.file(), e.getMessage());
                skipped.add(new SkippedSnapshot(info.file(), e.getMessage()));
                atMost = info.lastSequence() - 1;
            }
        }
        return new SnapshotRestore(new StateMachine(config), Optional.empty(), skipped);
    }

    /**
     * Loads one snapshot.
     *
     * @param file of the snapshot.
     * @param config of the state.
     * @return its state, whose hash is what it was.
     * @throws BadSnapshotException if the content is not what this version can read, or the state not what it was.
     * @throws JournalDamagedException if the file is not whole.
     */
    public static StateMachine load(final Path file, final StateMachineConfig config) {
        final StateMachine stateMachine = new StateMachine(config);
        final SnapshotLoader loader = stateMachine.loader();
        try (SnapshotReader reader = SnapshotReader.open(file)) {
            while (!reader.isAtEnd()) {
                reader.poll(loader::onChunk, Integer.MAX_VALUE);
            }
            loader.finish();
            if (reader.info().lastSequence() != stateMachine.lastSequence()
                    || reader.info().stateHash() != stateMachine.stateHash()) {
                throw new BadSnapshotException("the file says sequence "
                        + reader.info().lastSequence() + ", its content sequence " + stateMachine.lastSequence());
            }
        }
        return stateMachine;
    }
}
