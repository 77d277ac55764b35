package dev.florin.statemachine.matching;

/**
 * What matching asks about money and tells about orders. Called while the book changes: the only thing that it may change
 * there itself is to take the taker out of its place before its first trade.
 */
public interface Settlement {
    /** The trade was settled. */
    int SETTLED = 0;

    /** An account of the maker's order cannot take the trade. */
    int MAKER_FAILS = 1;

    /** An account of the taker's order cannot take the trade. */
    int TAKER_FAILS = 2;

    /**
     * How much of a quantity a taker that is limited by money can pay.
     *
     * @param taker a buy.
     * @param price quote minor units for one lot.
     * @param quantity lots, 1 or more.
     * @return lots, 0 to the quantity.
     */
    long affordable(WorkingOrder taker, long price, long quantity);

    /**
     * The highest price at which the budget of a market buy pays for all of it.
     *
     * @param order row of a market buy that waits for an uncross.
     * @return in ticks; 0 where it does not pay for that at any.
     */
    long affordableTick(int order);

    /**
     * Posts a trade, if the accounts can take it. Asked before quantities change.
     *
     * @param taker that trades.
     * @param maker row of the resting order.
     * @param price quote minor units for one lot.
     * @param quantity lots, 1 or more.
     * @return {@link #SETTLED} or who fails, in which case nothing has changed.
     */
    int settle(WorkingOrder taker, int maker, long price, long quantity);

    /**
     * A trade that was settled has changed the quantities of both.
     *
     * @param taker that traded.
     * @param maker row of the resting order, which may have nothing open any more.
     * @param price quote minor units for one lot.
     * @param quantity lots.
     */
    void traded(WorkingOrder taker, int maker, long price, long quantity);

    /**
     * A resting order is about to leave the book without a trade: what it reserves is given back.
     *
     * @param order row of the order.
     */
    void cancelled(int order);

    /**
     * A resting order has lost displayed quantity without a trade, and stays.
     *
     * @param order row of the order.
     */
    void decremented(int order);
}
