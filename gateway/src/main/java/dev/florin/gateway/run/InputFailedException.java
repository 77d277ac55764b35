package dev.florin.gateway.run;

import java.io.IOException;

/** The command lines cannot be read any further. What came before was answered. */
final class InputFailedException extends IOException {
    private static final long serialVersionUID = 1;

    InputFailedException(final String name, final long lineNumber, final IOException cause) {
        super(
                name + " cannot be read after line " + lineNumber + ": " + cause.getMessage()
                        + "; the lines before were answered",
                cause);
    }
}
