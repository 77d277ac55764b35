package dev.florin.journal.exceptions;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Base of everything that a journal throws about its files, its directory or its environment. */
public class JournalException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message what is wrong, where, and what to do.
     */
    public JournalException(final String message) {
        super(message);
    }

    /**
     * Creates an exception with a cause.
     *
     * @param message what is wrong, where, and what to do.
     * @param cause   what the operating system or a library reported.
     */
    public JournalException(final String message, final Throwable cause) {
        super(message + reason(cause), cause);
    }

    /** What Java says of some failures of files is the name of the file, and nothing else. */
    private static String reason(final Throwable cause) {
        if (!(cause instanceof final FileSystemException file) || file.getReason() != null) {
            return "";
        }
        return cause instanceof AccessDeniedException
                ? " (access denied)"
                : cause instanceof NoSuchFileException
                        ? " (not there)"
                        : " (" + cause.getClass().getSimpleName() + ")";
    }
}
