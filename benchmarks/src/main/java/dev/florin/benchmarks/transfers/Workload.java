package dev.florin.benchmarks.transfers;

/**
 * What is asked of the engine in one run.
 *
 * @param kind of the commands.
 * @param accountCount accounts that are opened first.
 * @param hotCount accounts that the commands go between.
 * @param sessionCount sessions, each with a thread of its own.
 * @param isClosed true: a session offers a batch only when the one before is answered whole.
 * @param underWayCount most commands of one session that are offered and not answered: the batch or the window.
 * @param commandCount commands of all sessions; {@link Long#MAX_VALUE} for as many as fit into the time.
 * @param durationNs after which nothing more is offered; {@link Long#MAX_VALUE} for no end.
 */
record Workload(
        WorkKind kind,
        int accountCount,
        int hotCount,
        int sessionCount,
        boolean isClosed,
        int underWayCount,
        long commandCount,
        long durationNs) {

    /** The same with another kind of commands, so many of them. */
    Workload with(final WorkKind newKind, final long count) {
        return new Workload(
                newKind, accountCount, hotCount, sessionCount, isClosed, underWayCount, count, Long.MAX_VALUE);
    }

    /** The same for so long. */
    Workload lasting(final long newDurationNs) {
        return new Workload(
                kind, accountCount, hotCount, sessionCount, isClosed, underWayCount, commandCount, newDurationNs);
    }

    /** Commands of one session. */
    long commandCountOf(final int session) {
        if (commandCount == Long.MAX_VALUE) {
            return Long.MAX_VALUE;
        }
        return commandCount / sessionCount + (session < commandCount % sessionCount ? 1 : 0);
    }
}
