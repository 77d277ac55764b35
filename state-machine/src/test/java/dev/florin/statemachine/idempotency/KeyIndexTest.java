package dev.florin.statemachine.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.florin.statemachine.paged.PagedRows;
import dev.florin.statemachine.paged.UndoJournal;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class KeyIndexTest {
    private static final int CAPACITY = 500;

    private final PagedRows log = new PagedRows(OutcomeColumns.COUNT, 4, new UndoJournal());
    private final KeyIndex index = new KeyIndex(log, CAPACITY);

    /** Adds a row whose key is its number. */
    private void insert(final long hash, final int row) {
        log.ensure(row);
        log.set(row, OutcomeColumns.KEY_HIGH, row);
        log.set(row, OutcomeColumns.KEY_LOW, -row);
        index.insert(hash, row);
    }

    private int find(final long hash, final int row) {
        return index.find(hash, row, -row);
    }

    @Test
    void shouldTellKeysOfEqualHashApart() {
        insert(0, 0);
        insert(0, 7);
        insert(-1, 8);

        assertThat(find(0, 0)).isZero();
        assertThat(find(0, 7)).isEqualTo(7);
        assertThat(find(-1, 8)).isEqualTo(8);
        assertThat(find(0, 8)).isEqualTo(-1);
        assertThat(find(1L << 63, 7)).isEqualTo(-1);
        assertThat(index.find(0, 7, 7)).isEqualTo(-1);
        assertThat(index.find(0, 0, -7)).isEqualTo(-1);
    }

    @Test
    void shouldSayWhichRowIsMissing() {
        insert(5, 1);

        assertThatIllegalStateException().isThrownBy(() -> index.remove(5, 2)).withMessageContaining("row 2");
    }

    @Test
    void shouldHoldManyKeysOfOneHash() {
        for (int row = 0; row < CAPACITY; row++) {
            insert(-1, row);
        }
        for (int row = 0; row < CAPACITY; row += 2) {
            index.remove(-1, row);
        }
        for (int row = 0; row < CAPACITY; row++) {
            assertThat(find(-1, row)).isEqualTo(row % 2 == 0 ? -1 : row);
        }
    }

    @Test
    void shouldAgreeWithAMapWhateverIsAddedAndRemoved() {
        final long seed = System.nanoTime();
        final SplittableRandom random = new SplittableRandom(seed);
        final Map<Integer, Long> hashes = new HashMap<>();
        for (int i = 0; i < 50_000; i++) {
            final int row = random.nextInt(CAPACITY);
            final Long hash = hashes.remove(row);
            if (hash == null) {
                // Few different hashes, many of them at the end of the table: full buckets that wrap around.
                final long added = random.nextBoolean() ? -1L - ((long) random.nextInt(3) << 57) : random.nextLong();
                hashes.put(row, added);
                insert(added, row);
                assertThat(find(added, row)).as("seed %d", seed).isEqualTo(row);
            } else {
                index.remove(hash, row);
                assertThat(find(hash, row)).as("seed %d", seed).isEqualTo(-1);
            }
            if (i % 100 == 0) {
                hashes.forEach((kept, keptHash) ->
                        assertThat(find(keptHash, kept)).as("seed %d", seed).isEqualTo(kept));
            }
        }
        new HashMap<>(hashes).forEach((row, hash) -> index.remove(hash, row));
        for (int row = 0; row < CAPACITY; row++) {
            assertThat(find(-1, row)).as("seed %d", seed).isEqualTo(-1);
        }
    }
}
