package dev.florin.protocol.order;

/** What a taker wants done where it meets an order of its own owner. The codes are part of the journal and never change. */
public enum SelfTrade {
    /** The taker is cancelled, as it stands then. */
    CANCEL_TAKER("cancel_taker", 1),
    /** The resting order is cancelled, and matching goes on. */
    CANCEL_MAKER("cancel_maker", 2),
    /** Both are cancelled. */
    CANCEL_BOTH("cancel_both", 3),
    /** Both lose the smaller quantity of the two, without a trade. */
    DECREMENT("decrement", 4),
    /** They trade. */
    ALLOW("allow", 5);

    private static final Codes<SelfTrade> CODES = new Codes<>("self trade", values(), 1);

    private final String text;
    private final short code;

    SelfTrade(final String text, final int code) {
        this.text = text;
        this.code = (short) code;
    }

    /**
     * The name at text doors.
     *
     * @return such as {@code cancel_taker}.
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
    public static SelfTrade of(final int code) {
        return CODES.of(code);
    }
}
