package dev.florin.journal;

import dev.florin.journal.format.BatchHeader;
import dev.florin.journal.format.Checksum;
import java.nio.ByteBuffer;
import org.agrona.DirectBuffer;

/** The end of what was read so far, and whether a batch continues it. Used by one thread. */
final class BatchChain {

    private final Checksum checksum = new Checksum();
    private long lastSequence;
    private long lastTimestampNs;
    private int lastCrc;
    private boolean timestampKnown;

    /** Starts in front of the first batch of a journal. */
    BatchChain(final long journalId) {
        lastCrc = Checksum.chainSeed(journalId);
    }

    private BatchChain(final BatchChain other) {
        lastSequence = other.lastSequence;
        lastTimestampNs = other.lastTimestampNs;
        lastCrc = other.lastCrc;
        timestampKnown = other.timestampKnown;
    }

    /** The chain as it is now, to compare with later. */
    BatchChain copy() {
        return new BatchChain(this);
    }

    /** Goes to the end of a sealed segment without reading it. */
    void skipTo(final long sequence, final int crc) {
        lastSequence = sequence;
        lastCrc = crc;
        timestampKnown = false;
    }

    /**
     * Says why some bytes are not the next batch.
     *
     * @param buffer      that holds them.
     * @param bytes       the same memory, for the checksum.
     * @param offset      of the bytes, the same in both.
     * @param lengthBytes that the batch must have.
     * @return the problem, or null.
     */
    String problem(final DirectBuffer buffer, final ByteBuffer bytes, final int offset, final int lengthBytes) {
        final String problem = BatchHeader.problem(buffer, bytes, offset, lengthBytes, checksum);
        if (problem != null) {
            return problem;
        }
        if (BatchHeader.lengthBytes(buffer, offset) != lengthBytes) {
            return "the record of " + lengthBytes + " bytes holds a batch of "
                    + BatchHeader.lengthBytes(buffer, offset);
        }
        return linkProblem(buffer, offset);
    }

    /** Says why a batch, whole in itself, is not the next one. */
    String linkProblem(final DirectBuffer buffer, final int offset) {
        final long firstSequence = BatchHeader.firstSequence(buffer, offset);
        if (firstSequence != lastSequence + 1) {
            return "the next batch starts with sequence " + firstSequence;
        }
        if (BatchHeader.previousCrc(buffer, offset) != lastCrc) {
            return "the next batch continues another history";
        }
        if (timestampKnown && BatchHeader.firstTimestampNs(buffer, offset) <= lastTimestampNs) {
            return "the timestamp " + BatchHeader.firstTimestampNs(buffer, offset)
                    + " does not come after that of the batch before, " + lastTimestampNs;
        }
        return null;
    }

    /** Moves on to the end of a batch without a problem. */
    void accept(final DirectBuffer buffer, final int offset) {
        lastSequence = BatchHeader.lastSequence(buffer, offset);
        lastTimestampNs = BatchHeader.firstTimestampNs(buffer, offset) + BatchHeader.count(buffer, offset) - 1;
        lastCrc = BatchHeader.crc(buffer, offset);
        timestampKnown = true;
    }

    long lastSequence() {
        return lastSequence;
    }

    /** 0 where it is not known. */
    long lastTimestampNs() {
        return lastTimestampNs;
    }

    int lastCrc() {
        return lastCrc;
    }
}
