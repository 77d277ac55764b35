package dev.florin.examples.demo;

import dev.florin.protocol.Outcome;
import dev.florin.protocol.answer.Answer;
import java.nio.ByteBuffer;

/**
 * What a front end was told, as it took it down: 40 bytes.
 *
 * <pre>
 *  0 sequence | 8 time stamp, ns | 16 amount | 24 opened by | 32 outcome u16 | 34 leg u16 | 36 nothing
 * </pre>
 *
 * @param sequence of the command.
 * @param timestampNs of the command.
 * @param amount in minor units; of an order, the lots filled.
 * @param openedSequence of the command that opened the account; of an order, the lots that remained.
 * @param outcome what became of it.
 * @param leg that failed; of an order, a number of its status.
 */
record GivenAnswer(long sequence, long timestampNs, long amount, long openedSequence, Outcome outcome, int leg) {
    /** Bytes that it takes. */
    static final int LENGTH = 40;

    private static final int UNSIGNED_SHORT = 0xFFFF;

    static GivenAnswer of(final Answer.ToCommand answer) {
        if (answer instanceof Answer.OfOrder order) {
            return new GivenAnswer(
                    order.sequence(),
                    order.timestampNs(),
                    order.order().filled(),
                    order.order().remaining(),
                    order.outcome(),
                    order.order().status().code());
        }
        final Answer.OfCommand command = (Answer.OfCommand) answer;
        return new GivenAnswer(
                command.sequence(),
                command.timestampNs(),
                command.amount(),
                command.openedSequence(),
                command.outcome(),
                command.leg());
    }

    static GivenAnswer read(final ByteBuffer buffer) {
        final GivenAnswer answer = new GivenAnswer(
                buffer.getLong(),
                buffer.getLong(),
                buffer.getLong(),
                buffer.getLong(),
                Outcome.of(buffer.getShort()),
                buffer.getShort() & UNSIGNED_SHORT);
        buffer.getInt();
        return answer;
    }

    void write(final ByteBuffer buffer) {
        buffer.putLong(sequence)
                .putLong(timestampNs)
                .putLong(amount)
                .putLong(openedSequence)
                .putShort(outcome.code())
                .putShort((short) leg)
                .putInt(0);
    }
}
