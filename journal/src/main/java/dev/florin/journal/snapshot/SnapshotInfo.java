package dev.florin.journal.snapshot;

import java.nio.file.Path;

/**
 * What a snapshot says of itself.
 *
 * @param file            that holds it.
 * @param journalId       of the journal that it belongs to.
 * @param lastSequence    that it reflects.
 * @param lastTimestampNs of that sequence, in nanoseconds since the epoch.
 * @param stateHash       after that sequence, opaque to the journal.
 * @param fileLengthBytes of the file.
 */
public record SnapshotInfo(
        Path file, long journalId, long lastSequence, long lastTimestampNs, long stateHash, long fileLengthBytes) {}
