package dev.florin.benchmarks.exchangecore;

import dev.florin.engine.AnswerHandler;
import dev.florin.protocol.Frames;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.codec.OrderAnswerDecoder;
import org.agrona.DirectBuffer;

/** Takes the answers to the workload and checks each: the one that was due, and applied, as exchange-core applied it. */
final class OutcomeCheck implements AnswerHandler {
    private static final int OUTCOME_OFFSET = Frames.HEADER_LENGTH + OrderAnswerDecoder.outcomeEncodingOffset();

    private int first;
    private int count;

    void begin(final int firstCommand) {
        first = firstCommand;
        count = 0;
    }

    int count() {
        return count;
    }

    @Override
    public void onAnswer(final long correlationId, final DirectBuffer buffer, final int offset, final int lengthBytes) {
        final int template = Frames.templateId(buffer, offset);
        final int outcome = template == OrderAnswerDecoder.TEMPLATE_ID ? buffer.getByte(offset + OUTCOME_OFFSET) : -1;
        if (correlationId != first + count || outcome != Outcome.OK.code()) {
            throw new IllegalStateException("command " + (first + count)
                    + " was due an answer; there came one for command "
                    + correlationId + ", template " + template + ", "
                    + (outcome < 0 ? "about no order" : Outcome.of(outcome).name()));
        }
        count++;
    }
}
