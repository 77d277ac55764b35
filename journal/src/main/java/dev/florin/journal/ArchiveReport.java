package dev.florin.journal;

/**
 * What was archived.
 *
 * @param segmentCount  how many segments were moved into the archive now.
 * @param segmentBytes  that they took before.
 * @param archivedBytes that they take in the archive.
 * @param lastSequence  of the last segment in the archive, 0 if it is empty.
 */
public record ArchiveReport(int segmentCount, long segmentBytes, long archivedBytes, long lastSequence) {}
