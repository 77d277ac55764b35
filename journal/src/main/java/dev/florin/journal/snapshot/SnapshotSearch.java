package dev.florin.journal.snapshot;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a search for the newest valid snapshot found.
 *
 * @param snapshot that is whole to its last byte, if there is one.
 * @param skipped  newer ones that are not.
 */
public record SnapshotSearch(Optional<SnapshotInfo> snapshot, List<Skipped> skipped) {

    /**
     * A snapshot that cannot be used.
     *
     * @param file   of the snapshot.
     * @param reason why not.
     */
    public record Skipped(Path file, String reason) {}
}
