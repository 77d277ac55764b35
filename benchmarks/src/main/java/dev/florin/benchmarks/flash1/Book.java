package dev.florin.benchmarks.flash1;

/**
 * An order book of one instrument. A message that is carried out is reported, and what it trades; the order of the calls is
 * the order of the messages. Belongs to one thread.
 */
interface Book {
    /**
     * Places an order that matches at once; what is left rests, or is cancelled where it is immediate.
     *
     * @param sequence of the message.
     * @param isBuy side.
     * @param isImmediate whether it never rests.
     * @param quantity 1 or more.
     * @param id of the order, not open.
     * @param price in ticks.
     */
    void place(long sequence, boolean isBuy, boolean isImmediate, long quantity, long id, long price);

    /**
     * Cancels an open order; refused where none has this id.
     *
     * @param sequence of the message.
     * @param id of the order.
     */
    void cancel(long sequence, long id);

    /**
     * Cancels an open order and places another under its id; refused where none has this id.
     *
     * @param sequence of the message.
     * @param isBuy side of the new order.
     * @param quantity of the new order, 1 or more.
     * @param id of the order.
     * @param price of the new order, in ticks.
     */
    void modify(long sequence, boolean isBuy, long quantity, long id, long price);
}
