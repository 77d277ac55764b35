package dev.florin.benchmarks.transfers;

/**
 * What one run gave.
 *
 * @param commandCount transfers, all applied and answered.
 * @param tookNs from the first offer to the last answer.
 * @param commandsPerBatch commands that the engine thread journaled at once, on average.
 * @param commandsPerSync commands that one sync made durable, on average; NaN without syncs.
 * @param diskBytesPerCommand bytes that reached the disk; NaN where the kernel does not tell.
 * @param rawMegabytesPerSecond forced positional writes of 576 KiB, measured just before; NaN where nothing is synced.
 * @param client what all sessions' threads used.
 * @param engine what the engine thread used.
 * @param sync what the sync thread used.
 * @param replayNs how long recovering all of it took; NaN if it was not asked for.
 */
record RunResult(
        long commandCount,
        long tookNs,
        double commandsPerBatch,
        double commandsPerSync,
        double diskBytesPerCommand,
        double rawMegabytesPerSecond,
        ThreadUsage client,
        ThreadUsage engine,
        ThreadUsage sync,
        double replayNs,
        long replayedCount) {
    private static final double NS_PER_US = 1_000;

    double millionsPerSecond() {
        return commandCount * NS_PER_US / tookNs;
    }

    /** Frames of the transfers alone, without headers of batches. */
    double journalMegabytesPerSecond() {
        return commandCount * TransferSource.FRAME_LENGTH_BYTES * NS_PER_US / tookNs;
    }

    double shareOfRawWrite() {
        return journalMegabytesPerSecond() / rawMegabytesPerSecond;
    }

    double replayedMillionsPerSecond() {
        return replayedCount * NS_PER_US / replayNs;
    }

    double cpuNsPerCommand(final ThreadUsage usage) {
        return (double) usage.cpuNs() / commandCount;
    }

    double allocatedBytesPerCommand(final ThreadUsage usage) {
        return (double) usage.allocatedBytes() / commandCount;
    }
}
