package dev.florin.gateway.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.florin.protocol.Bounds;
import dev.florin.protocol.codec.CommandAnswerEncoder;
import dev.florin.protocol.codec.HoldEventEncoder;
import dev.florin.protocol.codec.MessageHeaderEncoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.agrona.ExpandableArrayBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventWriterTest {
    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
    private final JsonLines json = new JsonLines();
    private final EventWriter writer = new EventWriter(json);

    @ParameterizedTest
    @CsvSource({"1, open", "2, captured", "3, released", "4, expired"})
    void shouldTellWhatBecameOfAHold(final short status, final String word) throws IOException {
        encode(0, 5, Bounds.NO_LEG, status);
        writer.write(buffer, 8);
        encode(1, 10, 3, status);
        writer.write(buffer, 8);

        assertThat(drained())
                .isEqualTo("{\"event\":\"hold\",\"seq\":22,\"at\":17,\"hold\":\"5\",\"status\":\"" + word
                        + "\",\"amount\":30000,\"remaining\":1}\n"
                        + "{\"event\":\"hold\",\"seq\":22,\"at\":17,\"hold\":\"00000000-0000-0001-0000-00000000000a#3\","
                        + "\"status\":\"" + word + "\",\"amount\":30000,\"remaining\":1}\n");
    }

    @Test
    void shouldRefuseFramesThatAreNoEvents() {
        new CommandAnswerEncoder().wrapAndApplyHeader(buffer, 8, new MessageHeaderEncoder());

        assertThatThrownBy(() -> writer.write(buffer, 8)).hasMessageContaining("is no event");
    }

    private void encode(final long high, final long low, final int leg, final short status) {
        new HoldEventEncoder()
                .wrapAndApplyHeader(buffer, 8, new MessageHeaderEncoder())
                .sequence(22)
                .timestampNs(17)
                .holdHigh(high)
                .holdLow(low)
                .amount(30_000)
                .remaining(1)
                .holdLeg(leg)
                .status(status);
    }

    private String drained() throws IOException {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        json.drainTo(out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
