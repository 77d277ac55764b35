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

/** Takes what leaves a state machine as values, and sees to it that the events of a command come before its answer. */
public final class DecodingEgress implements Egress {
    private final AnswerDecoder answerDecoder = new AnswerDecoder();
    private final HoldEventDecoder holdEvent = new HoldEventDecoder();
    private final List<Answer> answers = new ArrayList<>();
    private final List<HoldChange> changes = new ArrayList<>();

    /** Nothing has come yet. */
    public DecodingEgress() {}

    @Override
    public void onAnswer(final DirectBuffer buffer, final int offset, final int lengthBytes) {
        requireWhole(buffer, offset, lengthBytes);
        answers.add(answerDecoder.decode(buffer, offset));
    }

    @Override
    public void onEvent(final DirectBuffer buffer, final int offset, final int lengthBytes) {
        requireWhole(buffer, offset, lengthBytes);
        if (!answers.isEmpty()) {
            throw new AssertionError("an event came after the answer " + answers);
        }
        if (Frames.templateId(buffer, offset) != HoldEventDecoder.TEMPLATE_ID) {
            throw new AssertionError("template " + Frames.templateId(buffer, offset) + " is no event of the ledger");
        }
        holdEvent.wrap(
                buffer,
                offset + Frames.HEADER_LENGTH,
                Frames.blockLength(buffer, offset),
                Frames.version(buffer, offset));
        changes.add(new HoldChange(
                holdEvent.sequence(),
                holdEvent.timestampNs(),
                new HoldId(new Uint128(holdEvent.holdHigh(), holdEvent.holdLow()), holdEvent.holdLeg()),
                HoldChange.Status.ofCode(holdEvent.status()),
                holdEvent.amount(),
                holdEvent.remaining()));
    }

    /**
     * The one answer that has come since the last time, and with it the end of the events before it.
     *
     * @return the answer.
     */
    public Answer takeAnswer() {
        if (answers.size() != 1) {
            throw new AssertionError("one answer was due, but there came " + answers);
        }
        return answers.remove(0);
    }

    /**
     * The events that have come since the last time.
     *
     * @return in order.
     */
    public List<HoldChange> takeChanges() {
        final List<HoldChange> taken = List.copyOf(changes);
        changes.clear();
        return taken;
    }

    private static void requireWhole(final DirectBuffer buffer, final int offset, final int lengthBytes) {
        if (Frames.frameLength(buffer, offset) != lengthBytes || lengthBytes % Frames.ALIGNMENT != 0) {
            throw new AssertionError(
                    "a frame of " + lengthBytes + " bytes says that it has " + Frames.frameLength(buffer, offset));
        }
    }
}
