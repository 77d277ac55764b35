package dev.florin.benchmarks.transfers;

import dev.florin.engine.AnswerHandler;
import dev.florin.protocol.Frames;
import dev.florin.protocol.Options;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.codec.CommandAnswerDecoder;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/**
 * Takes the answers of one session and checks each: the one that was due, applied, no duplicate, of a higher sequence than
 * the one before. Belongs to the session's thread.
 */
final class AnswerCheck implements AnswerHandler {
    private static final int OUTCOME_OFFSET = Frames.HEADER_LENGTH + CommandAnswerDecoder.outcomeEncodingOffset();
    private static final int SEQUENCE_OFFSET = Frames.HEADER_LENGTH + CommandAnswerDecoder.sequenceEncodingOffset();

    private long count;
    private long lastSequence;

    @Override
    public void onAnswer(final long correlationId, final DirectBuffer buffer, final int offset, final int lengthBytes) {
        final long sequence = buffer.getLong(offset + SEQUENCE_OFFSET, ByteOrder.LITTLE_ENDIAN);
        final boolean isRight = correlationId == count + 1
                && Frames.templateId(buffer, offset) == CommandAnswerDecoder.TEMPLATE_ID
                && buffer.getByte(offset + OUTCOME_OFFSET) == Outcome.OK.code()
                && (Frames.options(buffer, offset) & Options.DUPLICATE) == 0
                && sequence > lastSequence;
        if (!isRight) {
            throw wrongAnswer(correlationId, buffer, offset);
        }
        lastSequence = sequence;
        count++;
    }

    private IllegalStateException wrongAnswer(final long correlationId, final DirectBuffer buffer, final int offset) {
        final int template = Frames.templateId(buffer, offset);
        final String outcome = template == CommandAnswerDecoder.TEMPLATE_ID
                ? Outcome.of(buffer.getByte(offset + OUTCOME_OFFSET) & 0xFF).name()
                : "of template " + template;
        return new IllegalStateException(
                "after " + count + " right answers came one for command " + correlationId + ", "
                        + outcome + ", options " + Frames.options(buffer, offset)
                        + ": the engine's figures mean nothing while its answers are wrong");
    }

    /** Answers so far, all of them right; also the correlation id of the last. */
    long count() {
        return count;
    }
}
