package dev.florin.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.florin.engine.ClockMode;
import dev.florin.engine.Engine;
import dev.florin.engine.EngineConfig;
import dev.florin.protocol.answer.Answer;
import dev.florin.statemachine.reference.StreamSettings;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiffCommandTest {
    @TempDir
    private Path first;

    @TempDir
    private Path second;

    @Test
    void shouldFindTwoRunsOfTheSameTheSame() {
        Shop.fill(first);
        Shop.fill(second);
        assertThat(Tool.lines("diff", first, second)).hasSize(3).endsWith("the same");
    }

    @Test
    void shouldTellWhereOneGoesOnAndWhichAccountsDifferForIt() {
        Shop.fill(first);
        Shop.fill(second);
        try (Engine engine = Engine.open(EngineConfig.builder(second)
                .clock(ClockMode.MANUAL)
                .minFreeDiskBytes(0)
                .build())) {
            final Answer.OfCommand answer =
                    (Answer.OfCommand) engine.client().call(Shop.transfer(100, Shop.BANK, Shop.ANNA, 1));
            assertThat(answer.sequence()).isEqualTo(Shop.LAST_SEQUENCE + 1);
        }
        final Tool.Result result = Tool.run("diff", first, second);
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.lines())
                .contains("the same up to sequence 18, then", "A (ends before)", "2 accounts differ")
                .anyMatch(line -> line.startsWith("B         19 ") && line.contains("0/SEK -> 42/SEK 0.01"))
                .anyMatch(line -> line.startsWith("A 0/SEK ") && line.contains("-1000.00"))
                .anyMatch(line -> line.startsWith("B 0/SEK ") && line.contains("-1000.01"))
                .noneMatch(line -> line.startsWith("A 7/SEK/3"));
    }

    @Test
    void shouldTellTheFirstCommandThatDiffers() {
        Shop.fill(first);
        RandomDirectory.fill(second, 1, 5, StreamSettings.LEDGER_KINDS);
        final Tool.Result result = Tool.run("diff", first, second);
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).contains("the same up to sequence 0, then");
    }
}
