package dev.florin.statemachine.snapshot;

/**
 * What a state is told apart by.
 *
 * @param rulesVersion of the rules that decide.
 * @param keyRetention newest keys whose outcomes are kept at least.
 * @param lastSequence that the state reflects.
 * @param lastTimestampNs of that sequence, ns since the epoch.
 * @param stateHash of the whole state.
 */
public record SnapshotHead(
        int rulesVersion, int keyRetention, long lastSequence, long lastTimestampNs, long stateHash) {}
