package dev.florin.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.florin.protocol.Bounds;
import dev.florin.protocol.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnswerLogTest {
    private static final int COUNT = 10_000;

    @TempDir
    private Path directory;

    private static GivenAnswer answer(final int number) {
        return new GivenAnswer(number, number * 3L, -number, 7, Outcome.EXCEEDS_HOLD, Bounds.NO_LEG);
    }

    @Test
    void shouldReadWhatWasTakenDownAndLeaveHalfAnAnswer() throws Exception {
        final Path file = directory.resolve("answers");
        try (AnswerLog log = AnswerLog.create(file)) {
            for (int i = 0; i < COUNT; i++) {
                log.add(answer(i));
            }
        }
        Files.write(file, new byte[GivenAnswer.LENGTH - 1], StandardOpenOption.APPEND);
        try (AnswerLogReader reader = AnswerLogReader.open(file)) {
            for (int i = 0; i < COUNT; i++) {
                assertThat(reader.next()).contains(answer(i));
            }
            assertThat(reader.next()).isEmpty();
            assertThat(reader.next()).isEmpty();
        }
    }
}
