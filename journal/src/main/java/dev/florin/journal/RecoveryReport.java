package dev.florin.journal;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What a reader found when it reached the end of a journal.
 *
 * @param lastSequence          of the last batch, 0 if there is none.
 * @param lastTimestampNs       stamped on that sequence, 0 if there is none.
 * @param lastCrc               CRC32C of the last batch, or the chain's seed if there is none.
 * @param batchCount            how many batches were read.
 * @param segmentCount          how many segments were read.
 * @param commitLogBatchCount   how many of the batches came from the commit log because the segments lacked them.
 * @param orderly               true if the journal had been closed in order: everything was sealed.
 * @param cut                   the tail that was cut off, if there was one.
 */
public record RecoveryReport(
        long lastSequence,
        long lastTimestampNs,
        int lastCrc,
        long batchCount,
        int segmentCount,
        long commitLogBatchCount,
        boolean orderly,
        Optional<Cut> cut) {

    /**
     * A tail that a crash left: started, never durable, answered to nobody.
     *
     * @param file          in which it starts.
     * @param positionBytes at which it starts.
     * @param sequence      that it would have started with.
     * @param reason        why it is not a batch, or not the next one.
     */
    public record Cut(Path file, long positionBytes, long sequence, String reason) {}
}
