package dev.florin.protocol.order;

/** How long an order stands. The codes are part of the journal and never change. */
public enum TimeInForce {
    /** Until it is filled or cancelled. */
    GTC("GTC", 1),
    /** Trades what it can at once; the rest is cancelled. */
    IOC("IOC", 2),
    /** Trades whole at once, or not at all. */
    FOK("FOK", 3),
    /** Until its instrument closes. */
    DAY("DAY", 4),
    /** Until its timeout has passed. */
    GTD("GTD", 5);

    private static final Codes<TimeInForce> CODES = new Codes<>("time in force", values(), 1);

    private final String text;
    private final short code;

    TimeInForce(final String text, final int code) {
        this.text = text;
        this.code = (short) code;
    }

    /**
     * The name at text doors.
     *
     * @return such as {@code GTC}.
     */
    public String text() {
        return text;
    }

    /**
     * The number that stands for it in frames.
     *
     * @return 1..5.
     */
    public short code() {
        return code;
    }

    /**
     * Whether a number stands for one of them.
     *
     * @param code as found in a frame.
     * @return true for 1..5.
     */
    public static boolean isCode(final int code) {
        return CODES.contains(code);
    }

    /**
     * The one that a number stands for.
     *
     * @param code as found in a frame.
     * @return the constant.
     * @throws IllegalArgumentException if none has this code.
     */
    public static TimeInForce of(final int code) {
        return CODES.of(code);
    }
}
