package dev.florin.protocol;

import dev.florin.protocol.codec.MessageHeaderDecoder;
import dev.florin.protocol.codec.MessageHeaderEncoder;
import java.nio.ByteOrder;
import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.sbe.MessageDecoderFlyweight;

/**
 * The header that every frame starts with, read without a flyweight. Offsets are those of the composite
 * {@code messageHeader} in the schema; a test holds them together.
 *
 * <pre>
 *  0             4             6             8           10          12                  14         16
 *  | frameLength | blockLength | templateId  | schemaId  | version   | conditionsLength  | options  |
 * </pre>
 */
public final class Frames {
    /** Bytes of the header. */
    public static final int HEADER_LENGTH = MessageHeaderEncoder.ENCODED_LENGTH;

    /** Frames start and end on multiples of this many bytes. */
    public static final int ALIGNMENT = 8;

    /** Highest template id of a command that takes a sequence; the lowest is 1. */
    public static final int MAX_COMMAND_TEMPLATE_ID = 39;

    /** Highest template id of a read; the lowest follows the commands. */
    public static final int MAX_READ_TEMPLATE_ID = 59;

    private static final int FRAME_LENGTH_OFFSET = MessageHeaderDecoder.frameLengthEncodingOffset();
    private static final int BLOCK_LENGTH_OFFSET = MessageHeaderDecoder.blockLengthEncodingOffset();
    private static final int TEMPLATE_ID_OFFSET = MessageHeaderDecoder.templateIdEncodingOffset();
    private static final int VERSION_OFFSET = MessageHeaderDecoder.versionEncodingOffset();
    private static final int CONDITIONS_LENGTH_OFFSET = MessageHeaderDecoder.conditionsLengthEncodingOffset();
    private static final int OPTIONS_OFFSET = MessageHeaderDecoder.optionsEncodingOffset();
    private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

    private Frames() {}

    /**
     * Bytes of the frame at an offset.
     *
     * @param buffer that holds the frame.
     * @param offset of its header.
     * @return as written, which may be anything in a frame that was not checked.
     */
    public static int frameLength(final DirectBuffer buffer, final int offset) {
        return buffer.getInt(offset + FRAME_LENGTH_OFFSET, ORDER);
    }

    /**
     * Bytes of the fixed block that follows the header.
     *
     * @param buffer that holds the frame.
     * @param offset of its header.
     * @return 0..65535.
     */
    public static int blockLength(final DirectBuffer buffer, final int offset) {
        return buffer.getShort(offset + BLOCK_LENGTH_OFFSET, ORDER) & 0xFFFF;
    }

    /**
     * What the frame is.
     *
     * @param buffer that holds the frame.
     * @param offset of its header.
     * @return 0..65535.
     */
    public static int templateId(final DirectBuffer buffer, final int offset) {
        return buffer.getShort(offset + TEMPLATE_ID_OFFSET, ORDER) & 0xFFFF;
    }

    /**
     * Version of the schema that the frame was written with.
     *
     * @param buffer that holds the frame.
     * @param offset of its header.
     * @return 0..65535.
     */
    public static int version(final DirectBuffer buffer, final int offset) {
        return buffer.getShort(offset + VERSION_OFFSET, ORDER) & 0xFFFF;
    }

    /**
     * Bytes of the conditions that end the frame.
     *
     * @param buffer that holds the frame.
     * @param offset of its header.
     * @return 0 where there are none.
     */
    public static int conditionsLength(final DirectBuffer buffer, final int offset) {
        return buffer.getShort(offset + CONDITIONS_LENGTH_OFFSET, ORDER) & 0xFFFF;
    }

    /**
     * Bits of {@link Options}.
     *
     * @param buffer that holds the frame.
     * @param offset of its header.
     * @return 0..65535.
     */
    public static int options(final DirectBuffer buffer, final int offset) {
        return buffer.getShort(offset + OPTIONS_OFFSET, ORDER) & 0xFFFF;
    }

    /**
     * Lays a decoder over a frame's block, as its header describes it.
     *
     * @param decoder of the frame's template.
     * @param buffer that holds the frame, checked before; kept by the decoder.
     * @param offset of the frame's header.
     * @param <T> the decoder's type.
     * @return the decoder.
     */
    public static <T extends MessageDecoderFlyweight> T wrap(
            final T decoder, final DirectBuffer buffer, final int offset) {
        decoder.wrap(buffer, offset + HEADER_LENGTH, blockLength(buffer, offset), version(buffer, offset));
        return decoder;
    }

    /**
     * Rounds a length up to whole alignment units.
     *
     * @param length in bytes.
     * @return a multiple of {@link #ALIGNMENT}.
     */
    public static int align(final int length) {
        return BitUtil.align(length, ALIGNMENT);
    }

    /**
     * Whether a template is a command that takes a sequence and is journaled.
     *
     * @param templateId of a frame.
     * @return true for 1..39.
     */
    public static boolean isCommand(final int templateId) {
        return templateId >= 1 && templateId <= MAX_COMMAND_TEMPLATE_ID;
    }

    /**
     * Whether a template is a read.
     *
     * @param templateId of a frame.
     * @return true for 40..59.
     */
    public static boolean isRead(final int templateId) {
        return templateId > MAX_COMMAND_TEMPLATE_ID && templateId <= MAX_READ_TEMPLATE_ID;
    }
}
