package dev.florin.statemachine.reference;

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
 * the same hashes.
 */
final class Replay {
    private static final int MAX_BATCH = 300;

    private record Cut(long sequence, long stateHash) {}

    private final SplittableRandom random;
    private final ExpandableArrayBuffer frames = new ExpandableArrayBuffer();
    private final List<Integer> ends = new ArrayList<>();
    private final List<Long> timestampsNs = new ArrayList<>();
    private final List<Cut> cuts = new ArrayList<>();

    Replay(final SplittableRandom random) {
        this.random = random;
    }

    void add(final long timestampNs, final DirectBuffer buffer, final int length) {
        final int offset = end(ends.size());
        frames.putBytes(offset, buffer, 0, length);
        ends.add(offset + length);
        timestampsNs.add(timestampNs);
    }

    void cut(final long sequence, final long stateHash) {
        cuts.add(new Cut(sequence, stateHash));
    }

    void compare(final StateMachineConfig config, final long finalStateHash) {
        cut(ends.size(), finalStateHash);
        final StateMachine again = new StateMachine(config);
        int next = 0;
        for (final Cut cut : cuts) {
            while (next < cut.sequence) {
                next += replayBatch(again, next, (int) cut.sequence);
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

    /** Where the frames before one end. */
    private int end(final int index) {
        return index == 0 ? 0 : ends.get(index - 1);
    }
}
