package dev.florin.benchmarks.report;

import java.util.Locale;

/** Writes numbers the same way everywhere: about three digits that mean something, a point as decimal mark. */
public final class Figures {
    private static final double THREE_DECIMALS_BELOW = 1;
    private static final double TWO_DECIMALS_BELOW = 10;
    private static final double ONE_DECIMAL_BELOW = 100;

    private Figures() {}

    /**
     * A number for a table.
     *
     * @param value any.
     * @return a hyphen for NaN.
     */
    public static String number(final double value) {
        if (Double.isNaN(value)) {
            return "-";
        }
        final double size = Math.abs(value);
        if (size < THREE_DECIMALS_BELOW) {
            return String.format(Locale.ROOT, "%.3f", value);
        } else if (size < TWO_DECIMALS_BELOW) {
            return String.format(Locale.ROOT, "%.2f", value);
        } else if (size < ONE_DECIMAL_BELOW) {
            return String.format(Locale.ROOT, "%.1f", value);
        }
        return String.format(Locale.ROOT, "%,.0f", value);
    }

    /**
     * A count for a table.
     *
     * @param value any.
     * @return with commas between thousands.
     */
    public static String count(final long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /**
     * The lowest and highest of some values.
     *
     * @param samples values.
     * @return such as {@code 2.91-3.12}.
     */
    public static String range(final Samples samples) {
        return number(samples.min()) + "-" + number(samples.max());
    }

    /**
     * A length for a heading.
     *
     * @param lengthBytes 0 or more.
     * @return in the largest unit of which it is a multiple.
     */
    public static String length(final long lengthBytes) {
        final String[] units = {"B", "KiB", "MiB", "GiB"};
        long value = lengthBytes;
        int unit = 0;
        while (unit < units.length - 1 && value != 0 && value % 1024 == 0) {
            value /= 1024;
            unit++;
        }
        return value + " " + units[unit];
    }
}
