package dev.florin.gateway.answer;

import dev.florin.protocol.Frames;
import dev.florin.protocol.HoldId;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.codec.HoldEventDecoder;
import org.agrona.DirectBuffer;

/** Writes events, one a line. Holds flyweights, so it belongs to one thread. */
public final class EventWriter {
    private static final String[] HOLD_STATUS = {null, "open", "captured", "released", "expired"};

    private final JsonLines json;
    private final HoldEventDecoder holdEvent = new HoldEventDecoder();

    /**
     * A writer.
     *
     * @param json where the events go.
     */
    public EventWriter(final JsonLines json) {
        this.json = json;
    }

    /**
     * Writes one event.
     *
     * @param buffer that holds its frame; only read.
     * @param offset of the frame's header.
     * @throws IllegalArgumentException if the frame is no event that this door knows, which would be a bug.
     */
    public void write(final DirectBuffer buffer, final int offset) {
        final int templateId = Frames.templateId(buffer, offset);
        if (templateId != HoldEventDecoder.TEMPLATE_ID) {
            throw new IllegalArgumentException("template " + templateId + " is no event that this door can write");
        }
        writeHold(buffer, offset);
    }

    private void writeHold(final DirectBuffer buffer, final int offset) {
        holdEvent.wrap(
                buffer,
                offset + Frames.HEADER_LENGTH,
                Frames.blockLength(buffer, offset),
                Frames.version(buffer, offset));
        json.startObject().name("event").value("hold");
        json.name("seq").value(holdEvent.sequence()).name("at").value(holdEvent.timestampNs());
        json.name("hold").value(holdName());
        json.name("status").value(HOLD_STATUS[holdEvent.status()]);
        json.name("amount").value(holdEvent.amount());
        // Tells a partial capture, which leaves the hold open, from its beginning.
        json.name("remaining").value(holdEvent.remaining());
        json.endObject().endLine();
    }

    private String holdName() {
        final Uint128 key = new Uint128(holdEvent.holdHigh(), holdEvent.holdLow());
        return new HoldId(key, holdEvent.holdLeg()).toString();
    }
}
