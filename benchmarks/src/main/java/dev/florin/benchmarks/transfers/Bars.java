package dev.florin.benchmarks.transfers;

import dev.florin.benchmarks.report.Bar;
import dev.florin.journal.Durability;

/** What Florin asks of itself on a machine of two cores, client threads included. */
final class Bars {
    /** One durable command alone, its p50 beside that of a raw write and force of 4 KiB. */
    static final Bar ALONE =
            new Bar("one durable command alone, p50", "x a raw forced write of 4 KiB", 1.5, 1.2, false);

    /** Steady state, beside the transfers that filled the kept keys in the same run. */
    static final Bar STEADY = new Bar("retention full, rolls included, beside filling it", "%", 70, 90, true);

    private static final String UNIT = "M/s";
    private static final int TIGERBEETLE_BATCH = 8_189;
    private static final int FEW_ACCOUNTS = 10_000;
    private static final int MANY_ACCOUNTS = 1_000_000;
    private static final Bar FSYNC_OPEN =
            new Bar("FSYNC transfers, 10 k accounts, open window, every key kept", UNIT, 3.0, 3.5, true);
    private static final Bar FSYNC_CLOSED =
            new Bar("FSYNC transfers, 10 k accounts, closed loop of 8,189, every key kept", UNIT, 2.5, 3.4, true);
    private static final Bar MAPPED = new Bar("MEMORY_MAPPED transfers, 1 M accounts", UNIT, 3.5, 5.0, true);

    private Bars() {}

    /** The bar of a workload; null where there is none. */
    static Bar of(final Workload workload, final EngineSetup setup) {
        if (workload.kind() != WorkKind.TRANSFERS) {
            return null;
        } else if (setup.fillsKeys()) {
            return STEADY;
        }
        final Durability durability = setup.durability();
        final boolean isSpread = workload.hotCount() == workload.accountCount();
        if (durability == Durability.FSYNC && isSpread && workload.accountCount() == FEW_ACCOUNTS) {
            if (!workload.isClosed()) {
                return FSYNC_OPEN;
            }
            return workload.underWayCount() == TIGERBEETLE_BATCH && workload.sessionCount() == 1 ? FSYNC_CLOSED : null;
        }
        final boolean isMapped = durability == Durability.MEMORY_MAPPED && isSpread && !workload.isClosed();
        return isMapped && workload.accountCount() == MANY_ACCOUNTS ? MAPPED : null;
    }
}
