package dev.florin.protocol.order;

/** What an order does with the base ledger. The codes are part of the journal and never change. */
public enum OrderSide {
    /** Takes base, pays quote. */
    BUY("buy", 1),
    /** Gives base, takes quote. */
    SELL("sell", 2);

    private static final Codes<OrderSide> CODES = new Codes<>("order side", values(), 1);

    private final String text;
    private final short code;

    OrderSide(final String text, final int code) {
        this.text = text;
        this.code = (short) code;
    }

    /**
     * The name at text doors.
     *
     * @return such as {@code buy}.
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
    public static OrderSide of(final int code) {
        return CODES.of(code);
    }
}
