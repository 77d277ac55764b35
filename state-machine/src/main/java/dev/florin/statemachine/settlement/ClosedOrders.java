package dev.florin.statemachine.settlement;

import dev.florin.statemachine.idempotency.OutcomeStore;
import java.util.Arrays;

/**
 * Outcomes, older than the retention, whose order has ended during the command at hand; forgotten when it is done, so that
 * all of it sees them. Owned by the engine thread.
 */
final class ClosedOrders {
    private static final int INITIAL_LENGTH = 256;

    private final OutcomeStore outcomes;
    private int[] locations = new int[INITIAL_LENGTH];
    private int count;

    ClosedOrders(final OutcomeStore outcomes) {
        this.outcomes = outcomes;
    }

    /** An order has ended. */
    void add(final int pinnedLocation) {
        if (pinnedLocation < 0) {
            if (count == locations.length) {
                locations = Arrays.copyOf(locations, 2 * count);
            }
            locations[count++] = pinnedLocation;
        }
    }

    int count() {
        return count;
    }

    void truncate(final int earlierCount) {
        count = earlierCount;
    }

    void forget() {
        for (int i = 0; i < count; i++) {
            outcomes.forgetPinned(locations[i]);
        }
        count = 0;
    }
}
