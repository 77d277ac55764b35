package dev.florin.statemachine.reference;

import dev.florin.protocol.Frames;
import dev.florin.protocol.HoldId;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.answer.AnswerDecoder;
import dev.florin.protocol.codec.HoldEventDecoder;
import dev.florin.statemachine.Egress;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/** Takes what leaves a state machine as values, in the order in which it leaves. */
public final class DecodingEgress implements Egress {
    private final AnswerDecoder answerDecoder = new AnswerDecoder();
    private final HoldEventDecoder holdEvent = new HoldEventDecoder();
    private final MarketEventDecoder marketEvents = new MarketEventDecoder();
    private final List<Object> left = new ArrayList<>();
    private boolean takesEvents = true;

    /** Nothing has come yet. */
    public DecodingEgress() {}

    @Override
    public void onAnswer(final DirectBuffer buffer, final int offset, final int lengthBytes) {
        requireWhole(buffer, offset, lengthBytes);
        left.add(answerDecoder.decode(buffer, offset));
    }

    @Override
    public boolean takesEvents() {
        return takesEvents;
    }

    /**
     * Says whether events of the batches that follow are wanted; they are, at first.
     *
     * @param wanted false: an event that comes all the same is kept like any other.
     */
    public void takesEvents(final boolean wanted) {
        takesEvents = wanted;
    }

    @Override
    public void onEvent(final DirectBuffer buffer, final int offset, final int lengthBytes) {
        requireWhole(buffer, offset, lengthBytes);
        left.add(
                Frames.templateId(buffer, offset) == HoldEventDecoder.TEMPLATE_ID
                        ? holdChange(buffer, offset)
                        : marketEvents.decode(buffer, offset));
    }

    private HoldChange holdChange(final DirectBuffer buffer, final int offset) {
        Frames.wrap(holdEvent, buffer, offset);
        return new HoldChange(
                holdEvent.sequence(),
                holdEvent.timestampNs(),
                new HoldId(new Uint128(holdEvent.holdHigh(), holdEvent.holdLow()), holdEvent.holdLeg()),
                HoldChange.Status.ofCode(holdEvent.status()),
                holdEvent.amount(),
                holdEvent.remaining());
    }

    /**
     * Everything that has left since the last time: {@link HoldChange}s, {@link MarketEvent}s and {@link Answer}s.
     *
     * @return in order.
     */
    public List<Object> takeAll() {
        final List<Object> taken = List.copyOf(left);
        left.clear();
        return taken;
    }

    /**
     * The one answer to a read, before which no event may leave.
     *
     * @return the answer.
     */
    public Answer takeAnswer() {
        final List<Object> taken = takeAll();
        if (taken.size() != 1 || !(taken.get(0) instanceof Answer answer)) {
            throw new AssertionError("one answer was due, but there came " + taken);
        }
        return answer;
    }

    private static void requireWhole(final DirectBuffer buffer, final int offset, final int lengthBytes) {
        if (Frames.frameLength(buffer, offset) != lengthBytes || lengthBytes % Frames.ALIGNMENT != 0) {
            throw new AssertionError(
                    "a frame of " + lengthBytes + " bytes says that it has " + Frames.frameLength(buffer, offset));
        }
    }
}
