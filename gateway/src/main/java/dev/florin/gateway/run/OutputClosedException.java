package dev.florin.gateway.run;

import java.io.IOException;

/** Nobody reads the answers any more, or they cannot be written. */
final class OutputClosedException extends IOException {
    private static final long serialVersionUID = 1;

    OutputClosedException(final IOException cause) {
        super(cause.getMessage(), cause);
    }
}
