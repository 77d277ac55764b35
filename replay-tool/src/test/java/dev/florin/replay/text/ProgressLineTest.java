package dev.florin.replay.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class ProgressLineTest {
    private static final long TIMESTAMP_NS = TimeUnit.SECONDS.toNanos(1_000_000_000);

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @Test
    void shouldTellHowFarAReplayIsAndLeaveNothing() {
        try (ProgressLine line = new ProgressLine(err, true)) {
            reachUntilDrawn(line);
            assertThat(drawn()).isEqualTo("\r\033[Kat sequence 1,234,567, 2001-09-09T01:46:40.000000000Z");
            line.reached(1_234_568, TIMESTAMP_NS);
        }
        assertThat(drawn()).endsWith("Z\r\033[K").doesNotContain("568");
    }

    @Test
    void shouldDrawNothingThatNobodySees() {
        final long startedNs = System.nanoTime();
        try (ProgressLine line = new ProgressLine(err, false)) {
            while (System.nanoTime() - startedNs < TimeUnit.MILLISECONDS.toNanos(400)) {
                line.reached(1, TIMESTAMP_NS);
            }
        }
        assertThat(drawn()).isEmpty();
    }

    @Test
    void shouldTakeNothingAwayWhereItDrewNothing() {
        try (ProgressLine line = new ProgressLine(err, true)) {
            line.reached(1, TIMESTAMP_NS);
        }
        assertThat(drawn()).isEmpty();
    }

    private void reachUntilDrawn(final ProgressLine line) {
        final long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (bytes.size() == 0 && System.nanoTime() < deadlineNs) {
            line.reached(1_234_567, TIMESTAMP_NS);
        }
    }

    private String drawn() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
