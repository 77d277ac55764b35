package dev.florin.gateway.request;

import dev.florin.protocol.command.Request;

/** What a line asks the engine to do. */
public sealed interface LineAction {
    /**
     * Offer a request.
     *
     * @param request a command or a read.
     * @param atNs when a command was stamped, ns since the epoch, where lines carry that; else {@link #NO_TIME}.
     */
    record Offer(Request request, long atNs) implements LineAction {}

    /**
     * Move the manual clock.
     *
     * @param byNs how far, ns, at least 0.
     */
    record Advance(long byNs) implements LineAction {}

    /**
     * Journal a tick of a recorded clock.
     *
     * @param atNs when, ns since the epoch.
     */
    record Tick(long atNs) implements LineAction {}

    /** Stands for a line without a time. */
    long NO_TIME = -1;
}
