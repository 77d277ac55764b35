package dev.florin.benchmarks.flash1;

/** Takes what a book reports, message after message. */
interface Reports {
    /** An order was accepted. */
    void placed(long sequence, boolean isBuy, long id, long price, long quantity);

    /** Two orders traded at the resting order's price. */
    void traded(long sequence, long price, long quantity, long maker, long taker);

    /** An order was cancelled, or what an immediate order left. */
    void cancelled(long sequence, boolean isBuy, long id, long price);

    /** An order was replaced; told after what that traded. */
    void modified(long sequence, boolean isBuy, long id, long price, long quantity);

    /** There is no such order to cancel. */
    void cancelRefused(long sequence, long id);

    /** There is no such order to modify. */
    void modifyRefused(long sequence, long id);
}
