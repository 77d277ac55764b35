package dev.florin.protocol.order;

/**
 * What a side pays for trading, in the quote ledger: a fixed amount a lot plus a rate of the trade's value.
 *
 * @param perLot minor units for every lot; negative: a rebate.
 * @param ppm millionths of the trade's value, within +-10^6; negative: a rebate.
 */
public record Fee(long perLot, int ppm) {
    /** Trading for nothing. */
    public static final Fee NONE = new Fee(0, 0);
}
