package dev.florin.journal;

import dev.florin.journal.commitlog.StagingBuffer;
import dev.florin.journal.concurrent.FailureLatch;
import dev.florin.journal.concurrent.PublishedSequence;
import dev.florin.journal.concurrent.WakeUp;
import dev.florin.journal.exceptions.JournalFailedException;
import dev.florin.journal.format.BatchHeader;
import dev.florin.journal.format.Checksum;
import dev.florin.journal.segment.DiskWatch;
import dev.florin.journal.segment.SegmentSupply;
import dev.florin.journal.segment.SegmentSyncer;
import dev.florin.journal.segment.SegmentWarmer;
import dev.florin.journal.segment.SegmentWriter;
import java.nio.ByteBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Appends batches. Owned by the engine thread. Allocates nothing per batch.
 *
 * <pre>
 * if (appender.begin()) {
 *     // write up to bodyCapacity() bytes to buffer() from bodyOffset() on
 *     appender.commit(firstSequence, firstTimestampNs, count, bodyLengthBytes, lastApplied, stateHash);
 *     // the body stays readable there until the next begin()
 * }
 * </pre>
 */
public final class JournalAppender {

    private final StagingBuffer staging;
    private final MutableDirectBuffer buffer;
    private final ByteBuffer bytes;
    private final Checksum checksum = new Checksum();
    private final SegmentSupply supply;
    private final SegmentSyncer syncer;
    private final SegmentWarmer warmer;
    private final DiskWatch disk;
    private final PublishedSequence durableSequence;
    private final FailureLatch failure;
    private final WakeUp syncThread;
    private final boolean fsync;
    private final int maxBatchLengthBytes;

    private SegmentWriter segment;
    private SegmentWriter nextSegment;
    private boolean begun;
    private long appendedBytes;
    private long lastSequence;
    private long lastTimestampNs;
    private int lastCrc;

    JournalAppender(
            final StagingBuffer staging,
            final SegmentSupply supply,
            final SegmentSyncer syncer,
            final SegmentWarmer warmer,
            final DiskWatch disk,
            final PublishedSequence durableSequence,
            final FailureLatch failure,
            final WakeUp syncThread,
            final JournalConfig config,
            final SegmentWriter segment,
            final RecoveryReport recovered) {
        this.staging = staging;
        this.buffer = staging.buffer();
        this.bytes = staging.newView();
        this.supply = supply;
        this.syncer = syncer;
        this.warmer = warmer;
        this.disk = disk;
        this.durableSequence = durableSequence;
        this.failure = failure;
        this.syncThread = syncThread;
        this.fsync = config.durability() == Durability.FSYNC;
        this.maxBatchLengthBytes = config.maxBatchLengthBytes();
        this.segment = segment;
        this.lastSequence = recovered.lastSequence();
        this.lastTimestampNs = recovered.lastTimestampNs();
        this.lastCrc = recovered.lastCrc();
    }

    /**
     * Starts a batch. A batch that was begun and not committed is forgotten.
     *
     * @return false under back-pressure: the sync thread lags, the next segment is not ready, or the disk
     *     is nearly full. Try again later.
     * @throws JournalFailedException if the journal failed.
     */
    public boolean begin() {
        failure.check();
        begun = disk.mayAppend(appendedBytes + maxBatchLengthBytes)
                && (segment.hasRoomFor(maxBatchLengthBytes) || roll())
                && staging.begin();
        return begun;
    }

    private boolean roll() {
        if (nextSegment == null) {
            nextSegment = supply.take();
        }
        if (nextSegment == null || !syncer.roll(segment, nextSegment)) {
            return false;
        }
        segment = nextSegment;
        nextSegment = null;
        return true;
    }

    /**
     * The memory in which the batch that was begun is built.
     *
     * @return the buffer, always the same.
     */
    public MutableDirectBuffer buffer() {
        return buffer;
    }

