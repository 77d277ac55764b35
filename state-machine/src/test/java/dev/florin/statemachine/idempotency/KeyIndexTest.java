package dev.florin.statemachine.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class KeyIndexTest {
    private static List<Integer> rowsOf(final KeyIndex index, final long hash) {
        final List<Integer> rows = new ArrayList<>();
        int position = index.first(hash);
        while (index.row(position) >= 0) {
            rows.add(index.row(position));
            position = index.next(hash, position);
        }
        return rows;
    }

    @Test
    void shouldFindEveryRowOfAHash() {
        final KeyIndex index = new KeyIndex(1_000);
        index.insert(0, 0);
        index.insert(0, 7);
        index.insert(-1, 8);
        index.insert(5, 9);

        assertThat(rowsOf(index, 0)).containsExactly(0, 7, 9);
        assertThat(rowsOf(index, -1)).containsExactly(8);
        assertThat(rowsOf(index, 1L << 63)).isEmpty();
    }

    @Test
    void shouldSayWhichRowIsMissing() {
        final KeyIndex index = new KeyIndex(10);
        index.insert(5, 1);

        assertThatIllegalStateException().isThrownBy(() -> index.remove(5, 2)).withMessageContaining("row 2");
    }

    @Test
    void shouldAgreeWithAMapWhateverIsAddedAndRemoved() {
        final long seed = System.nanoTime();
        final SplittableRandom random = new SplittableRandom(seed);
        final int capacity = 500;
        final KeyIndex index = new KeyIndex(capacity);
        final Map<Integer, Long> hashes = new HashMap<>();
        for (int i = 0; i < 50_000; i++) {
            final int row = random.nextInt(capacity);
            final Long hash = hashes.remove(row);
            if (hash == null) {
                // Few different hashes, many of them at the end of the table: long clusters that wrap around.
                final long added = random.nextBoolean() ? -1L - ((long) random.nextInt(3) << 60) : random.nextLong();
                hashes.put(row, added);
                index.insert(added, row);
                assertThat(rowsOf(index, added)).as("seed %d", seed).contains(row);
            } else {
                index.remove(hash, row);
                assertThat(rowsOf(index, hash)).as("seed %d", seed).doesNotContain(row);
            }
            if (i % 1_000 == 0) {
                hashes.forEach((kept, keptHash) ->
                        assertThat(rowsOf(index, keptHash)).as("seed %d", seed).contains(kept));
            }
        }
        new HashMap<>(hashes).forEach((row, hash) -> index.remove(hash, row));
        assertThat(rowsOf(index, -1)).as("seed %d", seed).isEmpty();
        assertThat(rowsOf(index, 0)).as("seed %d", seed).isEmpty();
    }
}
