package dev.florin.benchmarks.transfers;

/**
 * What one run gave.
 *
 * @param commandCount commands, all applied and answered.
 * @param frameBytes length of all their frames.
 * @param tookNs from the first offer to the last answer.
 * @param commandsPerBatch commands that the engine thread journaled at once, on average.
 * @param commandsPerSync commands that one sync made durable, on average; NaN without syncs.
 * @param diskBytesPerCommand bytes that reached the disk; NaN where the kernel does not tell.
 * @param rawMegabytesPerSecond forced positional writes of 576 KiB, measured just before; NaN where nothing is synced.
 * @param client what all sessions' threads used.
 * @param engine what the engine thread used.
 * @param sync what the sync thread used.
 * @param snapshotCount snapshots that were completed meanwhile.
 * @param longestSnapshotStepNs processor time of the longest step that the engine thread took for the last of them.
 * @param fillRate millions of transfers a second while the kept keys filled, before this load; NaN if they did not.
 * @param replay how fast all of it came back.
 */
record RunResult(
        long commandCount,
        long frameBytes,
        long tookNs,
        double commandsPerBatch,
        double commandsPerSync,
        double diskBytesPerCommand,
        double rawMegabytesPerSecond,
        ThreadUsage client,
        ThreadUsage engine,
        ThreadUsage sync,
        long snapshotCount,
        long longestSnapshotStepNs,
        double fillRate,
        ReplayRates replay) {
    private static final double NS_PER_US = 1_000;
    private static final double PERCENT = 100;

    RunResult withFillRate(final double rate) {
        return with(rate, replay);
    }

    RunResult withReplay(final ReplayRates rates) {
        return with(fillRate, rates);
    }

    private RunResult with(final double newFillRate, final ReplayRates newReplay) {
        return new RunResult(
                commandCount,
                frameBytes,
                tookNs,
                commandsPerBatch,
                commandsPerSync,
                diskBytesPerCommand,
                rawMegabytesPerSecond,
                client,
                engine,
                sync,
                snapshotCount,
                longestSnapshotStepNs,
                newFillRate,
                newReplay);
    }

    double millionsPerSecond() {
        return commandCount * NS_PER_US / tookNs;
    }

    /** How the throughput stands beside that of the transfers that filled the kept keys before. */
    double percentOfFillRate() {
        return PERCENT * millionsPerSecond() / fillRate;
    }

    /** Frames of the commands alone, without headers of batches. */
    double journalMegabytesPerSecond() {
        return frameBytes * NS_PER_US / tookNs;
    }

    double percentOfRawWrite() {
        return PERCENT * journalMegabytesPerSecond() / rawMegabytesPerSecond;
    }

    double longestSnapshotStepUs() {
        return longestSnapshotStepNs / NS_PER_US;
    }

    double cpuNsPerCommand(final ThreadUsage usage) {
        return (double) usage.cpuNs() / commandCount;
    }

    double allocatedBytesPerCommand(final ThreadUsage usage) {
        return (double) usage.allocatedBytes() / commandCount;
    }
}
