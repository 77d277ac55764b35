package dev.florin.replay.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells whether a person looks at a stream. */
public final class Terminal {
    /** File descriptor of standard output. */
    public static final int STANDARD_OUTPUT = 1;

    /** File descriptor of standard error. */
    public static final int STANDARD_ERROR = 2;

    /** Takes away what stands on the line. */
    public static final String CLEAR_LINE = "\r\033[K";

    private Terminal() {}

    /**
     * Whether a file descriptor of this process is a terminal.
     *
     * @param fileDescriptor of a stream.
     * @return false where the system does not say.
     */
    public static boolean isTerminal(final int fileDescriptor) {
        final Path link = Path.of("/proc/self/fd/" + fileDescriptor);
        if (!Files.isSymbolicLink(link)) {
            return false;
        }
        try {
            final String target = Files.readSymbolicLink(link).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (final IOException e) {
            // Not told: then nobody is drawn a line that might end up in a file.
            return false;
        }
    }
}
