package dev.florin.gateway.run;

import java.io.IOException;
import java.util.Locale;

/** An answer cannot be written. */
final class OutputFailedException extends IOException {
    private static final long serialVersionUID = 1;

    OutputFailedException(final IOException cause) {
        super("an answer cannot be written: " + cause.getMessage(), cause);
    }

    /** Whether the reader of the answers has gone, which is no fault; what the systems say then names a pipe. */
    boolean isBrokenPipe() {
        final String message = getCause().getMessage();
        return message != null && message.toLowerCase(Locale.ROOT).contains("pipe");
    }
}
