package dev.florin.replay.text;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/** Timestamps as people write them. */
public final class Times {
    private static final long NS_PER_SECOND = 1_000_000_000L;
    private static final DateTimeFormatter TO_THE_NANOSECOND =
            new DateTimeFormatterBuilder().appendInstant(9).toFormatter();

    private Times() {}

    /**
     * A timestamp in words of ISO 8601.
     *
     * @param timestampNs ns since the epoch.
     * @return such as {@code 2026-11-21T06:00:00.000000000Z}, of constant width in our centuries.
     */
    public static String format(final long timestampNs) {
        return TO_THE_NANOSECOND.format(Instant.ofEpochSecond(
                Math.floorDiv(timestampNs, NS_PER_SECOND), Math.floorMod(timestampNs, NS_PER_SECOND)));
    }

    /**
     * Reads a timestamp.
     *
     * @param text an instant of ISO 8601, such as {@code 2026-11-21T06:00:00Z}, or digits and {@code ns}, since the
     *     epoch.
     * @return ns since the epoch.
     * @throws IllegalArgumentException if it is neither.
     */
    public static long parse(final String text) {
        try {
            if (text.endsWith("ns")) {
                return Long.parseLong(text.substring(0, text.length() - 2));
            }
            final Instant instant = Instant.parse(text);
            return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), NS_PER_SECOND), instant.getNano());
        } catch (final DateTimeException | ArithmeticException | NumberFormatException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no time: write 2026-11-21T06:00:00Z, or 1700000000000000000ns", e);
        }
    }
}
