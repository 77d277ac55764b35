package dev.florin.benchmarks.transfers;

/**
 * What is asked of the engine in one run.
 *
 * @param accountCount accounts that are opened first.
 * @param hotCount accounts that the transfers go between.
 * @param sessionCount sessions, each with a thread of its own.
 * @param isClosed true: a session offers a batch only when the one before is answered whole.
 * @param underWayCount most commands of one session that are offered and not answered: the batch or the window.
 * @param commandCount transfers of all sessions; {@link Long#MAX_VALUE} for as many as fit into the time.
 * @param durationNs after which nothing more is offered; {@link Long#MAX_VALUE} for no end.
 */
record Workload(
        int accountCount,
        int hotCount,
        int sessionCount,
        boolean isClosed,
        int underWayCount,
        long commandCount,
        long durationNs) {

    Workload withCommandCount(final long count) {
        return new Workload(accountCount, hotCount, sessionCount, isClosed, underWayCount, count, Long.MAX_VALUE);
    }

    /** Transfers of one session. */
    long commandCountOf(final int session) {
        if (commandCount == Long.MAX_VALUE) {
            return Long.MAX_VALUE;
        }
        return commandCount / sessionCount + (session < commandCount % sessionCount ? 1 : 0);
    }
}
