package dev.florin.journal;

import dev.florin.journal.format.Checksum;
import dev.florin.journal.snapshot.SnapshotSearch;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.agrona.DirectBuffer;

/** Follows what was appended and what was said to be durable, and knows nothing of how a journal does it. */
final class SimulationAuditor {

    private final List<Batch> history = new ArrayList<>();
    private long durableSequence;
    private long snapshotSequence;
    private long digest;

    private record Batch(long firstSequence, long timestampNs, int count, int lengthBytes, int crc) {

        long lastSequence() {
            return firstSequence + count - 1;
        }
    }

    /** A batch may be in the journal from now on, unless a crash takes it. */
    void appending(
            final long firstSequence,
            final long timestampNs,
            final DirectBuffer buffer,
            final int offset,
            final int lengthBytes,
            final int count) {
        history.add(batch(firstSequence, timestampNs, buffer, offset, lengthBytes, count));
        note(3, firstSequence);
    }

    private static Batch batch(
            final long firstSequence,
            final long timestampNs,
            final DirectBuffer buffer,
            final int offset,
            final int lengthBytes,
            final int count) {
        final byte[] body = new byte[lengthBytes];
        buffer.getBytes(offset, body);
        return new Batch(firstSequence, timestampNs, count, lengthBytes, Checksum.of(body));
    }

    /** Everything up to a sequence was answered. */
    void durable(final long sequence) {
        durableSequence = Math.max(durableSequence, sequence);
        note(4, sequence);
    }

    /** The last sequence of the last batch that is durable as a whole, 0 if there is none. */
    long lastDurableBatchEnd() {
        long end = 0;
        for (final Batch batch : history) {
            if (batch.lastSequence() <= durableSequence) {
                end = batch.lastSequence();
            }
        }
        return end;
    }

    void snapshotCommitted(final long sequence) {
        snapshotSequence = Math.max(snapshotSequence, sequence);
        note(5, sequence);
    }

    /** Takes a replay from the first batch on, and compares each with what was appended. */
    BatchHandler replay() {
        final int[] index = {0};
        return (firstSequence, timestampNs, buffer, offset, lengthBytes, count) -> {
            final Batch found = batch(firstSequence, timestampNs, buffer, offset, lengthBytes, count);
            final Batch wanted = index[0] < history.size() ? history.get(index[0]) : null;
            require(
                    Objects.equals(found, wanted),
                    () -> "batch " + index[0] + " is " + found + ", appended was " + wanted);
            index[0]++;
        };
    }

    /** A new life has recovered; what it did not find is gone for good. */
    void recovered(final RecoveryReport report) {
        require(
                report.lastSequence() >= durableSequence,
                () -> "recovered up to " + report.lastSequence() + ", durable was " + durableSequence + ": " + report);
        history.removeIf(batch -> batch.firstSequence() > report.lastSequence());
        note(6, report.lastSequence());
    }

    void readBeside(final long lastSequence, final long durableBefore) {
        require(lastSequence >= durableBefore, () -> "read up to " + lastSequence + ", durable was " + durableBefore);
        note(7, lastSequence);
    }

    void checkSnapshot(final SnapshotSearch search) {
        final long found = search.snapshot()
                .map(snapshot -> {
                    require(snapshot.stateHash() == ~snapshot.lastSequence(), () -> "another snapshot: " + snapshot);
                    return snapshot.lastSequence();
                })
                .orElse(0L);
        require(search.skipped().isEmpty(), () -> "damaged snapshots: " + search.skipped());
        require(found >= snapshotSequence, () -> "snapshot " + found + ", committed was " + snapshotSequence);
        require(found <= durableSequence, () -> "snapshot " + found + " of what is not durable: " + durableSequence);
        note(8, found);
    }

    /** Adds to the digest of what happened. */
    void note(final int kind, final long value) {
        digest = digest * 0x9E37_79B9_7F4A_7C15L + kind * 31L + value;
    }

    long digest() {
        return digest;
    }

    private static void require(final boolean condition, final Supplier<String> problem) {
        if (!condition) {
            throw new AssertionError(problem.get());
        }
    }
}
