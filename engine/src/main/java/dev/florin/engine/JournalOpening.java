package dev.florin.engine;

import dev.florin.journal.Journal;
import dev.florin.journal.JournalConfig;
import dev.florin.statemachine.StateMachineConfig;

/** Opens the journal of a directory as the engine needs it. */
final class JournalOpening {
    private JournalOpening() {}

    static Journal open(final EngineConfig config) {
        return Journal.open(JournalConfig.builder(config.directory())
                .durability(config.durability())
                .segmentLengthBytes(config.segmentLengthBytes())
                .maxBatchLengthBytes(config.maxBatchLengthBytes())
                .stagingLengthBytes(config.stagingLengthBytes())
                .commitFileLengthBytes(config.commitFileLengthBytes())
                .minFreeDiskBytes(config.minFreeDiskBytes())
                .fileLayer(config.fileLayer())
                .property(StateProperties.KEY_RETENTION, Integer.toString(config.keyRetention()))
                .property(StateProperties.RULES_VERSION, Integer.toString(StateMachineConfig.RULES_VERSION))
                .build());
    }
}
