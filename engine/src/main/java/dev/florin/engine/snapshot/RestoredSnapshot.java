package dev.florin.engine.snapshot;

import java.nio.file.Path;

/**
 * The snapshot that a recovery began with.
 *
 * @param file of the snapshot.
 * @param lastSequence that it reflects.
 * @param lastTimestampNs of that sequence, ns since the epoch.
 * @param fileLengthBytes of the file.
 * @param durationNs that loading it took.
 */
public record RestoredSnapshot(
        Path file, long lastSequence, long lastTimestampNs, long fileLengthBytes, long durationNs) {}
