package dev.florin.engine;

import dev.florin.journal.Journal;
import dev.florin.journal.JournalConfig;

/** Opens the journal of a directory as the engine needs it. */
final class JournalOpening {
    /** What a directory was made with, and must be opened with: it decides outcomes. */
    static final String KEY_RETENTION = "keyRetention";

    static final String RULES_VERSION = "rulesVersion";

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
                .property(KEY_RETENTION, Integer.toString(config.keyRetention()))
                .property(RULES_VERSION, "1")
                .build());
    }
}
