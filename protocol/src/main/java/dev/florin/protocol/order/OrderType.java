package dev.florin.protocol.order;

/** Whether an order names its worst price. The codes are part of the journal and never change. */
public enum OrderType {
    /** Trades at its price or better. */
    LIMIT("limit", 1),
    /** Trades at any price; never rests. */
    MARKET("market", 2);

    private static final Codes<OrderType> CODES = new Codes<>("order type", values(), 1);

    private final String text;
    private final short code;

    OrderType(final String text, final int code) {
        this.text = text;
        this.code = (short) code;
    }

    /**
     * The name at text doors.
     *
     * @return such as {@code limit}.
     */
    public String text() {
        return text;
    }

    /**
     * The number that stands for it in frames.
     *
     * @return 1..2.
     */
    public short code() {
        return code;
    }

    /**
     * Whether a number stands for one of them.
     *
     * @param code as found in a frame.
     * @return true for 1..2.
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
    public static OrderType of(final int code) {
        return CODES.of(code);
    }
}
