package dev.florin.statemachine.snapshot;

import dev.florin.statemachine.paged.Epoch;
import dev.florin.statemachine.paged.ImageBuffers;
import dev.florin.statemachine.paged.PagedRows;
import java.util.List;
import java.util.function.Supplier;

/**
 * Takes snapshots of the state while commands go on. A snapshot is of the moment at which it began; it is whole once {@link
 * #sweep} has said so. Owned by the engine thread.
 */
public final class StateSnapshot {
    private final Epoch epoch;
    private final List<SnapshotPart> parts;
    private final Supplier<SnapshotHead> head;

    /**
     * Snapshots of parts.
     *
     * @param epoch whose tables are those of the parts.
     * @param parts of the state, always in the same order.
     * @param head of the state as it is.
     */
    public StateSnapshot(final Epoch epoch, final List<SnapshotPart> parts, final Supplier<SnapshotHead> head) {
        this.epoch = epoch;
        this.parts = List.copyOf(parts);
        this.head = head;
        SnapshotFormat.tables(parts).forEach(epoch::add);
    }

    /**
     * Begins a snapshot of the state as it is, between two commands. The first buffer is published at once.
     *
     * @param buffers that take it.
     * @return what it is of.
     */
    public SnapshotHead begin(final ImageBuffers buffers) {
        final SnapshotHead now = head.get();
        final long[] buffer = buffers.claim(true);
        if (buffer == null) {
            throw new IllegalStateException("there is no buffer to begin a snapshot with");
        }
        encode(now, buffer);
        epoch.begin(buffers);
        buffers.publish(buffer);
        return now;
    }

    private void encode(final SnapshotHead now, final long[] buffer) {
        final List<PagedRows> tables = SnapshotFormat.tables(parts);
        buffer[SnapshotFormat.MAGIC_AT] = SnapshotFormat.MAGIC;
        buffer[SnapshotFormat.VERSION_AT] = SnapshotFormat.VERSION;
        buffer[SnapshotFormat.RULES_VERSION] = now.rulesVersion();
        buffer[SnapshotFormat.KEY_RETENTION] = now.keyRetention();
        buffer[SnapshotFormat.LAST_SEQUENCE] = now.lastSequence();
        buffer[SnapshotFormat.LAST_TIMESTAMP] = now.lastTimestampNs();
        buffer[SnapshotFormat.STATE_HASH] = now.stateHash();
        int length = SnapshotFormat.FIRST_TABLE;
        for (final PagedRows table : tables) {
            buffer[length++] = SnapshotFormat.shape(table);
        }
        for (final SnapshotPart part : parts) {
            for (final long figure : part.figures()) {
                buffer[length++] = figure;
            }
        }
        buffer[SnapshotFormat.COUNTS] =
                SnapshotFormat.counts(tables.size(), length - SnapshotFormat.FIRST_TABLE - tables.size());
        buffer[SnapshotFormat.LENGTH] = length;
    }

    /**
     * Takes some more of the state.
     *
     * @param maxLength longs after which to stop; the last page may pass it.
     * @return true if all is published, and the snapshot whole.
     */
    public boolean sweep(final int maxLength) {
        return epoch.sweep(maxLength);
    }

    /** Gives up the snapshot at hand, if there is one. */
    public void abandon() {
        epoch.end();
    }

    /**
     * Whether a snapshot is being taken.
     *
     * @return false before it began, and once it is whole, abandoned or failed.
     */
    public boolean isActive() {
        return epoch.isActive();
    }

    /**
     * Whether the last snapshot failed, because no buffer was to be had for a row that was about to be written.
     *
     * @return true if it will never be whole.
     */
    public boolean hasFailed() {
        return epoch.hasFailed();
    }
}
