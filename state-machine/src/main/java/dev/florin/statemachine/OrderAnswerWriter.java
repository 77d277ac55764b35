package dev.florin.statemachine;

import dev.florin.protocol.Bounds;
import dev.florin.protocol.Frames;
import dev.florin.protocol.codec.CancelDecoder;
import dev.florin.protocol.codec.MessageHeaderEncoder;
import dev.florin.protocol.codec.OrderAnswerEncoder;
import dev.florin.protocol.codec.OrderAnswerEncoder.FillsEncoder;
import dev.florin.protocol.codec.PlaceDecoder;
import dev.florin.statemachine.settlement.Fills;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Writes the answers to commands about one order. Its buffer grows to the largest number of fills that one order had. Owned
 * by the engine thread.
 */
final class OrderAnswerWriter {
    private static final int FIRST_KIND = PlaceDecoder.TEMPLATE_ID;
    private static final int LAST_KIND = CancelDecoder.TEMPLATE_ID;
    private static final int INITIAL_LENGTH = 4_096;
    private static final int WITHOUT_FILLS_LENGTH =
            Frames.HEADER_LENGTH + OrderAnswerEncoder.BLOCK_LENGTH + FillsEncoder.sbeHeaderSize();

    private final UnsafeBuffer buffer = new UnsafeBuffer();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final OrderAnswerEncoder answer = new OrderAnswerEncoder();

    OrderAnswerWriter() {
        allocate(INITIAL_LENGTH);
    }

    /** What all answers have in common is written once. */
    private void allocate(final int capacity) {
        buffer.wrap(new byte[capacity]);
        answer.wrapAndApplyHeader(buffer, 0, header);
        header.conditionsLength(0);
    }

    /** Whether what a command decided is told by an answer about an order. */
    static boolean isAboutOrder(final int kind) {
        return kind >= FIRST_KIND && kind <= LAST_KIND;
    }

    /**
     * Writes an answer.
     *
     * @param egress that takes it.
     * @param options of the answer.
     * @param sequence of the command.
     * @param timestampNs of the command.
     * @param kind of the command.
     * @param outcomeCode of the command.
     * @param status of the order, or {@link Bounds#NO_LEG} where the command was refused.
     * @param filled lots; 0 where refused.
     * @param remaining lots; 0 where refused.
     * @param fills of the order, or null in a duplicate.
     */
    void write(
            final Egress egress,
            final int options,
            final long sequence,
            final long timestampNs,
            final int kind,
            final int outcomeCode,
            final int status,
            final long filled,
            final long remaining,
            final Fills fills) {
        final int count = fills == null || status == Bounds.NO_LEG ? 0 : fills.count();
        final int length = Frames.align(WITHOUT_FILLS_LENGTH + count * FillsEncoder.sbeBlockLength());
        if (length > buffer.capacity()) {
            allocate(Math.max(length, 2 * buffer.capacity()));
        }
        header.frameLength(length).options(options);
        answer.wrap(buffer, Frames.HEADER_LENGTH);
        answer.sequence(sequence).timestampNs(timestampNs);
        answer.filled(filled).remaining(remaining);
        answer.kind(kind).outcome((short) outcomeCode);
        answer.status((short) (status == Bounds.NO_LEG ? 0 : status));
        final FillsEncoder group = answer.fillsCount(count);
        for (int i = 0; i < count; i++) {
            group.next().price(fills.price(i)).quantity(fills.quantity(i));
            group.makerHigh(fills.makerHigh(i)).makerLow(fills.makerLow(i)).makerOwner(fills.makerOwner(i));
        }
        for (int i = Frames.HEADER_LENGTH + answer.encodedLength(); i < length; i++) {
            buffer.putByte(i, (byte) 0);
        }
        egress.onAnswer(buffer, 0, length);
    }
}
