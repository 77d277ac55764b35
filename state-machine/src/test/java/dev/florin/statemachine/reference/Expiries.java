package dev.florin.statemachine.reference;

import dev.florin.protocol.Bounds;
import dev.florin.protocol.order.OrderStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;

/** Section 4 of the contract: what is due ends before anything else happens. */
final class Expiries {
    private static final Comparator<Due> DUE_ORDER =
            Comparator.comparingLong(Due::atNs).thenComparingLong(Due::sequence).thenComparingInt(Due::leg);

    private record Due(long atNs, long sequence, int leg, Runnable end) {}

    private Expiries() {}

    static void expire(final Market market, final MoneyRules money) {
        final List<Due> due = new ArrayList<>();
        for (final ModelHold hold : market.state.openHolds.values()) {
            if (hold.expiresAtNs() != Bounds.NO_EXPIRY && hold.expiresAtNs() <= market.timestampNs) {
                due.add(new Due(hold.expiresAtNs(), hold.sequence(), hold.id().leg(), () -> money.expire(hold)));
            }
        }
        for (final ModelOrder order : market.state.orders.values()) {
            if (order.isDue(market.timestampNs)) {
                due.add(new Due(
                        order.expiresAtNs, order.id, Bounds.NO_LEG, () -> market.end(order, OrderStatus.EXPIRED)));
            }
        }
        due.stream().sorted(DUE_ORDER).limit(Bounds.MAX_EXPIRIES).forEach(it -> it.end.run());
    }

    /** The earliest time at which something is due; {@link Bounds#NO_EXPIRY} where nothing ever is. */
    static long nextDueNs(final ModelState state) {
        final LongStream holds = state.openHolds.values().stream().mapToLong(ModelHold::expiresAtNs);
        final LongStream orders = state.orders.values().stream()
                .filter(order -> order.isDue(Long.MAX_VALUE))
                .mapToLong(order -> order.expiresAtNs);
        return LongStream.concat(holds, orders).min().orElse(Bounds.NO_EXPIRY);
    }
}
