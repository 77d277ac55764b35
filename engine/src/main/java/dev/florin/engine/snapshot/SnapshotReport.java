package dev.florin.engine.snapshot;

import java.nio.file.Path;

/**
 * What became of a snapshot.
 *
 * @param file that holds it.
 * @param lastSequence that it reflects.
 * @param lastTimestampNs of that sequence, ns since the epoch.
 * @param stateHash after that sequence.
 * @param fileLengthBytes of the file.
 * @param durationNs from its moment to where the file was complete and durable.
 * @param stepCount steps that the engine thread took for it, beside its batches.
 * @param stepsNs processor time of the engine thread in all of them.
 * @param longestStepNs processor time of the longest.
 */
public record SnapshotReport(
        Path file,
        long lastSequence,
        long lastTimestampNs,
        long stateHash,
        long fileLengthBytes,
        long durationNs,
        long stepCount,
        long stepsNs,
        long longestStepNs) {}
