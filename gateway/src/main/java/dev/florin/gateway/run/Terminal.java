package dev.florin.gateway.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells whether a person looks at a stream. */
final class Terminal {
    static final int STANDARD_OUTPUT = 1;
    static final int STANDARD_ERROR = 2;

    private Terminal() {}

    /** Whether a file descriptor of this process is a terminal; false where the system does not say. */
    static boolean isTerminal(final int fileDescriptor) {
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
