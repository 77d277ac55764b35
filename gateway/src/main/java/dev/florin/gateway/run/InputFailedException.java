package dev.florin.gateway.run;

import java.io.IOException;

/** The command lines cannot be read any further. What came before was answered. */
final class InputFailedException extends IOException {
    private static final long serialVersionUID = 1;

    InputFailedException(final String name, final long lineNumber, final IOException cause) {
        super(
                name + " cannot be read after line " + lineNumber + ": " + reason(cause)
                        + "; the lines before were answered",
                cause);
    }

    /** A decompressor that runs out of input says nothing. */
    private static String reason(final IOException cause) {
        return cause.getMessage() == null
                ? "the compressed input is cut off or damaged ("
                        + cause.getClass().getSimpleName() + ")"
                : cause.getMessage();
    }
}
