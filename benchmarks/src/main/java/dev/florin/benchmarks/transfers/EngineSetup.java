package dev.florin.benchmarks.transfers;

import dev.florin.engine.EngineConfig;
import dev.florin.engine.Waiting;
import dev.florin.journal.Durability;
import java.nio.file.Path;

/**
 * How the engine of a run is set up, and what is done with it before and after the load.
 *
 * @param durability what an answer is worth.
 * @param waiting how the engine's threads wait.
 * @param keyRetention keys whose outcome is kept at least.
 * @param fillsKeys true: so many transfers come first, so that every command that counts makes the engine forget.
 * @param snapshotEveryNs ns from one snapshot to the next; 0: none are taken.
 * @param measuresReplay true: the directory is recovered after the run, which is timed, and its halves, too.
 */
record EngineSetup(
        Durability durability,
        Waiting waiting,
        int keyRetention,
        boolean fillsKeys,
        long snapshotEveryNs,
        boolean measuresReplay) {

    EngineConfig config(final Path directory) {
        return EngineConfig.builder(directory)
                .durability(durability)
                .waiting(waiting)
                .keyRetention(keyRetention)
                .snapshotEveryNs(snapshotEveryNs)
                .build();
    }

    boolean takesSnapshots() {
        return snapshotEveryNs > 0;
    }

    EngineSetup withoutExtras() {
        return new EngineSetup(durability, waiting, keyRetention, false, 0, false);
    }
}
