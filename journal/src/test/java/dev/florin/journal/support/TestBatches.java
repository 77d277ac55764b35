package dev.florin.journal.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.florin.journal.BatchHandler;
import dev.florin.journal.JournalAppender;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Batches whose every byte follows from their first sequence, so that a replay can be checked without remembering what was
 * written.
 */
public final class TestBatches {

    private static final int MAX_COUNT = 5;

    private final int maxBodyLengthBytes;

    /**
     * Creates a generator.
     *
     * @param maxBodyLengthBytes a multiple of 8.
     */
    public TestBatches(final int maxBodyLengthBytes) {
        this.maxBodyLengthBytes = maxBodyLengthBytes;
    }

    /** Appends the batch that follows the last one; returns false under back-pressure. */
    public boolean append(final JournalAppender appender) {
        if (!appender.begin()) {
            return false;
        }
        final long firstSequence = appender.lastSequence() + 1;
        final int lengthBytes = bodyLengthBytes(firstSequence);
        fill(appender.buffer(), appender.bodyOffset(), lengthBytes, firstSequence);
        appender.commit(
                firstSequence,
                timestampNs(firstSequence),
                count(firstSequence),
                lengthBytes,
                firstSequence - 1,
                stateHash(firstSequence - 1));
        return true;
    }

    /** Checks every batch; {@code firstSequence} is that of the first one to come. */
    public Checker checker(final long firstSequence) {
        return new Checker(firstSequence);
    }

    public int count(final long firstSequence) {
        return 1 + (int) Long.remainderUnsigned(mix(firstSequence), MAX_COUNT);
    }

    public long timestampNs(final long firstSequence) {
        return 1_000 * firstSequence;
    }

    public long stateHash(final long sequence) {
        return mix(~sequence);
    }

    public int bodyLengthBytes(final long firstSequence) {
        return 8 * (1 + (int) Long.remainderUnsigned(mix(firstSequence + 77), maxBodyLengthBytes / 8));
    }

    private static void fill(
            final MutableDirectBuffer buffer, final int offset, final int lengthBytes, final long firstSequence) {
        for (int i = 0; i < lengthBytes; i += Long.BYTES) {
            buffer.putLong(offset + i, mix(firstSequence * 31 + i));
        }
    }

    private static long mix(final long value) {
        long mixed = value * 0x9E37_79B9_7F4A_7C15L;
        mixed = (mixed ^ (mixed >>> 32)) * 0xD6E8_FEB8_6659_FD93L;
        return mixed ^ (mixed >>> 32);
    }

    /** Checks batches as they are replayed. */
    public final class Checker implements BatchHandler {

        private long nextSequence;

        private Checker(final long firstSequence) {
            this.nextSequence = firstSequence;
        }

        @Override
        public void onBatch(
                final long firstSequence,
                final long firstTimestampNs,
                final DirectBuffer buffer,
                final int offset,
                final int lengthBytes,
                final int count) {
            assertThat(firstSequence).isEqualTo(nextSequence);
            assertThat(firstTimestampNs).isEqualTo(timestampNs(firstSequence));
            assertThat(count).isEqualTo(TestBatches.this.count(firstSequence));
            assertThat(lengthBytes).isEqualTo(bodyLengthBytes(firstSequence));
            for (int i = 0; i < lengthBytes; i += Long.BYTES) {
                if (buffer.getLong(offset + i) != mix(firstSequence * 31 + i)) {
                    throw new AssertionError("byte " + i + " of the batch of sequence " + firstSequence);
                }
            }
            nextSequence = firstSequence + count;
        }

        /** The last sequence that was seen. */
        public long lastSequence() {
            return nextSequence - 1;
        }
    }
}
