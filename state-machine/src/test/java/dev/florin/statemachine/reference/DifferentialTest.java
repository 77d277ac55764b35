package dev.florin.statemachine.reference;

import static org.assertj.core.api.Assertions.fail;

import dev.florin.protocol.CommandKind;
import dev.florin.statemachine.StateMachineConfig;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The state machine against the model, on random streams. {@code -Dflorin.seeds} and {@code -Dflorin.commands} say how
 * many streams of how many commands, {@code -Dflorin.seed} names the first; the profile {@code long} runs 1,000 of 2,000.
 * A failure prints its seed and the shortest stream that still fails.
 */
final class DifferentialTest {
    private static final long FIRST_SEED = Long.getLong("florin.seed", 1);
    private static final boolean IS_LONG = Boolean.getBoolean("florin.long");
    private static final int SEEDS = Integer.getInteger("florin.seeds", IS_LONG ? 1_000 : 60);
    private static final int COMMANDS = Integer.getInteger("florin.commands", IS_LONG ? 2_000 : 500);
    /** The index of keys is as large as the retention: a small one is made quickly, and nothing here reaches it. */
    private static final StateMachineConfig EVERYTHING_KEPT = StateMachineConfig.withKeyRetention(20_000);

    @Test
    void shouldAgreeWithTheModelOnRandomStreams() {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
            runSeed(seed, COMMANDS, StreamSettings.ALL_KINDS, EVERYTHING_KEPT);
        }
    }

    @Test
    void shouldAgreeOnStreamsOfTheLedgerAlone() {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
            runSeed(seed, COMMANDS, StreamSettings.LEDGER_KINDS, EVERYTHING_KEPT);
        }
    }

    @Test
    void shouldAgreeOnStreamsOfOrders() {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
            runSeed(seed, COMMANDS, StreamSettings.MARKET_KINDS, EVERYTHING_KEPT);
        }
    }

    @Test
    void shouldAgreeOnStreamsOfTransfersAlone() {
        final Set<CommandKind> kinds =
                EnumSet.of(CommandKind.CREATE_LEDGER, CommandKind.OPEN_ACCOUNT, CommandKind.TRANSFER, CommandKind.TICK);
        for (long seed = FIRST_SEED; seed < FIRST_SEED + Math.max(1, SEEDS / 10); seed++) {
            runSeed(seed, COMMANDS, kinds, EVERYTHING_KEPT);
        }
    }

    @Test
    void shouldAgreeOnWhatIsForgotten() {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + Math.max(1, SEEDS / 4); seed++) {
            final int retention = 1 + (int) (seed * 37 % 150);
            runSeed(seed, COMMANDS, StreamSettings.ALL_KINDS, StateMachineConfig.withKeyRetention(retention));
        }
    }

    private static void runSeed(
            final long seed, final int commands, final Set<CommandKind> kinds, final StateMachineConfig config) {
        final List<Step> steps = StreamGenerator.generate(seed, commands, kinds);
        final Optional<String> failure = Differential.run(steps, seed, config);
        if (failure.isPresent()) {
            final List<Step> shortest = Shrinker.shrink(
                    steps, list -> Differential.run(list, seed, config).isPresent());
            fail(report(seed, commands, failure.get(), shortest, config));
        }
    }

    private static String report(
            final long seed,
            final int commands,
            final String failure,
            final List<Step> shortest,
            final StateMachineConfig config) {
        return "seed " + seed + " of " + commands + " commands under " + config + ": " + failure
                + "\nThe shortest stream that fails, of " + shortest.size() + ": "
                + Differential.run(shortest, seed, config).orElse("(not any more)") + "\n"
                + shortest.stream().map(Step::toString).collect(Collectors.joining("\n"));
    }
}
