package dev.florin.protocol.order;

/** What an instrument takes. The codes are part of the journal and never change. */
public enum InstrumentState {
    /** Orders rest and match. */
    OPEN("open", 1),
    /** Cancels only. */
    HALTED("halted", 2),
    /** Orders rest, and match when it is left. */
    AUCTION("auction", 3),
    /** Cancels only; orders for the day have expired. */
    CLOSED("closed", 4);

    private static final Codes<InstrumentState> CODES = new Codes<>("instrument state", values(), 1);

    private final String text;
    private final short code;

    InstrumentState(final String text, final int code) {
        this.text = text;
        this.code = (short) code;
    }

    /**
     * The name at text doors.
     *
     * @return such as {@code open}.
     */
    public String text() {
        return text;
    }

    /**
     * The number that stands for it in frames.
     *
     * @return 1..4.
     */
    public short code() {
        return code;
    }

    /**
     * Whether a number stands for one of them.
     *
     * @param code as found in a frame.
     * @return true for 1..4.
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
    public static InstrumentState of(final int code) {
        return CODES.of(code);
    }
}
