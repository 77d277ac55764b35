package dev.florin.engine.snapshot;

import java.nio.file.Path;

/**
 * A snapshot that could not be used.
 *
 * @param file of the snapshot.
 * @param reason why not, in words.
 */
public record SkippedSnapshot(Path file, String reason) {}
