package dev.florin.protocol;

/** Bits of the header's {@code options}. Which of them a template knows is said in the schema. */
public final class Options {
    /** Transfer: move what can be moved, up to the amount. */
    public static final int UP_TO = 1;

    /** Capture: what remains stays held. */
    public static final int KEEP_OPEN = 1;

    /** Capture and reverse: no amount given, all that is left. */
    public static final int ALL = 1 << 1;

    /** Freeze and unfreeze: debits. */
    public static final int DEBITS = 1;

    /** Freeze and unfreeze: credits. */
    public static final int CREDITS = 1 << 1;

    /** Set limits: a floor is given. */
    public static final int FLOOR_GIVEN = 1;

    /** Set limits: a ceiling is given. */
    public static final int CEILING_GIVEN = 1 << 1;

    /** Place: never take, only rest. */
    public static final int POST_ONLY = 1;

    /** Replace and cancel: the order is named by its order id, not by its key. */
    public static final int BY_ORDER_ID = 1;

    /** Place and replace: a price is given. */
    public static final int PRICE_GIVEN = 1 << 1;

    /** Place and replace: a trigger price is given. */
    public static final int STOP_GIVEN = 1 << 2;

    /** Place: a displayed quantity is given. */
    public static final int DISPLAY_GIVEN = 1 << 3;

    /** Place: a budget is given. */
    public static final int BUDGET_GIVEN = 1 << 4;

    /** Replace: a new open quantity is given. */
    public static final int QUANTITY_GIVEN = 1 << 3;

    /** Replace: a quantity to take off is given. */
    public static final int REDUCE_BY_GIVEN = 1 << 4;

    /** Replace: what the client believes traded is given. */
    public static final int FILLED_GIVEN = 1 << 5;

    /** Cancel all: of one instrument. */
    public static final int INSTRUMENT_GIVEN = 1;

    /** Set instrument: a state is given. */
    public static final int STATE_GIVEN = 1;

    /** Set instrument: a reference price is given. */
    public static final int REFERENCE_GIVEN = 1 << 1;

    /** Set instrument: a band is given. */
    public static final int BAND_GIVEN = 1 << 2;

    /** Set instrument: the maker's fee is given. */
    public static final int MAKER_FEE_GIVEN = 1 << 3;

    /** Set instrument: the taker's fee is given. */
    public static final int TAKER_FEE_GIVEN = 1 << 4;

    /** Answer: the stored answer of an earlier command with this key. */
    public static final int DUPLICATE = 1;

    /** Answer about an outcome: the key was decided. */
    public static final int FOUND = 1;

    /** Answer to cancel_all, to what its key decided, and to a read of orders: a bound was reached, there are more. */
    public static final int MORE = 1 << 1;

    /** Answer about a book: the instrument is in an auction, and the indicative price means something. */
    public static final int INDICATIVE = 1;

    private Options() {}
}
