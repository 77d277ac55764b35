package dev.florin.journal.format;

import dev.florin.journal.file.FileWindow;
import java.io.IOException;
import java.util.function.LongConsumer;
import org.agrona.DirectBuffer;

/**
 * Finds batches that are whole wherever they lie in a file, without trusting anything around them: proof of what had been
 * written, and of what had been durable then. Used by one thread.
 */
public final class BatchFinder {

    private final FileWindow window;
    private final int alignmentBytes;
    private final Checksum checksum = new Checksum();

    /**
     * Creates a finder.
     *
     * @param window         over the file. What it held is forgotten by {@link #find}.
     * @param alignmentBytes that batches start at multiples of.
     */
    public BatchFinder(final FileWindow window, final int alignmentBytes) {
        this.window = window;
        this.alignmentBytes = alignmentBytes;
    }

    /**
     * Looks at every place where a batch may start.
     *
     * @param fromPosition    of the file.
     * @param durableSequence takes the durable sequence in the header of every batch found.
     * @return the last sequence of all batches found, 0 if there is none.
     * @throws IOException if the file cannot be read.
     */
    public long find(final long fromPosition, final LongConsumer durableSequence) throws IOException {
        long lastSequence = 0;
        final long endPosition = window.fileLengthBytes();
        window.invalidate();
        long position = nextMagic(align(fromPosition), endPosition);
        while (position < endPosition) {
            final int availableBytes = (int) Math.min(BatchHeader.MAX_BATCH_LENGTH_BYTES, endPosition - position);
            if (isBatch(position, availableBytes)) {
                final int offset = window.offset(position);
                durableSequence.accept(BatchHeader.durableSequence(window.buffer(), offset));
                lastSequence = Math.max(lastSequence, BatchHeader.lastSequence(window.buffer(), offset));
                position += BatchHeader.lengthBytes(window.buffer(), offset);
            } else {
                position += alignmentBytes;
            }
            position = nextMagic(align(position), endPosition);
        }
        return lastSequence;
    }

    private long align(final long position) {
        return (position + alignmentBytes - 1) & -alignmentBytes;
    }

    /** The next position from which the four bytes of a batch's magic are found where they belong, or the end. */
    private long nextMagic(final long fromPosition, final long endPosition) throws IOException {
        long position = fromPosition;
        while (position + BatchHeader.LENGTH_BYTES <= endPosition) {
            if (window.ensure(position, BatchHeader.LENGTH_BYTES) < BatchHeader.LENGTH_BYTES) {
                return endPosition;
            }
            final DirectBuffer memory = window.buffer();
            final int start = window.offset(position);
            final int last = start + window.availableBytes(position) - BatchHeader.LENGTH_BYTES;
            int index = start;
            while (index <= last && !BatchHeader.hasMagic(memory, index)) {
                index += alignmentBytes;
            }
            position += index - start;
            if (index <= last) {
                return position;
            }
        }
        return endPosition;
    }

    private boolean isBatch(final long position, final int availableBytes) throws IOException {
        window.ensure(position, BatchHeader.LENGTH_BYTES);
        final int lengthBytes = BatchHeader.lengthBytes(window.buffer(), window.offset(position));
        if (lengthBytes < BatchHeader.LENGTH_BYTES || lengthBytes > availableBytes) {
            return false;
        }
        final int readBytes = window.ensure(position, lengthBytes);
        return BatchHeader.problem(window.buffer(), window.bytes(), window.offset(position), readBytes, checksum)
                == null;
    }
}
