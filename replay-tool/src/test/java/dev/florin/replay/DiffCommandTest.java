package dev.florin.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.florin.engine.ClockMode;
import dev.florin.engine.Engine;
import dev.florin.engine.EngineConfig;
import dev.florin.protocol.answer.Answer;
import dev.florin.statemachine.reference.Step;
import dev.florin.statemachine.reference.StreamSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiffCommandTest {
    private static final Pattern FROM = Pattern.compile("  from sequence ([0-9]+) on");
    private static final int CHECKED = 4;

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
                .contains("  from sequence 19 on")
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

    /** One run lacks one command of the other: at the sequence told, and not before, each account differs. */
    @Test
    void shouldTellOfEveryAccountFromWhichSequenceItDiffers() {
        final long seed = System.nanoTime();
        final List<Step> steps = RandomDirectory.fill(first, seed, 400, StreamSettings.ALL_KINDS);
        final List<Step> others = new ArrayList<>(steps);
        others.remove(150);
        RandomDirectory.run(second, others);
        final List<String> lines = Tool.run("diff", first, second).lines();
        int count = 0;
        for (int i = 2; i < lines.size(); i++) {
            final Matcher from = FROM.matcher(lines.get(i));
            if (from.matches()) {
                final long sequence = Long.parseLong(from.group(1));
                final String account = lastAccount(lines.subList(0, i));
                assertThat(state(first, account, sequence))
                        .as("seed %d, %s at %d", seed, account, sequence)
                        .isNotEqualTo(state(second, account, sequence));
                if (count++ < CHECKED) {
                    assertThat(state(first, account, sequence - 1))
                            .as("seed %d, %s before %d", seed, account, sequence)
                            .isEqualTo(state(second, account, sequence - 1));
                }
            }
        }
        assertThat(lines).as("seed %d", seed).endsWith(count + " accounts differ");
        assertThat(count).as("seed %d", seed).isPositive();
    }

    private static String lastAccount(final List<String> lines) {
        for (int i = lines.size() - 1; i >= 0; i--) {
            if (lines.get(i).startsWith("A ") && !lines.get(i).startsWith("A  ")) {
                return lines.get(i).split(" +", 3)[1];
            }
        }
        throw new AssertionError("no account in " + lines);
    }

    private static List<String> state(final Path directory, final String account, final long sequence) {
        return Tool.lines("state", directory, "--at", sequence, "--account", account, "--json").stream()
                .skip(1)
                .toList();
    }
}
