package dev.florin.gateway.request;

import java.util.List;

/**
 * What a line means, or why it means nothing.
 *
 * @param op as sent; null where it could not be read.
 * @param key as sent; null where it could not be read, or there is none.
 * @param action what the engine is asked; null where the line is refused.
 * @param accounts of a read, as sent, in order; empty for other lines.
 * @param expectedAccounts of {@code expect}, as sent, in order; empty where there is none.
 * @param refusal null where the line is accepted.
 */
public record DecodedLine(
        String op,
        String key,
        LineAction action,
        List<String> accounts,
        List<String> expectedAccounts,
        Refusal refusal) {
    /**
     * A line that the door refuses.
     *
     * @param op as sent; null where it could not be read.
     * @param key as sent; null where it could not be read.
     * @param refusal why.
     * @return the line.
     */
    public static DecodedLine refused(final String op, final String key, final Refusal refusal) {
        return new DecodedLine(op, key, null, List.of(), List.of(), refusal);
    }
}
