package dev.florin.statemachine.settlement;

import dev.florin.statemachine.hash.Mixing;
import dev.florin.statemachine.hash.StateHash;
import dev.florin.statemachine.paged.PagedRows;
import dev.florin.statemachine.paged.UndoJournal;
import dev.florin.statemachine.snapshot.SnapshotPart;
import java.util.List;

/**
 * The fees that instruments had and have: an order keeps those that it was placed under, by row. Rows never change. Owned
 * by the engine thread.
 *
 * <pre>
 *  0 maker per lot | 1 maker ppm | 2 taker per lot | 3 taker ppm
 * </pre>
 */
final class FeeSchedules implements SnapshotPart {
    private static final int MAKER = 0;
    private static final int TAKER = 2;
    private static final int ROW_LENGTH = 4;
    private static final int ROWS_PER_PAGE_LOG2 = 6;
    private static final long IDENTITY = 0x1D8E4E27C47D124FL;
    private static final long COLUMN_IDENTITY = 0x5E2D58D8B3BCDF1BL;

    private final PagedRows rows;
    private final StateHash hash;
    private int count;

    FeeSchedules(final UndoJournal undo, final StateHash hash) {
        this.hash = hash;
        rows = new PagedRows(ROW_LENGTH, ROWS_PER_PAGE_LOG2, undo);
    }

    /** Adds fees. */
    int add(final long makerPerLot, final long makerPpm, final long takerPerLot, final long takerPpm) {
        count = Math.addExact(count, 1);
        rows.ensure(count);
        final long[] page = rows.writablePage(count);
        final int offset = rows.offset(count);
        page[offset + MAKER] = makerPerLot;
        page[offset + MAKER + 1] = makerPpm;
        page[offset + TAKER] = takerPerLot;
        page[offset + TAKER + 1] = takerPpm;
        hash.add(hashOf(count));
        return count;
    }

    boolean isSame(
            final int schedule,
            final long makerPerLot,
            final long makerPpm,
            final long takerPerLot,
            final long takerPpm) {
        return perLot(schedule, true) == makerPerLot
                && ppm(schedule, true) == makerPpm
                && perLot(schedule, false) == takerPerLot
                && ppm(schedule, false) == takerPpm;
    }

    long perLot(final int schedule, final boolean isMaker) {
        return rows.get(schedule, isMaker ? MAKER : TAKER);
    }

    long ppm(final int schedule, final boolean isMaker) {
        return rows.get(schedule, (isMaker ? MAKER : TAKER) + 1);
    }

    /** What a trade charges an order; see {@link Fees#charge}. */
    long charge(final int schedule, final boolean isMaker, final long quantity, final long value, final long rest) {
        return Fees.charge(perLot(schedule, isMaker), ppm(schedule, isMaker), quantity, value, rest);
    }

    /** The rest of an order after a trade; see {@link Fees#rest}. */
    long rest(
            final int schedule,
            final boolean isMaker,
            final long quantity,
            final long value,
            final long rest,
            final long charge) {
        return Fees.rest(perLot(schedule, isMaker), ppm(schedule, isMaker), quantity, value, rest, charge);
    }

    /**
     * The most that an order can still cost: price x quantity and the dearer of its fees on that, if it is not a rebate.
     *
     * @return minor units, or -1 where value or fees leave 63 bits.
     */
    long cost(final int schedule, final long price, final long quantity, final long rest) {
        final long value = Fees.product(price, quantity);
        if (value < 0) {
            return -1;
        }
        final long asMaker = charge(schedule, true, quantity, value, rest);
        final long asTaker = charge(schedule, false, quantity, value, rest);
        final long cost = value + Math.max(0, Math.max(asMaker, asTaker));
        return cost < 0 ? -1 : cost;
    }

    @Override
    public List<PagedRows> tables() {
        return List.of(rows);
    }

    @Override
    public long[] figures() {
        return new long[] {count};
    }

    @Override
    public void restore(final long[] figures) {
        count = Math.toIntExact(figures[0]);
        if (count > 0) {
            rows.ensure(count);
        }
    }

    long recomputeHash() {
        long sum = 0;
        for (int schedule = 1; schedule <= count; schedule++) {
            sum += hashOf(schedule);
        }
        return sum;
    }

    private long hashOf(final int schedule) {
        long sum = 0;
        for (int column = 0; column < ROW_LENGTH; column++) {
            sum += rows.get(schedule, column) * (Mixing.mix(column + COLUMN_IDENTITY) | 1);
        }
        return (sum + 1) * Mixing.mix(schedule + IDENTITY);
    }
}
