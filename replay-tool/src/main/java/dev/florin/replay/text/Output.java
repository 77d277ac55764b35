package dev.florin.replay.text;

import java.io.PrintWriter;
import java.util.Locale;

/** Where a command's lines go. Notices soon when nobody reads on. Belongs to one thread. */
public final class Output implements AutoCloseable {
    private static final int LINES_BETWEEN_LOOKS = 512;

    private final PrintWriter out;
    private long lineCount;

    /**
     * Lines to a writer.
     *
     * @param out that stays open.
     */
    public Output(final PrintWriter out) {
        this.out = out;
    }

    /**
     * Writes a line.
     *
     * @param line without its end.
     * @throws OutputClosedException if lines cannot be written any more.
     */
    public void line(final String line) {
        out.print(line);
        out.print('\n');
        if (++lineCount % LINES_BETWEEN_LOOKS == 0) {
            look();
        }
    }

    /**
     * Writes a line of a format.
     *
     * @param format as of {@link String#format}, without the end of the line.
     * @param values to fill in.
     */
    public void linef(final String format, final Object... values) {
        line(String.format(Locale.ROOT, format, values));
    }

    /**
     * Writes whole lines.
     *
     * @param wholeLines with their ends.
     */
    public void text(final String wholeLines) {
        out.print(wholeLines);
    }

    /**
     * Hands on what was written.
     *
     * @throws OutputClosedException if lines cannot be written any more.
     */
    public void flush() {
        look();
    }

    private void look() {
        if (out.checkError()) {
            throw new OutputClosedException();
        }
    }

    /** Hands on what was written. */
    @Override
    public void close() {
        look();
    }

    /** Lines cannot be written any more. */
    public static final class OutputClosedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        OutputClosedException() {
            super("lines cannot be written any more");
        }
    }
}