    /**
     * Where the body of the batch starts; valid from {@link #begin} to the next.
     *
     * @return offset in {@link #buffer}, a multiple of 64.
     */
    public int bodyOffset() {
        return staging.batchOffset() + BatchHeader.LENGTH_BYTES;
    }

    /**
     * How long a body may be.
     *
     * @return length in bytes.
     */
    public int bodyCapacity() {
        return maxBatchLengthBytes - BatchHeader.LENGTH_BYTES;
    }

    /**
     * Appends the batch that was begun, as one. After it returned, the batch survives the death of the process; it is
     * durable once {@link Journal#durableSequence} reaches its last sequence.
     *
     * @param firstSequence       of the batch: that of the batch before, plus one.
     * @param firstTimestampNs    of that sequence; later than the last one of the batch before.
     * @param count               of sequences, at least 1.
     * @param bodyLengthBytes     of what was written from {@link #bodyOffset} on.
     * @param lastAppliedSequence by the state machine.
     * @param stateHash           after that sequence.
     * @throws IllegalArgumentException if the batch does not continue the journal or is too long; nothing happened.
     * @throws JournalFailedException   if it could not be appended. What the disk holds of it is unknown.
     */
    public void commit(
            final long firstSequence,
            final long firstTimestampNs,
            final int count,
            final int bodyLengthBytes,
            final long lastAppliedSequence,
            final long stateHash) {
        checkBatch(firstSequence, firstTimestampNs, count, bodyLengthBytes);
        final int offset = staging.batchOffset();
        final int lengthBytes = BatchHeader.LENGTH_BYTES + bodyLengthBytes;
        final long batchLastSequence = firstSequence + count - 1;
        BatchHeader.encode(
                buffer,
                offset,
                lengthBytes,
                firstSequence,
                firstTimestampNs,
                count,
                durableSequence.read(),
                lastAppliedSequence,
                stateHash,
                lastCrc);
        final int crc = BatchHeader.seal(buffer, bytes, offset, checksum);
        try {
            segment.append(buffer, offset, lengthBytes, firstSequence, batchLastSequence, crc);
        } catch (final Throwable e) {
            throw failure.fail(e);
        }
        begun = false;
        appendedBytes += lengthBytes;
        disk.appended(appendedBytes);
        if (disk.mayAppend(appendedBytes + SegmentWarmer.AHEAD_LENGTH_BYTES)) {
            warmer.onAppended(segment);
        }
        lastSequence = batchLastSequence;
        lastTimestampNs = firstTimestampNs + count - 1;
        lastCrc = crc;
        if (fsync) {
            staging.stage(lengthBytes);
            syncThread.signal();
        } else {
            durableSequence.publish(batchLastSequence);
        }
    }

    private void checkBatch(
            final long firstSequence, final long firstTimestampNs, final int count, final int bodyLengthBytes) {
        if (!begun) {
            throw new IllegalStateException("no batch was begun");
        }
        if (firstSequence != lastSequence + 1 || firstTimestampNs <= lastTimestampNs || count < 1) {
            throw new IllegalArgumentException(count + " sequences from " + firstSequence + " at " + firstTimestampNs
                    + " ns do not continue sequence " + lastSequence + " at " + lastTimestampNs + " ns");
        }
        if (bodyLengthBytes < 0 || bodyLengthBytes > bodyCapacity()) {
            throw new IllegalArgumentException("a body of " + bodyLengthBytes + " bytes, at most " + bodyCapacity());
        }
    }

    /**
     * The last sequence that was appended.
     *
     * @return a sequence, 0 if the journal is empty.
     */
    public long lastSequence() {
        return lastSequence;
    }

    /**
     * The timestamp of the last sequence.
     *
     * @return nanoseconds since the epoch, 0 if the journal is empty.
     */
    public long lastTimestampNs() {
        return lastTimestampNs;
    }

    SegmentWriter segment() {
        return segment;
    }

    SegmentWriter nextSegment() {
        return nextSegment;
    }
}
