package dev.florin.gateway.run;

/** The engine takes no more lines: it failed, or this process is being ended. */
final class EngineStoppedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    EngineStoppedException(final String message, final Throwable cause) {
        super(message, cause);
    }
}
