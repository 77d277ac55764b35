package dev.florin.statemachine.matching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.florin.statemachine.paged.UndoJournal;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class PriceIndexTest {
    private static final int LADDER = 8;

    private final UndoJournal undo = new UndoJournal();
    private final PriceIndex index = new PriceIndex(undo);

    @Test
    void shouldFindWhatIsThereAndItsNeighboursAtAnyDistance() {
        index.ensure(LADDER);
        final long seed = System.nanoTime();
        final SplittableRandom random = new SplittableRandom(seed);
        final TreeMap<Long, Integer> expected = new TreeMap<>();
        for (int i = 1; i <= 30_000; i++) {
            final long tick = 1 + (random.nextLong() >>> (1 + random.nextInt(62)));
            final boolean isUndone = random.nextInt(8) == 0;
            if (isUndone) {
                undo.begin();
            }
            final Integer there = expected.get(tick);
            if (there == null && random.nextInt(100) < 60) {
                index.put(LADDER, tick, i);
                if (!isUndone) {
                    expected.put(tick, i);
                }
            } else {
                final Map.Entry<Long, Integer> victim = expected.floorEntry(tick);
                if (victim != null) {
                    index.remove(LADDER, victim.getKey());
                    if (!isUndone) {
                        expected.remove(victim.getKey());
                    }
                }
            }
            if (isUndone) {
                undo.rollback();
            }
            final long probe = 1 + (random.nextLong() >>> (1 + random.nextInt(62)));
            assertThat(index.find(LADDER, probe)).as("seed %d", seed).isEqualTo(expected.getOrDefault(probe, 0));
            assertThat(index.below(LADDER, probe)).as("seed %d", seed).isEqualTo(value(expected.lowerEntry(probe)));
            assertThat(index.above(LADDER, probe)).as("seed %d", seed).isEqualTo(value(expected.higherEntry(probe)));
        }
        expected.keySet().forEach(tick -> index.remove(LADDER, tick));
        assertThat(index.nodeCount()).isZero();
    }

    private static int value(final Map.Entry<Long, Integer> entry) {
        return entry == null ? 0 : entry.getValue();
    }
}
