package dev.florin.statemachine.paged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class PagedRowsTest {
    private final UndoJournal undo = new UndoJournal();
    private final PagedRows rows = new PagedRows(3, 2, undo);

    @Test
    void shouldKeepRowsApartAndWhereTheyAre() {
        for (int row = 0; row < 100; row++) {
            rows.ensure(row);
            for (int column = 0; column < 3; column++) {
                rows.set(row, column, 10L * row + column);
            }
        }
        final long[] pageOfRow5 = rows.page(5);
        rows.ensure(1_000_000);

        assertThat(rows.page(5)).isSameAs(pageOfRow5);
        for (int row = 0; row < 100; row++) {
            for (int column = 0; column < 3; column++) {
                assertThat(rows.get(row, column)).isEqualTo(10L * row + column);
            }
        }
        assertThat(rows.get(1_000_000, 2)).isZero();
    }

    @Test
    void shouldMakeOnlyThePagesThatAreNeeded() {
        rows.ensure(400);

        assertThat(rows.isPresent(400)).isTrue();
        assertThat(rows.isPresent(403)).isTrue();
        assertThat(rows.isPresent(399)).isFalse();
        assertThat(rows.isPresent(404)).isFalse();
        assertThat(rows.isPresent(Integer.MAX_VALUE)).isFalse();
    }

    @Test
    void shouldClearOneRow() {
        rows.ensure(0);
        rows.set(0, 2, 1);
        rows.set(1, 0, 2);
        rows.set(2, 0, 3);

        rows.clear(1);

        assertThat(rows.get(0, 2)).isEqualTo(1);
        assertThat(rows.get(1, 0)).isZero();
        assertThat(rows.get(2, 0)).isEqualTo(3);
    }

    @Test
    void shouldRefuseShapesThatMakeNoSense() {
        assertThatIllegalArgumentException().isThrownBy(() -> new PagedRows(0, 2, undo));
        assertThatIllegalArgumentException().isThrownBy(() -> new PagedRows(1, -1, undo));
        assertThatIllegalArgumentException().isThrownBy(() -> new PagedRows(1, 21, undo));
        assertThatIllegalArgumentException().isThrownBy(() -> new RowPool(2, 2, undo));
        assertThatIllegalArgumentException().isThrownBy(() -> new SlotIndex(0, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> new SlotIndex(2, 17));
    }

    @Test
    void shouldUndoWritesToSeveralTablesNewestFirst() {
        final PagedRows others = new PagedRows(5, 3, undo);
        rows.ensure(7);
        others.ensure(7);
        rows.set(7, 1, 1);
        others.set(7, 4, 2);
        undo.begin();
        rows.set(7, 1, 10);
        others.set(7, 4, 20);
        rows.set(7, 1, 100);
        rows.clear(7);
        others.set(6, 0, 5);

        undo.rollback();

        assertThat(rows.get(7, 1)).isEqualTo(1);
        assertThat(others.get(7, 4)).isEqualTo(2);
        assertThat(others.get(6, 0)).isZero();
    }

    @Test
    void shouldKeepWritesThatAreCommitted() {
        rows.ensure(0);
        undo.begin();
        rows.set(0, 0, 1);
        undo.commit();
        rows.set(0, 1, 2);
        undo.begin();
        rows.set(0, 0, 5);
        undo.rollback();

        assertThat(rows.get(0, 0)).isEqualTo(1);
        assertThat(rows.get(0, 1)).isEqualTo(2);
    }

    @Test
    void shouldUndoMoreWritesThanItHadRoomFor() {
        for (int row = 0; row < 100; row++) {
            rows.ensure(row);
            rows.set(row, 0, row);
        }
        undo.begin();
        for (int i = 0; i < 1_000_000; i++) {
            rows.set(i % 100, 0, i);
        }

        undo.rollback();

        for (int row = 0; row < 100; row++) {
            assertThat(rows.get(row, 0)).isEqualTo(row);
        }
    }

    @Test
    void shouldNotRecordTwoThingsAtOnce() {
        undo.begin();

        assertThatIllegalStateException().isThrownBy(undo::begin);
    }

    @Test
    void shouldTakeAndGiveRowsAndUndoBoth() {
        final RowPool pool = new RowPool(4, 2, undo);
        final int first = pool.take();
        final int second = pool.take();
        pool.rows().set(second, 3, 9);
        undo.begin();
        pool.give(second);
        final int again = pool.take();
        final int third = pool.take();
        assertThat(again).isEqualTo(second);
        assertThat(pool.rows().get(again, 3)).isZero();
        assertThat(third).isNotIn(first, second);
        assertThat(pool.rowsInUse()).isEqualTo(3);

        undo.rollback();

        assertThat(pool.rowsInUse()).isEqualTo(2);
        assertThat(pool.rowsUsed()).isEqualTo(2);
        assertThat(pool.rows().get(second, 3)).isEqualTo(9);
        assertThat(pool.take()).isEqualTo(third);
    }

    @Test
    void shouldGiveOutNoRowTwice() {
        final long seed = System.nanoTime();
        final SplittableRandom random = new SplittableRandom(seed);
        final RowPool pool = new RowPool(3, 3, undo);
        final List<Integer> taken = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            if (taken.isEmpty() || random.nextInt(100) < 55) {
                final int row = pool.take();
                assertThat(row).as("seed %d", seed).isPositive();
                assertThat(pool.rows().get(row, 1)).as("seed %d", seed).isZero();
                pool.rows().set(row, 1, row);
                taken.add(row);
            } else {
                final int row = taken.remove(random.nextInt(taken.size()));
                assertThat(pool.rows().get(row, 1)).as("seed %d", seed).isEqualTo(row);
                pool.give(row);
            }
            assertThat(pool.rowsInUse()).as("seed %d", seed).isEqualTo(taken.size());
        }
        assertThat(taken).as("seed %d", seed).doesNotHaveDuplicates();
    }

    @Test
    void shouldFindRowsByHash() {
        final SlotIndex index = new SlotIndex(3, 2);
        for (long hash = -5_000; hash < 5_000; hash++) {
            index.put(spread(hash), (int) hash + 6_000);
        }
        for (long hash = -5_000; hash < 5_000; hash += 2) {
            index.remove(spread(hash));
        }

        assertThat(index.get(0)).isZero();
        assertThat(index.get(spread(-4_999))).isEqualTo(1_001);
        assertThat(index.get(spread(-4_998))).isZero();
        assertThat(index.get(7)).isZero();
    }

    @Test
    void shouldFillAnIndexOfLoadedRowsWithoutGrowingIt() {
        final int rowCount = 30_000;
        final SlotIndex index = new SlotIndex(3, 2);
        index.fill(rowCount, PagedRowsTest::spread, row -> index.put(spread(row), row));
        for (int row = 1; row <= rowCount; row++) {
            assertThat(index.get(spread(row))).isEqualTo(row);
        }
        assertThat(index.touched()).as("nothing was there before").isZero();

        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final SlotIndex others = new SlotIndex(3, 2);
        final long[] allocatedBytes = new long[2];
        others.fill(rowCount, PagedRowsTest::spread, row -> {
            others.put(spread(row), row);
            allocatedBytes[row == 1 ? 0 : 1] = threads.getCurrentThreadAllocatedBytes();
        });
        assertThat(allocatedBytes[1] - allocatedBytes[0]).isLessThan(Long.BYTES * rowCount);
    }

    @Test
    void shouldAgreeWithAMapWhateverComesAndGoes() {
        final long seed = System.nanoTime();
        final SplittableRandom random = new SplittableRandom(seed);
        final SlotIndex index = new SlotIndex(1, 2);
        final Map<Long, Integer> expected = new HashMap<>();
        for (int i = 1; i < 50_000; i++) {
            // Few hashes that differ in few bits: searches meet, and go around the end of a table.
            final long hash = random.nextLong(64) << 60 | random.nextLong(48);
            if (random.nextInt(3) == 0) {
                index.remove(hash);
                expected.remove(hash);
            } else {
                index.put(hash, i);
                expected.put(hash, i);
            }
            final long asked = random.nextLong(64) << 60 | random.nextLong(48);
            assertThat(index.get(asked)).as("seed %d", seed).isEqualTo(expected.getOrDefault(asked, 0));
        }
        expected.forEach(
                (hash, row) -> assertThat(index.get(hash)).as("seed %d", seed).isEqualTo(row));
    }

    private static long spread(final long value) {
        return value * 0x9E3779B97F4A7C15L;
    }
}
