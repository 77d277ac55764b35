package dev.florin.statemachine.matching;

/**
 * Names of ladders: the sorted price levels of one side of one instrument. Bids and asks are the book; stops wait on
 * ladders by trigger; market orders that wait for an uncross stand in a queue, a ladder of one level without a price.
 */
public final class Ladders {
    /** Resting buys, best is highest. */
    public static final int BIDS = 0;

    /** Resting sells, best is lowest. */
    public static final int ASKS = 1;

    /** Waiting buy stops; the first to be triggered has the lowest trigger. */
    public static final int BUY_STOPS = 2;

    /** Waiting sell stops; the first to be triggered has the highest trigger. */
    public static final int SELL_STOPS = 3;

    /** Market buys that wait for an uncross. */
    public static final int MARKET_BUYS = 4;

    /** Market sells that wait for an uncross. */
    public static final int MARKET_SELLS = 5;

    private static final int KIND_BITS = 3;
    private static final int KIND_MASK = (1 << KIND_BITS) - 1;

    private Ladders() {}

    /**
     * The ladder of an instrument.
     *
     * @param instrument 1..65535.
     * @param kind {@link #BIDS} or one of its siblings.
     * @return its name, below 2^19.
     */
    public static int of(final int instrument, final int kind) {
        return instrument << KIND_BITS | kind;
    }

    /**
     * The instrument of a ladder.
     *
     * @param ladder a name.
     * @return 1..65535.
     */
    public static int instrument(final int ladder) {
        return ladder >>> KIND_BITS;
    }

    /**
     * The kind of a ladder.
     *
     * @param ladder a name.
     * @return {@link #BIDS} or one of its siblings.
     */
    public static int kind(final int ladder) {
        return ladder & KIND_MASK;
    }

    /** Whether the best price is the lowest. */
    static boolean isAscending(final int ladder) {
        final int kind = kind(ladder);
        return kind == ASKS || kind == BUY_STOPS;
    }

    /** Whether a ladder is part of the book that everybody sees. */
    static boolean isBook(final int ladder) {
        return kind(ladder) <= ASKS;
    }

    /** Whether orders stand in a plain queue, without prices. */
    static boolean isQueue(final int ladder) {
        return kind(ladder) >= MARKET_BUYS;
    }
}
