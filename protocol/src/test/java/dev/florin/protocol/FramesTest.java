package dev.florin.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.florin.protocol.codec.MessageHeaderDecoder;
import dev.florin.protocol.codec.MessageHeaderEncoder;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

final class FramesTest {
    private static final int OFFSET = 24;

    @Test
    void shouldLayTheHeaderOutAsDocumented() {
        assertThat(Frames.HEADER_LENGTH).isEqualTo(16);
        assertThat(Frames.ALIGNMENT).isEqualTo(8);
        assertThat(MessageHeaderDecoder.frameLengthEncodingOffset()).isZero();
        assertThat(MessageHeaderDecoder.blockLengthEncodingOffset()).isEqualTo(4);
        assertThat(MessageHeaderDecoder.templateIdEncodingOffset()).isEqualTo(6);
        assertThat(MessageHeaderDecoder.schemaIdEncodingOffset()).isEqualTo(8);
        assertThat(MessageHeaderDecoder.versionEncodingOffset()).isEqualTo(10);
        assertThat(MessageHeaderDecoder.conditionsLengthEncodingOffset()).isEqualTo(12);
        assertThat(MessageHeaderDecoder.optionsEncodingOffset()).isEqualTo(14);
        assertThat(MessageHeaderDecoder.SCHEMA_ID).isEqualTo(7011);
        assertThat(MessageHeaderDecoder.SCHEMA_VERSION).isEqualTo(1);
    }

    @Test
    void shouldReadWhatTheSchemasEncoderWrote() {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[OFFSET + 16]);
        buffer.setMemory(0, buffer.capacity(), (byte) 0x5A);
        new MessageHeaderEncoder()
                .wrap(buffer, OFFSET)
                .frameLength(0x01020304)
                .blockLength(0xFFFE)
                .templateId(0xFFFD)
                .schemaId(0xFFFC)
                .version(0xFFFB)
                .conditionsLength(0xFFFA)
                .options(0xFFF9);
        assertThat(Frames.frameLength(buffer, OFFSET)).isEqualTo(0x01020304);
        assertThat(Frames.blockLength(buffer, OFFSET)).isEqualTo(0xFFFE);
        assertThat(Frames.templateId(buffer, OFFSET)).isEqualTo(0xFFFD);
        assertThat(Frames.version(buffer, OFFSET)).isEqualTo(0xFFFB);
        assertThat(Frames.conditionsLength(buffer, OFFSET)).isEqualTo(0xFFFA);
        assertThat(Frames.options(buffer, OFFSET)).isEqualTo(0xFFF9);
    }

    @Test
    void shouldAlignToEight() {
        assertThat(new int[] {Frames.align(0), Frames.align(1), Frames.align(8), Frames.align(9)})
                .containsExactly(0, 8, 8, 16);
    }

    @Test
    void shouldTellCommandsFromReads() {
        assertThat(Frames.isCommand(0)).isFalse();
        assertThat(Frames.isCommand(1)).isTrue();
        assertThat(Frames.isCommand(39)).isTrue();
        assertThat(Frames.isCommand(40)).isFalse();
        assertThat(Frames.isRead(39)).isFalse();
        assertThat(Frames.isRead(40)).isTrue();
        assertThat(Frames.isRead(59)).isTrue();
        assertThat(Frames.isRead(60)).isFalse();
    }
}
