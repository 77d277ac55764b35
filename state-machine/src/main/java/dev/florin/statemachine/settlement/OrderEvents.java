package dev.florin.statemachine.settlement;

/** Told of everything that happens to orders and instruments, in order, while the command that causes it is applied. */
public interface OrderEvents {
    /** {@return whether anybody listens} */
    boolean isListening();

    /**
     * A trade has happened.
     *
     * @param instrument id.
     * @param trade counts from 1 for each instrument.
     * @param price quote minor units for one lot.
     * @param quantity lots.
     * @param maker who rested.
     * @param taker who took.
     * @param takerSide code of an OrderSide.
     */
    void onTrade(int instrument, long trade, long price, long quantity, Party maker, Party taker, int takerSide);

    /**
     * An order was placed, has traded, was changed or has ended.
     *
     * @param keyHigh upper half of the key that placed it.
     * @param keyLow lower half.
     * @param owner who trades.
     * @param instrument id.
     * @param status code of an OrderStatus.
     * @param filled lots traded since it was placed.
     * @param remaining lots that are, or were, left untraded.
     */
    void onOrder(long keyHigh, long keyLow, long owner, int instrument, int status, long filled, long remaining);

    /**
     * What a level is after a command that touched it.
     *
     * @param instrument id.
     * @param side code of an OrderSide.
     * @param price of the level.
     * @param quantity displayed lots; 0: the level is gone.
     * @param orders how many.
     */
    void onLevel(int instrument, int side, long price, long quantity, int orders);

    /**
     * An instrument was made or changed its state.
     *
     * @param instrument id.
     * @param state code of an InstrumentState.
     */
    void onInstrument(int instrument, int state);

    /** {@return where the events told so far end, to come back to} */
    int mark();

    /**
     * What was told since a mark was undone.
     *
     * @param mark what {@link #mark} gave.
     */
    void discardSince(int mark);

    /** One side of a trade: a holder of values, used over and over. */
    final class Party {
        /** Upper half of the key that placed the order. */
        public long keyHigh;

        /** Lower half. */
        public long keyLow;

        /** Who trades. */
        public long owner;

        /** Charged with this trade, quote minor units; negative: given. */
        public long fee;
    }
}
