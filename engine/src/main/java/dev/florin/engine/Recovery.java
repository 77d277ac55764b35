package dev.florin.engine;

import dev.florin.journal.RecoveryReport;

/**
 * What was found in the data directory when the engine was opened.
 *
 * @param lastSequence of the last command replayed; 0 for an empty directory.
 * @param lastTimestampNs of that command, ns since the epoch.
 * @param stateHash after it.
 * @param journal what the journal's reader found, and what was cut, if anything.
 * @param durationNs that the replay took.
 */
public record Recovery(
        long lastSequence, long lastTimestampNs, long stateHash, RecoveryReport journal, long durationNs) {}
