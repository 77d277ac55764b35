package dev.florin.journal.exceptions;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** What Java says of some failures of files is the name of the file, and nothing else: this says the rest. Any thread. */
public final class FileFailures {
    private FileFailures() {}

    /**
     * Why, where the failure's own message does not tell.
     *
     * @param failure of any kind.
     * @return words in parentheses, a space before them, to put behind the message; empty where that says enough.
     */
    public static String reason(final Throwable failure) {
        if (!(failure instanceof final FileSystemException file) || file.getReason() != null) {
            return "";
        }
        if (failure instanceof AccessDeniedException) {
            return " (access denied)";
        }
        return failure instanceof NoSuchFileException
                ? " (not there)"
                : " (" + failure.getClass().getSimpleName() + ")";
    }
}
