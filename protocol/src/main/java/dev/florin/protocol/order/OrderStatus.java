package dev.florin.protocol.order;

/** Where an order stands. The codes are part of the journal and of answers and never change. */
public enum OrderStatus {
    /** There is no order to tell of: the command was refused. */
    NONE("", 0),
    /** Open, perhaps partly filled; also a market order that waits for an uncross. */
    RESTING("resting", 1),
    /** A stop whose trigger was not reached. */
    WAITING("waiting", 2),
    /** All of it traded. */
    FILLED("filled", 3),
    /** Ended early, with something traded. */
    PARTIAL("partial", 4),
    /** Ended early, with nothing traded. */
    CANCELLED("cancelled", 5),
    /** Ended by DAY or GTD, perhaps partly filled. */
    EXPIRED("expired", 6);

    private static final Codes<OrderStatus> CODES = new Codes<>("order status", values(), 0);

    private final String text;
    private final short code;

    OrderStatus(final String text, final int code) {
        this.text = text;
        this.code = (short) code;
    }

    /**
     * The name at text doors.
     *
     * @return such as {@code resting}.
     */
    public String text() {
        return text;
    }

    /**
     * The number that stands for it in frames.
     *
     * @return 0..6.
     */
    public short code() {
        return code;
    }

    /**
     * Whether a number stands for one of them.
     *
     * @param code as found in a frame.
     * @return true for 0..6.
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
    public static OrderStatus of(final int code) {
        return CODES.of(code);
    }
}
