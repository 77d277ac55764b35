package dev.florin.engine;

/**
 * The engine has stopped because something broke. What was answered is safe; what was not may be in the journal or not:
 * open the engine again and ask by key.
 */
public final class EngineFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EngineFailedException(final String message, final Throwable cause) {
        super(message, cause);
    }
}
