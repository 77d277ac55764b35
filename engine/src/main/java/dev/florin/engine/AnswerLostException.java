package dev.florin.engine;

/**
 * The answer did not reach its asker: it was dropped, or the engine closed first. The command may have been applied. Ask
 * again with the same key and content: an applied command answers as it did, and is not applied twice.
 */
public final class AnswerLostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AnswerLostException(final String message) {
        super(message);
    }
}
