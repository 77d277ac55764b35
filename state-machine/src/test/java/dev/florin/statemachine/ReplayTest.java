package dev.florin.statemachine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.florin.protocol.command.RequestEncoder;
import dev.florin.statemachine.reference.Step;
import dev.florin.statemachine.reference.StreamGenerator;
import dev.florin.statemachine.reference.StreamSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random streams: what is always true after every command, and that a replay in other batches gives the same state. */
final class ReplayTest {
    private static final int SEEDS = Integer.getInteger("florin.replay.seeds", 12);
    private static final int COMMANDS = 600;

    private final RequestEncoder encoder = new RequestEncoder();
    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();

    static List<Long> seeds() {
        final List<Long> seeds = new ArrayList<>();
        for (long seed = 1; seed <= SEEDS; seed++) {
            seeds.add(seed);
        }
        return seeds;
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void shouldReplayToTheSameHashInAnyBatches(final long seed) {
        final SplittableRandom random = new SplittableRandom(seed);
        final StateMachineConfig config = StateMachineConfig.withKeyRetention(1 + random.nextInt(COMMANDS));
        final List<Step> steps = StreamGenerator.generate(seed, COMMANDS, StreamSettings.ALL_KINDS);
        final long[] hashes = new long[steps.size() + 1];
        final StateMachine live = new StateMachine(config);
        for (int i = 0; i < steps.size(); i++) {
            applyBatch(live, steps, i, 1);
            hashes[i + 1] = live.stateHash();
            assertThat(live.audit())
                    .as("seed %d after sequence %d", seed, i + 1)
                    .isEmpty();
        }
        final StateMachine replayed = new StateMachine(config);
        int applied = 0;
        while (applied < steps.size()) {
            final int count = batchSize(steps, applied, 1 + random.nextInt(200));
            applyBatch(replayed, steps, applied, count);
            applied += count;
            assertThat(replayed.stateHash())
                    .as("seed %d at sequence %d", seed, applied)
                    .isEqualTo(hashes[applied]);
        }
        assertThat(replayed.audit()).as("seed %d", seed).isEmpty();
    }

    /** Commands of a batch follow each other by one nanosecond. */
    private static int batchSize(final List<Step> steps, final int first, final int most) {
        int count = 1;
        while (count < most
                && first + count < steps.size()
                && steps.get(first + count).timestampNs() == steps.get(first).timestampNs() + count) {
            count++;
        }
        return count;
    }

    private void applyBatch(final StateMachine machine, final List<Step> steps, final int first, final int count) {
        int length = 0;
        for (final Step step : steps.subList(first, first + count)) {
            length += step.encode(encoder, buffer, length);
        }
        final byte[] frames = new byte[length];
        buffer.getBytes(0, frames);
        machine.onBatch(first + 1L, steps.get(first).timestampNs(), new UnsafeBuffer(frames), 0, length, count);
    }
}
