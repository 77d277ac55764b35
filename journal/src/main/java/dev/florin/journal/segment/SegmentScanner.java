package dev.florin.journal.segment;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import dev.florin.journal.file.FileWindow;
import dev.florin.journal.file.WindowSource;
import dev.florin.journal.format.BatchFinder;
import dev.florin.journal.format.BatchHeader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import org.agrona.DirectBuffer;

/**
 * Reads the excerpts of a segment without Chronicle's own reader, whose answer to damage is to stop in silence, to skip, to
 * wait for a minute or to fault. All that is used of its file format is the four bytes in front of every record: its
 * length, whether it is Chronicle's own, whether it is complete. Used by one thread.
 */
public final class SegmentScanner implements AutoCloseable {

    private static final int WINDOW_LENGTH_BYTES = 2 * 1024 * 1024;
    private static final int RECORD_HEADER_LENGTH_BYTES = 4;
    private static final int EXCERPT_ALIGNMENT_BYTES = 4;
    private static final int NOT_COMPLETE = 0x8000_0000;
    private static final int META_DATA = 0x4000_0000;
    private static final int LENGTH_MASK = 0x3FFF_FFFF;

    private final Path file;
    private final FileWindow window;
    private long nextPosition;
    private long excerptPosition;
    private int excerptLengthBytes;
    private String problem;

    /**
     * Opens a segment's file.
     *
     * @param file to read.
     * @throws IOException if it cannot be opened.
     */
    public SegmentScanner(final Path file) throws IOException {
        this.file = file;
        this.window = new FileWindow(file, WINDOW_LENGTH_BYTES);
    }

    /**
     * Reads a segment from something that is not its file.
     *
     * @param file   that the bytes come from, to speak of.
     * @param source of the bytes, closed by the scanner.
     */
    public SegmentScanner(final Path file, final WindowSource source) {
        this.file = file;
        this.window = new FileWindow(source, WINDOW_LENGTH_BYTES);
    }

    /**
     * Moves on to the next excerpt.
     *
     * @return true if there is one, at {@link #offset} of {@link #buffer}; false at the end, where {@link #problem} tells
     *     whether it looks like one. The scanner then stays where it is.
     * @throws IOException if the file cannot be read.
     */
    public boolean next() throws IOException {
        while (true) {
            final long position = (nextPosition + 3) & -4L;
            excerptPosition = position + RECORD_HEADER_LENGTH_BYTES;
            if (window.ensure(position, RECORD_HEADER_LENGTH_BYTES) < RECORD_HEADER_LENGTH_BYTES) {
                problem = null;
                return false;
            }
            final int header = window.buffer().getInt(window.offset(position), LITTLE_ENDIAN);
            final int lengthBytes = header & LENGTH_MASK;
            problem = headerProblem(header, lengthBytes);
            if (header == 0 || problem != null) {
                return false;
            }
            if ((header & META_DATA) == 0) {
                window.ensure(excerptPosition, lengthBytes);
                excerptLengthBytes = lengthBytes;
                nextPosition = excerptPosition + lengthBytes;
                return true;
            }
            if (startsLikeABatch(lengthBytes)) {
                problem = "the batch at " + excerptPosition + " is marked as one of Chronicle's own records";
                return false;
            }
            nextPosition = excerptPosition + lengthBytes;
        }
    }

    /**
     * Looks at the file again where {@link #next} found an end: its writer may have gone on since.
     *
     * @return whether anything stands there; {@link #next} will then read it anew. Never in the archive, which does not grow.
     * @throws IOException if the file cannot be read.
     */
    public boolean refresh() throws IOException {
        if (window.isForwardOnly() || window.readInt(excerptPosition - RECORD_HEADER_LENGTH_BYTES) == 0) {
            return false;
        }
        window.invalidate();
        return true;
    }

    private boolean startsLikeABatch(final int recordLengthBytes) throws IOException {
        return recordLengthBytes >= BatchHeader.LENGTH_BYTES
                && window.ensure(excerptPosition, BatchHeader.LENGTH_BYTES) == BatchHeader.LENGTH_BYTES
                && BatchHeader.hasMagic(window.buffer(), window.offset(excerptPosition));
    }

    private String headerProblem(final int header, final int lengthBytes) throws IOException {
        if ((header & NOT_COMPLETE) != 0) {
            return "the record at " + (excerptPosition - RECORD_HEADER_LENGTH_BYTES) + " was never completed";
        }
        if (lengthBytes > window.fileLengthBytes() - excerptPosition) {
            return "the record at " + (excerptPosition - RECORD_HEADER_LENGTH_BYTES) + ", of " + lengthBytes
                    + " bytes, reaches beyond the end of the file";
        }
        if ((header & META_DATA) == 0 && lengthBytes > BatchHeader.MAX_BATCH_LENGTH_BYTES) {
            return "the record at " + (excerptPosition - RECORD_HEADER_LENGTH_BYTES) + ", of " + lengthBytes
                    + " bytes, is longer than any batch";
        }
        return null;
    }

    /**
     * Looks behind the end for batches that are whole nevertheless: proof that something before them is missing.
     *
     * @param fromPosition    of the file.
     * @param durableSequence takes the durable sequence in the header of every batch found.
     * @return the last sequence of all batches found, 0 if there is none.
     * @throws IOException if the file cannot be read.
     */
    public long findBatches(final long fromPosition, final LongConsumer durableSequence) throws IOException {
        return new BatchFinder(window, EXCERPT_ALIGNMENT_BYTES).find(fromPosition, durableSequence);
    }

    /**
     * Goes to an excerpt.
     *
     * @param position of the file, as {@link #excerptPosition} said it.
     */
    public void seek(final long position) {
        nextPosition = position - RECORD_HEADER_LENGTH_BYTES;
    }

    /**
     * Goes back by the excerpt that {@link #next} returned last, which turned out not to be a batch.
     */
    public void reject() {
        seek(excerptPosition);
    }

    /**
     * The file that is read.
     *
     * @return path.
     */
    public Path file() {
        return file;
    }

    /**
     * Position in the file of the current excerpt, or of what stands where the next one should be.
     *
     * @return position in bytes.
     */
    public long excerptPosition() {
        return excerptPosition;
    }

    /**
     * Memory that holds the current excerpt. Valid until the next call of anything but an accessor.
     *
     * @return the buffer.
     */
    public DirectBuffer buffer() {
        return window.buffer();
    }

    /**
     * The same memory as {@link #buffer}, for checksums.
     *
     * @return the buffer.
     */
    public ByteBuffer bytes() {
        return window.bytes();
    }

    /**
     * Where the current excerpt starts in {@link #buffer}.
     *
     * @return offset.
     */
    public int offset() {
        return window.offset(excerptPosition);
    }

    /**
     * Length of the current excerpt.
     *
     * @return length in bytes.
     */
    public int excerptLengthBytes() {
        return excerptLengthBytes;
    }

    /**
     * What is wrong at the end that was found.
     *
     * @return the problem, or null where nothing follows.
     */
    public String problem() {
        return problem;
    }

    @Override
    public void close() throws IOException {
        window.close();
    }
}
