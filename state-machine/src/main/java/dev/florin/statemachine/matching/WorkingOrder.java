package dev.florin.statemachine.matching;

/**
 * The order that a command is about, while it trades: read from the command or from its row, and written to a row only if
 * it stays. A plain holder of values, used over and over; owned by the engine thread.
 */
public final class WorkingOrder {
    /** Its row, or 0 while it has none. */
    public int row;

    /** Sequence of the command that placed it. */
    public long orderId;

    /** Upper half of the key that placed it. */
    public long keyHigh;

    /** Lower half of the key that placed it. */
    public long keyLow;

    /** Who trades. */
    public long owner;

    /** Type of the owner's accounts that it trades on. */
    public int accountType;

    /** Id of the instrument. */
    public int instrument;

    /** Code of an OrderSide. */
    public int side;

    /** Whether it is a buy. */
    public boolean isBuy;

    /** Code of an OrderType. */
    public int type;

    /** Whether it has no price. */
    public boolean isMarket;

    /** Code of a TimeInForce. */
    public int timeInForce;

    /** Code of a SelfTrade. */
    public int selfTrade;

    /** Whether it must not take. */
    public boolean isPostOnly;

    /** Limit, quote minor units for one lot; 0 for a market order. */
    public long price;

    /** Lots that can still trade. */
    public long open;

    /** Lots shown at a time; 0: all. */
    public long display;

    /** Lots traded since it was placed. */
    public long filled;

    /** Lots traded in the run of matching at hand. */
    public long traded;

    /** Trigger price of a stop; 0: it has none, or it was triggered. */
    public long trigger;

    /** GTD: ns since the epoch. */
    public long expiryNs;

    /** Slot of the account that pays. */
    public int paying;

    /** Slot of the account that receives, or 0 while it does not exist. */
    public int receiving;

    /** What the paying account has reserved for it, minor units. */
    public long reserved;

    /** Row of the fees that it was placed under. */
    public int schedule;

    /** Exact fees so far less what was charged, millionths, -999,999..0. */
    public long feeRest;

    /** What is left of its budget; 0: none was given. */
    public long budget;

    /** Whether each trade is checked against {@link #spendable}. */
    public boolean isLimitedByMoney;

    /** What it may still spend, fees included. */
    public long spendable;

    /** What it has received or paid in quote so far in the run at hand, fees included. */
    public long proceeds;

    /** Sum of what its trades cost in the run at hand, rebates not counted. */
    public long grossCost;

    /** The most that its trades may cost, rebates not counted: beyond it they end, however much rebates gave back. */
    public long cover;

    /** Whether it may turn out not to be covered, and is refused then. */
    public boolean isUncertain;

    /** Whether it has a place that it leaves before its first trade. */
    public boolean isInPlace;

    /** Whether it has begun to trade, or to rest: it is not refused any more. */
    public boolean isAccepted;

    /** Whether the account that receives was opened for it. */
    public boolean hasOpened;

    /** Whether it trades from its place in the book, in an uncross. */
    public boolean isResting;

    /** Price that the band is measured from; 0: none. */
    public long anchor;

    /** Millionths of the anchor; 0: no band. */
    public long bandPpm;

    /**
     * Whether a price is one that it trades at.
     *
     * @param offered by the other side.
     * @return true for a market order, and for a limit no worse.
     */
    public boolean accepts(final long offered) {
        return isMarket || (isBuy ? offered <= price : offered >= price);
    }

    /**
     * Whether a trade would be outside the band.
     *
     * @param tradePrice of the trade.
     * @return false where there is no band or no anchor.
     */
    boolean isOutsideBand(final long tradePrice) {
        if (bandPpm == 0 || anchor == 0) {
            return false;
        }
        // |price - anchor| x 10^6 > anchor x band, each side 128 bits wide; none is negative.
        final long distance = Math.abs(tradePrice - anchor);
        final long distanceHigh = Math.multiplyHigh(distance, MILLION);
        final long widthHigh = Math.multiplyHigh(anchor, bandPpm);
        return distanceHigh != widthHigh
                ? distanceHigh > widthHigh
                : Long.compareUnsigned(distance * MILLION, anchor * bandPpm) > 0;
    }

    /** Forgets what belongs to one run of matching. */
    public void beginRun() {
        traded = 0;
        proceeds = 0;
        grossCost = 0;
        isLimitedByMoney = false;
        isResting = false;
        isUncertain = false;
        isAccepted = false;
        hasOpened = false;
        cover = Long.MAX_VALUE;
        spendable = 0;
    }

    private static final long MILLION = 1_000_000;
}
