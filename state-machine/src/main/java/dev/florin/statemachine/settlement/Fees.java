package dev.florin.statemachine.settlement;

/**
 * The arithmetic of fees. Fees are exact to the millionth of a minor unit and round once per order: an order has at any
 * time been charged the exact sum of its fees, rounded up. What rounding has charged ahead is kept as the order's rest,
 * exact less charged, in millionths, -999,999..0; it is all that the next trade has to know. Products are 128 bits wide.
 */
final class Fees {
    /** Millionths of a minor unit in one. */
    static final long MILLION = 1_000_000;

    /** Stands for a charge above 63 bits. */
    static final long TOO_MUCH = Long.MAX_VALUE;

    /** Stands for a rebate above 63 bits. */
    static final long TOO_LITTLE = Long.MIN_VALUE;

    /** Below this, a million times a figure plus a million times another stays within 63 bits. */
    private static final long SMALL = 1L << 41;

    private static final long LOW_MASK = 0xFFFF_FFFFL;

    private Fees() {}

    /**
     * What a trade charges.
     *
     * @param perLot minor units, may be negative.
     * @param ppm millionths of the value, within +-10^6.
     * @param quantity lots, 0 or more.
     * @param value of the trade, minor units, 0 or more.
     * @param rest of the order.
     * @return minor units, rounded up; negative: a rebate; {@link #TOO_MUCH} or {@link #TOO_LITTLE} beyond 63 bits.
     */
    static long charge(final long perLot, final long ppm, final long quantity, final long value, final long rest) {
        if ((perLot | ppm) == 0) {
            // rest is above -10^6 and nothing is added: what was charged covers it.
            return 0;
        }
        final long fixed = perLot * quantity;
        if (Math.multiplyHigh(perLot, quantity) != fixed >> (Long.SIZE - 1)) {
            return perLot < 0 ? TOO_LITTLE : TOO_MUCH;
        }
        if (value < SMALL && fixed < SMALL && fixed > -SMALL) {
            return ceiling(fixed * MILLION + value * ppm + rest);
        }
        final long fixedLow = fixed * MILLION;
        final long shareLow = value * ppm;
        final long sumLow = fixedLow + shareLow;
        final long low = sumLow + rest;
        final long high = Math.multiplyHigh(fixed, MILLION)
                + Math.multiplyHigh(value, ppm)
                + carry(fixedLow, sumLow)
                + carry(sumLow, low)
                + (rest >> (Long.SIZE - 1));
        return ceiling(high, low);
    }

    /**
     * The rest of an order after a trade.
     *
     * @param perLot as for the charge, like all others.
     * @param ppm millionths.
     * @param quantity lots.
     * @param value of the trade.
     * @param rest before.
     * @param charge what {@link #charge} gave.
     * @return millionths, -999,999..0.
     */
    static long rest(
            final long perLot,
            final long ppm,
            final long quantity,
            final long value,
            final long rest,
            final long charge) {
        if (charge == TOO_MUCH) {
            // It is only ever waived, and counts as charged: what rounding up has added is carried on. Fixed fees add
            // none.
            return -Math.floorMod(-(value % MILLION * ppm + rest), MILLION);
        }
        return perLot * quantity * MILLION + value * ppm + rest - charge * MILLION;
    }

    /** A product of two longs that are not negative, or -1 where it leaves 63 bits. */
    static long product(final long one, final long other) {
        final long product = one * other;
        return Math.multiplyHigh(one, other) != 0 || product < 0 ? -1 : product;
    }

    /** Millionths to whole units, rounded up. */
    private static long ceiling(final long millionths) {
        return -Math.floorDiv(-millionths, MILLION);
    }

    private static long ceiling(final long high, final long low) {
        if (high < 0) {
            // Rounding up is towards zero here.
            final long magnitude = quotient(low == 0 ? -high : ~high, -low, 0);
            return magnitude == TOO_MUCH ? TOO_LITTLE : -magnitude;
        }
        return quotient(high, low, MILLION - 1);
    }

    /** (High and low + added) / 10^6, rounded down, by long division in steps of 32 bits. */
    private static long quotient(final long highBefore, final long lowBefore, final long added) {
        final long low = lowBefore + added;
        final long high = highBefore + carry(lowBefore, low);
        if (high >= MILLION) {
            return TOO_MUCH;
        }
        final long upper = (high << Integer.SIZE) | (low >>> Integer.SIZE);
        final long upperQuotient = upper / MILLION;
        if (upperQuotient > Integer.MAX_VALUE) {
            return TOO_MUCH;
        }
        final long lower = (upper % MILLION << Integer.SIZE) | (low & LOW_MASK);
        return (upperQuotient << Integer.SIZE) + lower / MILLION;
    }

    /** 1 where an unsigned sum has wrapped. */
    private static long carry(final long before, final long after) {
        return Long.compareUnsigned(after, before) < 0 ? 1 : 0;
    }
}
