package dev.florin.statemachine.reference;

import dev.florin.statemachine.Egress;
import dev.florin.statemachine.StateMachine;
import dev.florin.statemachine.StateMachineConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;

/**
 * The frames of a run one after the other, as a journal holds them, and what the state hash was at its cut points. A
 * replay joins frames into batches where their timestamps follow one another, ends a batch at every cut, and must find
 * the same hashes; half of the replays are heard, and must say the same as well.
 */
final class Replay {
    private static final int MAX_BATCH = 300;

    private record Cut(long sequence, long stateHash) {}

    private final SplittableRandom random;
    private final ExpandableArrayBuffer frames = new ExpandableArrayBuffer();
    private final List<Integer> ends = new ArrayList<>();
    private final List<Long> timestampsNs = new ArrayList<>();
    private final List<List<Object>> outputs = new ArrayList<>();
    private final List<Cut> cuts = new ArrayList<>();

    Replay(final SplittableRandom random) {
        this.random = random;
    }

    void add(final long timestampNs, final DirectBuffer buffer, final int length, final List<Object> output) {
        final int offset = end(ends.size());
        frames.putBytes(offset, buffer, 0, length);
        ends.add(offset + length);
        timestampsNs.add(timestampNs);
        outputs.add(output);
    }

    void cut(final long sequence, final long stateHash) {
        cuts.add(new Cut(sequence, stateHash));
    }

    void compare(final StateMachineConfig config, final long finalStateHash) {
        cut(ends.size(), finalStateHash);
        final StateMachine again = new StateMachine(config);
        final DecodingEgress egress = new DecodingEgress();
        final boolean isHeard = random.nextBoolean();
        again.egress(isHeard ? egress : Egress.NONE);
        int next = 0;
        for (final Cut cut : cuts) {
            while (next < cut.sequence) {
                final int first = next;
                next += replayBatch(again, first, (int) cut.sequence);
                if (isHeard) {
                    Require.same("what leaves after sequence " + first, outputs(first, next), egress.takeAll());
                }
            }
            if (again.stateHash() != cut.stateHash) {
                throw new AssertionError("the state hash after replay is another at the cut after " + cut.sequence);
            }
        }
    }

    private int replayBatch(final StateMachine again, final int first, final int cut) {
        final int maxCount = Math.min(cut - first, 1 + random.nextInt(MAX_BATCH));
        final long firstTimestampNs = timestampsNs.get(first);
        int count = 1;
        while (count < maxCount && timestampsNs.get(first + count) == firstTimestampNs + count) {
            count++;
        }
        final int offset = end(first);
        again.onBatch(first + 1L, firstTimestampNs, frames, offset, end(first + count) - offset, count);
        return count;
    }

    private List<Object> outputs(final int from, final int to) {
        return outputs.subList(from, to).stream().flatMap(List::stream).toList();
    }

    /** Where the frames before one end. */
    private int end(final int index) {
        return index == 0 ? 0 : ends.get(index - 1);
    }
}
