package dev.florin.gateway.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.florin.gateway.request.DecodedLine;
import dev.florin.gateway.request.Refusal;
import dev.florin.protocol.Bounds;
import dev.florin.protocol.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

class PendingLinesTest {
    private static final Refusal REFUSAL = new Refusal(Outcome.MALFORMED, Bounds.NO_LEG, "bad");

    private final PendingLines pending = new PendingLines(1_000);

    @Test
    void shouldHandOutLinesInOrder() {
        for (int i = 0; i < 20_000; i++) {
            assertThat(pending.isEmpty()).isTrue();
            assertThat(pending.add(i + 1, line("k" + i), 10)).isEqualTo(i);
            assertThat(pending.head()).isEqualTo(i);
            assertThat(pending.oldest().lineNumber()).isEqualTo(i + 1);
            assertThat(pending.oldest().line().key()).isEqualTo("k" + i);
            assertThat(pending.oldest().refusal()).isNull();
            pending.removeOldest();
        }
    }

    @Test
    void shouldBoundTheBytesOfAnswersButLetALargeOneGoAlone() {
        assertThat(pending.hasRoom(5_000)).as("alone").isTrue();
        pending.add(1, line("a"), 600);
        assertThat(pending.hasRoom(400)).isTrue();
        assertThat(pending.hasRoom(401)).isFalse();
        pending.add(2, line("b"), 400);
        assertThat(pending.hasRoom(1)).isFalse();
        assertThat(pending.hasRoom(0))
                .as("a refusal needs nothing of the queue")
                .isTrue();
        pending.removeOldest();
        assertThat(pending.hasRoom(600)).isTrue();
    }

    @Test
    void shouldBoundTheNumberOfLines() {
        int count = 0;
        while (pending.hasRoom(0)) {
            pending.add(++count, line("x"), 0);
        }

        assertThat(count).isEqualTo(8 * 1024);
    }

    @Test
    void shouldTakeARefusalAfterwards() {
        pending.add(1, line("a"), 0);
        pending.add(2, DecodedLine.refused("op", "b", REFUSAL), 0);

        pending.refuse(0, REFUSAL);

        assertThat(pending.oldest().refusal()).isEqualTo(REFUSAL);
        pending.removeOldest();
        assertThat(pending.oldest().refusal()).isEqualTo(REFUSAL);
    }

    private static DecodedLine line(final String key) {
        return new DecodedLine("op", key, null, List.of(), List.of(), null);
    }
}
