package dev.florin.engine;

import org.agrona.DirectBuffer;

/** Takes events out of a subscription. */
@FunctionalInterface
public interface EventHandler {
    /**
     * An event, durable as configured, in the order in which events happened.
     *
     * @param sequence of the command that caused it.
     * @param buffer that holds the event's frame; valid only during the call, only to be read.
     * @param offset of the frame's header.
     * @param lengthBytes of the frame.
     */
    void onEvent(long sequence, DirectBuffer buffer, int offset, int lengthBytes);
}
