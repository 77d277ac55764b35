package dev.florin.journal.archive;

import java.io.IOException;

/** An archived segment does not decompress to what was compressed. */
public final class DamagedArchiveException extends IOException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message what is wrong.
     * @param cause   what the decompressor says, or null.
     */
    public DamagedArchiveException(final String message, final Throwable cause) {
        super(message, cause);
    }
}
