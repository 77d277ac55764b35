package dev.florin.examples.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the demo writes: lines, and one line that changes in place where there is a terminal. */
public final class Screen {
    private static final Logger LOG = LoggerFactory.getLogger(Screen.class);
    private static final Path STANDARD_OUTPUT = Path.of("/proc/self/fd/1");
    private static final String CLEAR_LINE = "\r\u001B[K";

    private final PrintWriter out;
    private final boolean quiet;
    private final boolean terminal;

    /**
     * A screen.
     *
     * @param out where it writes.
     * @param quiet whether it writes results only.
     */
    public Screen(final PrintWriter out, final boolean quiet) {
        this.out = out;
        this.quiet = quiet;
        terminal = !quiet && isTerminal();
    }

    /** Java's console does not tell of standard output alone; Linux does. Elsewhere the lines simply follow each other. */
    private static boolean isTerminal() {
        if (!Files.isSymbolicLink(STANDARD_OUTPUT)) {
            return false;
        }
        try {
            final String target = Files.readSymbolicLink(STANDARD_OUTPUT).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (final IOException e) {
            LOG.debug("cannot tell whether standard output is a terminal", e);
            return false;
        }
    }

    boolean isLive() {
        return terminal;
    }

    /** What only those want to read who watch. */
    void tell(final String line) {
        if (!quiet) {
            result(line);
        }
    }

    /**
     * Writes a line that is always wanted.
     *
     * @param line without its end.
     */
    public void result(final String line) {
        out.println(line);
        out.flush();
    }

    /** Replaces the line that changes; nothing without a terminal. */
    void live(final String line) {
        if (terminal) {
            out.print(CLEAR_LINE + line);
            out.flush();
        }
    }

    /** Takes the line that changes away. */
    void endLive() {
        if (terminal) {
            out.print(CLEAR_LINE);
            out.flush();
        }
    }
}
