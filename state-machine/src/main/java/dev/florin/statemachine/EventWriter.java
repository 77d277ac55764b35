package dev.florin.statemachine;

import dev.florin.protocol.Frames;
import dev.florin.protocol.codec.HoldEventEncoder;
import dev.florin.protocol.codec.MessageHeaderEncoder;
import dev.florin.statemachine.ledger.CurrentCommand;
import dev.florin.statemachine.ledger.HoldEvents;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Writes events, and holds them back until it is certain that what they tell has happened: an entry may still be undone.
 * Its buffer grows to the largest number of events that one step has caused. Owned by the engine thread.
 */
final class EventWriter implements HoldEvents {
    private static final int EVENT_LENGTH = Frames.align(Frames.HEADER_LENGTH + HoldEventEncoder.BLOCK_LENGTH);
    private static final int INITIAL_EVENTS = 1_024;

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[INITIAL_EVENTS * EVENT_LENGTH]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final HoldEventEncoder hold = new HoldEventEncoder();
    private final CurrentCommand current;
    private Egress egress = Egress.NONE;
    private int length;

    EventWriter(final CurrentCommand current) {
        this.current = current;
    }

    void egress(final Egress newEgress) {
        egress = newEgress;
        length = 0;
    }

    @Override
    public void onHold(
            final long keyHigh,
            final long keyLow,
            final int leg,
            final int status,
            final long amount,
            final long remaining) {
        if (egress == Egress.NONE) {
            return;
        }
        if (length + EVENT_LENGTH > buffer.capacity()) {
            grow();
        }
        hold.wrapAndApplyHeader(buffer, length, header);
        header.frameLength(EVENT_LENGTH).conditionsLength(0).options(0);
        hold.sequence(current.sequence()).timestampNs(current.timestampNs());
        hold.holdHigh(keyHigh).holdLow(keyLow).holdLeg(leg);
        hold.amount(amount).remaining(remaining).status((short) status);
        length += EVENT_LENGTH;
    }

    /** What was told has happened. */
    void release() {
        for (int offset = 0; offset < length; offset += EVENT_LENGTH) {
            egress.onEvent(buffer, offset, EVENT_LENGTH);
        }
        length = 0;
    }

    /** What was told since the last release was undone. */
    void discard() {
        length = 0;
    }

    private void grow() {
        final byte[] grown = new byte[2 * buffer.capacity()];
        buffer.getBytes(0, grown, 0, length);
        buffer.wrap(grown);
    }
}
