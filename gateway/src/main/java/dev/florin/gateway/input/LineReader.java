package dev.florin.gateway.input;

import java.io.IOException;
import java.io.InputStream;

/**
 * Cuts a stream into lines, each in place in one buffer that never grows. A line ends at a line feed or, the last one,
 * at the end of the stream; a carriage return before the line feed stays part of the line. A line above
 * {@link #MAX_LINE_LENGTH} is told by {@link #isTooLong()}: the rest of it is skipped, not kept. A UTF-8 byte order
 * mark at the very start is skipped.
 *
 * <p>Belongs to one thread.
 */
public final class LineReader {
    /** Bytes that a line may have, without its line feed. */
    public static final int MAX_LINE_LENGTH = 1 << 20;

    private static final int CHUNK_LENGTH = 128 * 1024;
    private static final int END_OF_STREAM = -1;

    private final InputStream in;
    private final BeforeBlocking beforeBlocking;
    private final byte[] buffer = new byte[MAX_LINE_LENGTH + 1 + CHUNK_LENGTH];
    private int position;
    private int limit;
    private int lineOffset;
    private int lineLength;
    private long lineNumber;
    private boolean isTooLong;
    private boolean isEndOfStream;

    /** Told before the reader asks the stream for more, which may block for as long as a person types. */
    @FunctionalInterface
    public interface BeforeBlocking {
        /**
         * Called before every read of the stream.
         *
         * @throws IOException if what is done meanwhile fails; ends the reading.
         */
        void run() throws IOException;
    }

    /**
     * Reads a stream from its start.
     *
     * @param in where the lines come from; not closed by this class.
     * @param beforeBlocking called before every read of the stream.
     */
    public LineReader(final InputStream in, final BeforeBlocking beforeBlocking) {
        this.in = in;
        this.beforeBlocking = beforeBlocking;
    }

    /**
     * Goes to the next line. What the accessors returned for the last one is gone.
     *
     * @return false where the stream has no more.
     * @throws IOException if the stream cannot be read.
     */
    public boolean next() throws IOException {
        int scanFrom = position;
        while (true) {
            final int lineFeed = indexOfLineFeed(scanFrom, limit);
            if (lineFeed >= 0) {
                return take(lineFeed, lineFeed + 1);
            }
            if (limit - position > MAX_LINE_LENGTH) {
                return skipRestOfLine();
            }
            final int scanned = limit - position;
            if (!fill()) {
                return limit > position && take(limit, limit);
            }
            scanFrom = position + scanned;
        }
    }

    /**
     * The bytes that hold the line.
     *
     * @return the reader's own buffer, valid until {@link #next()}; only to be read.
     */
    public byte[] buffer() {
        return buffer;
    }

    /**
     * Where the line starts in {@link #buffer()}.
     *
     * @return index of its first byte.
     */
    public int offset() {
        return lineOffset;
    }

    /**
     * Bytes of the line, without its line feed.
     *
     * @return 0..{@link #MAX_LINE_LENGTH}; 0 where it was too long.
     */
    public int length() {
        return lineLength;
    }

    /**
     * The number of the line, as an editor counts.
     *
     * @return from 1; 0 before the first.
     */
    public long lineNumber() {
        return lineNumber;
    }

    /**
     * Whether the line had more than {@link #MAX_LINE_LENGTH} bytes, which were skipped.
     *
     * @return true if so.
     */
    public boolean isTooLong() {
        return isTooLong;
    }

    /**
     * Whether the line holds nothing but spaces, tabs and carriage returns.
     *
     * @return true if so; a line that was too long is not blank.
     */
    public boolean isBlank() {
        for (int i = lineOffset; i < lineOffset + lineLength; i++) {
            if (buffer[i] != ' ' && buffer[i] != '\t' && buffer[i] != '\r') {
                return false;
            }
        }
        return !isTooLong;
    }

    private boolean take(final int end, final int next) {
        lineNumber++;
        lineOffset = position;
        lineLength = end - position;
        isTooLong = lineLength > MAX_LINE_LENGTH;
        if (isTooLong) {
            lineLength = 0;
        }
        position = next;
        return true;
    }

    private boolean skipRestOfLine() throws IOException {
        lineNumber++;
        lineOffset = 0;
        lineLength = 0;
        isTooLong = true;
        while (true) {
            position = 0;
            limit = 0;
            if (!fill()) {
                return true;
            }
            final int lineFeed = indexOfLineFeed(0, limit);
            if (lineFeed >= 0) {
                position = lineFeed + 1;
                return true;
            }
        }
    }

    /** Reads more behind what is there; false at the end of the stream. */
    private boolean fill() throws IOException {
        if (isEndOfStream) {
            return false;
        }
        if (position > 0) {
            System.arraycopy(buffer, position, buffer, 0, limit - position);
            limit -= position;
            position = 0;
        }
        beforeBlocking.run();
        final boolean isFirst = lineNumber == 0 && limit == 0;
        final int count = in.read(buffer, limit, Math.min(CHUNK_LENGTH, buffer.length - limit));
        if (count == END_OF_STREAM) {
            isEndOfStream = true;
            return false;
        }
        limit += count;
        if (isFirst) {
            skipByteOrderMark();
        }
        return true;
    }

    /** At the very start only; the mark is taken to arrive in one read, as it does from files and pipes. */
    private void skipByteOrderMark() {
        if (limit >= 3 && buffer[0] == (byte) 0xEF && buffer[1] == (byte) 0xBB && buffer[2] == (byte) 0xBF) {
            position = 3;
        }
    }

    private int indexOfLineFeed(final int from, final int to) {
        for (int i = from; i < to; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }
}
