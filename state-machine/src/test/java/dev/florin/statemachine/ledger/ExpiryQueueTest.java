package dev.florin.statemachine.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.florin.protocol.Bounds;
import dev.florin.statemachine.paged.ExpiryQueue;
import dev.florin.statemachine.paged.UndoJournal;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class ExpiryQueueTest {
    private final UndoJournal undo = new UndoJournal();
    private final HoldRows rows = new HoldRows(undo);
    private final ExpiryQueue queue = new ExpiryQueue(rows, undo);

    private record Expected(long expiryNs, long sequence, int leg, int hold) {
        static final Comparator<Expected> ORDER = Comparator.comparingLong(Expected::expiryNs)
                .thenComparingLong(Expected::sequence)
                .thenComparingInt(Expected::leg);
    }

    @Test
    void shouldBeEmptyAtFirst() {
        assertThat(queue.count()).isZero();
        assertThat(queue.firstExpiryNs()).isEqualTo(Bounds.NO_EXPIRY);
        assertThat(queue.isInOrder()).isTrue();
    }

    @Test
    void shouldGiveTheEarliestWhateverIsAddedRemovedAndUndone() {
        final long seed = System.nanoTime();
        final SplittableRandom random = new SplittableRandom(seed);
        final TreeSet<Expected> expected = new TreeSet<>(Expected.ORDER);
        for (int i = 0; i < 20_000; i++) {
            final boolean isUndone = random.nextInt(10) == 0;
            if (isUndone) {
                undo.begin();
            }
            if (expected.isEmpty() || random.nextInt(100) < 52) {
                final Expected added = add(random, 1 + i / 3, i % 3);
                if (!isUndone) {
                    expected.add(added);
                }
            } else {
                final Expected removed = random.nextBoolean() ? expected.first() : expected.ceiling(probe(random));
                if (removed != null) {
                    queue.remove(removed.hold);
                    if (!isUndone) {
                        rows.give(removed.hold);
                        expected.remove(removed);
                    }
                }
            }
            if (isUndone) {
                undo.rollback();
            }
            assertThat(queue.count()).as("seed %d", seed).isEqualTo(expected.size());
            if (!expected.isEmpty()) {
                assertThat(queue.first()).as("seed %d", seed).isEqualTo(expected.first().hold);
                assertThat(queue.firstExpiryNs()).as("seed %d", seed).isEqualTo(expected.first().expiryNs);
            }
        }
        assertThat(queue.isInOrder()).as("seed %d", seed).isTrue();
    }

    private Expected add(final SplittableRandom random, final long sequence, final int leg) {
        final long expiryNs = random.nextInt(500);
        final int hold = rows.take(Parties.of(1, 2), 1, expiryNs, sequence, leg);
        queue.add(hold);
        return new Expected(expiryNs, sequence, leg, hold);
    }

    private static Expected probe(final SplittableRandom random) {
        return new Expected(random.nextInt(500), 0, 0, 0);
    }
}
