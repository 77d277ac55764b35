package dev.florin.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.florin.protocol.Uint128;
import dev.florin.protocol.command.Command;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanTest {
    private static final int ROUNDS = 6;

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 16})
    void shouldUseAKeyForOneCommandOnly(final int frontEnds) {
        final Plan plan = new Plan(frontEnds);
        final Map<Uint128, Command> byKey = new HashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (int frontEnd = 0; frontEnd < frontEnds; frontEnd++) {
                for (final Step step : plan.steps(round, frontEnd, Long.MAX_VALUE)) {
                    final Command before = byKey.putIfAbsent(step.command().key(), step.command());
                    assertThat(before == null || before.equals(step.command()))
                            .as("%s and %s", before, step.command())
                            .isTrue();
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 16})
    void shouldSendTheSameWhenAskedAgain(final int frontEnds) {
        for (int round = 0; round < ROUNDS; round++) {
            assertThat(new Plan(frontEnds).steps(round, 1, Long.MAX_VALUE))
                    .extracting(Step::command)
                    .isEqualTo(new Plan(frontEnds)
                            .steps(round, 1, ROUNDS).stream().map(Step::command).toList());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 16})
    void shouldEndWhatItBegan(final int frontEnds) {
        final Plan plan = new Plan(frontEnds);
        final Set<String> whole = new HashSet<>();
        final Set<String> cut = new HashSet<>();
        for (int round = 0; round < ROUNDS + Plan.CLOSING_ROUNDS; round++) {
            for (int frontEnd = 0; frontEnd < frontEnds; frontEnd++) {
                plan.steps(round, frontEnd, ROUNDS - 1).forEach(step -> cut.add(step.toString()));
                for (final Step step : plan.steps(round, frontEnd, Long.MAX_VALUE)) {
                    if (step.scene().number() < (long) ROUNDS * Plan.SCENES_PER_ROUND) {
                        whole.add(step.toString());
                    }
                }
            }
        }
        assertThat(cut).hasSameSizeAs(whole);
    }
}
