package dev.florin.statemachine.paged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Pictures of tables that go on changing. */
final class EpochTest implements ImageBuffers {
    private static final int ROWS_PER_PAGE_LOG2 = 7;
    private static final int ROWS = 1_000;

    private final UndoJournal undo = new UndoJournal();
    private final PagedRows rows = new PagedRows(3, ROWS_PER_PAGE_LOG2, undo);
    private final RowPool pool = new RowPool(5, 2, undo);
    private final Epoch epoch = epochOf(undo, rows, pool.rows());
    private final List<long[]> published = new ArrayList<>();
    private boolean hasBuffers = true;

    private static Epoch epochOf(final UndoJournal undo, final PagedRows... tables) {
        final Epoch epoch = new Epoch(undo);
        for (final PagedRows table : tables) {
            epoch.add(table);
        }
        return epoch;
    }

    @Override
    public long[] claim(final boolean isUrgent) {
        return hasBuffers ? new long[BUFFER_LENGTH] : null;
    }

    @Override
    public void publish(final long[] buffer) {
        published.add(buffer);
    }

    private static void load(final Epoch target, final List<long[]> buffers) {
        target.beginLoad();
        for (final long[] buffer : buffers) {
            final LongBuffer chunk = LongBuffer.wrap(buffer, 0, (int) buffer[0]);
            int position = 1;
            while (position < chunk.limit()) {
                final int length = target.load(chunk, position);
                assertThat(length).isPositive();
                position += length;
            }
        }
    }

    private static List<Long> values(final PagedRows table, final int rowCount) {
        final List<Long> values = new ArrayList<>();
        for (int row = 0; row < rowCount; row++) {
            for (int column = 0; column < table.rowLength(); column++) {
                values.add(table.isPresent(row) ? table.get(row, column) : 0);
            }
        }
        return values;
    }

    private static void write(final PagedRows table, final SplittableRandom random) {
        final int row = random.nextInt(ROWS);
        table.ensure(row);
        if (random.nextInt(8) == 0) {
            table.clear(row);
        } else {
            table.set(row, random.nextInt(table.rowLength()), random.nextLong());
        }
    }

    @Test
    void shouldShowTablesAsTheyWereWhateverIsWrittenMeanwhile() {
        final SplittableRandom random = new SplittableRandom(4);
        for (int round = 0; round < 60; round++) {
            final int writes = random.nextInt(600);
            for (int i = 0; i < writes; i++) {
                write(rows, random);
            }
            final List<Long> before = values(rows, ROWS);
            published.clear();
            epoch.begin(this);
            do {
                for (int i = random.nextInt(200); i > 0; i--) {
                    writeOrUndo(random);
                }
            } while (!epoch.sweep(1 + random.nextInt(500)));

            final UndoJournal otherUndo = new UndoJournal();
            final PagedRows loaded = new PagedRows(3, ROWS_PER_PAGE_LOG2, otherUndo);
            load(epochOf(otherUndo, loaded, new RowPool(5, 2, otherUndo).rows()), published);
            assertThat(values(loaded, ROWS)).as("round %d", round).isEqualTo(before);
            assertThat(epoch.isActive()).isFalse();
        }
    }

    private void writeOrUndo(final SplittableRandom random) {
        if (random.nextInt(4) > 0) {
            write(rows, random);
            return;
        }
        undo.begin();
        for (int i = 0; i < 5; i++) {
            write(rows, random);
        }
        if (random.nextBoolean()) {
            undo.rollback();
        } else {
            undo.commit();
        }
    }

    @Test
    void shouldStillUndoWhatWasWrittenBeforeAnEpochEnded() {
        rows.ensure(0);
        rows.set(0, 0, 7);
        epoch.begin(this);
        undo.begin();
        rows.set(0, 0, 8);
        epoch.end();
        rows.set(0, 1, 9);
        undo.rollback();

        assertThat(values(rows, 1)).containsExactly(7L, 0L, 0L);
    }

    @Test
    void shouldLeaveOutPagesMadeSinceAndTablesThatWereNotAdded() {
        final PagedRows other = new PagedRows(3, ROWS_PER_PAGE_LOG2, undo);
        other.ensure(0);
        epoch.begin(this);
        rows.ensure(5);
        rows.set(5, 1, 9);
        other.set(0, 0, 1);
        assertThat(epoch.sweep(1_000)).isTrue();

        assertThat(published).isEmpty();
    }

    @Test
    void shouldMakePagesOfZerosThatAPoolNeeds() {
        for (int i = 0; i < 10; i++) {
            pool.take();
        }
        // Rows 8 to 10 are in use, and all zeros: their page is not published.
        epoch.begin(this);
        assertThat(epoch.sweep(1_000)).isTrue();

        final UndoJournal otherUndo = new UndoJournal();
        final RowPool loaded = new RowPool(5, 2, otherUndo);
        load(epochOf(otherUndo, new PagedRows(3, ROWS_PER_PAGE_LOG2, otherUndo), loaded.rows()), published);
        loaded.ensureUsed();
        loaded.give(9);
        assertThat(loaded.rowsInUse()).isEqualTo(9);
        assertThat(List.of(loaded.take(), loaded.take())).containsExactly(9, 11);
    }

    @Test
    void shouldFailWhereARowCannotWaitAndThereIsNoBuffer() {
        rows.ensure(0);
        rows.set(0, 0, 1);
        epoch.begin(this);
        hasBuffers = false;
        assertThat(epoch.sweep(1_000)).isFalse();
        assertThat(epoch.isActive()).isTrue();
        assertThat(epoch.hasFailed()).isFalse();

        rows.set(0, 0, 2);
        assertThat(epoch.hasFailed()).isTrue();
        assertThat(epoch.isActive()).isFalse();
        assertThat(rows.get(0, 0)).isEqualTo(2);

        hasBuffers = true;
        epoch.begin(this);
        assertThat(epoch.hasFailed()).isFalse();
        assertThat(epoch.sweep(1_000)).isTrue();
        assertThat(published).hasSize(1);
    }

    @Test
    void shouldSweepNoMoreThanItIsAskedTo() {
        for (int row = 0; row < ROWS; row++) {
            rows.ensure(row);
            rows.set(row, 2, 1);
        }
        epoch.begin(this);
        int steps = 1;
        while (!epoch.sweep(1)) {
            steps++;
        }
        assertThat(steps).isGreaterThan(ROWS >>> ROWS_PER_PAGE_LOG2);
    }

    @Test
    void shouldRefuseWhatMakesNoSense() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> epoch.add(new PagedRows(64, 10, undo)))
                .withMessageContaining("does not fit");
        epoch.begin(this);
        assertThatIllegalStateException().isThrownBy(() -> epoch.begin(this));
        final LongBuffer record = LongBuffer.allocate(8);
        record.put(0, 9L << 56 | 1L << 32);
        assertThat(epoch.load(record, 0)).as("a table that is not there").isZero();
        record.put(0, 0L << 56);
        assertThat(epoch.load(record, 0)).as("no rows").isZero();
        record.put(0, 3L << 32);
        assertThat(epoch.load(record, 0)).as("more rows than there is room for").isZero();
        record.put(0, 2L << 32 | 127);
        assertThat(epoch.load(record, 0)).as("rows of two pages").isZero();
        record.put(0, 1L << 32 | 0x8000_0000L);
        assertThat(epoch.load(record, 0)).as("a row below 0").isZero();
    }
}
