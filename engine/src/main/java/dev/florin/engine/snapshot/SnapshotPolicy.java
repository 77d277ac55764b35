package dev.florin.engine.snapshot;

/**
 * When snapshots are taken by themselves, and what for.
 *
 * @param everyCommands after so many commands since the last one; 0: not by count.
 * @param everyNs after so long, if there were commands; 0: not by time.
 * @param keepCount newest ones that are kept, at least 1.
 * @param bufferBytes most memory for images that wait to be written.
 * @param minFreeDiskBytes free disk that a snapshot must leave.
 */
public record SnapshotPolicy(long everyCommands, long everyNs, int keepCount, long bufferBytes, long minFreeDiskBytes) {
    /** {@return whether snapshots are taken without being asked for} */
    boolean isAutomatic() {
        return everyCommands > 0 || everyNs > 0;
    }
}
