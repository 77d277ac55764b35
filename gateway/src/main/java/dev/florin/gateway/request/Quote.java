package dev.florin.gateway.request;

/** Quotes what was sent, for messages to people. */
final class Quote {
    private static final int MAX_LENGTH = 60;

    private Quote() {}

    /** The text between apostrophes, cut where it is long. */
    static String of(final String text) {
        return text.length() <= MAX_LENGTH ? "'" + text + "'" : "'" + text.substring(0, MAX_LENGTH) + "...'";
    }
}
