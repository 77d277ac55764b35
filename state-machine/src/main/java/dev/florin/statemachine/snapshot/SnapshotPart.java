package dev.florin.statemachine.snapshot;

import dev.florin.statemachine.paged.PagedRows;
import java.util.List;

/** A part of the state that snapshots hold: tables, and figures beside them. Owned by the engine thread. */
public interface SnapshotPart {
    /**
     * The tables, whose rows a snapshot holds as they are.
     *
     * @return always the same, in the same order.
     */
    List<PagedRows> tables();

    /**
     * What a snapshot holds beside rows.
     *
     * @return always the same number of figures.
     */
    long[] figures();

    /**
     * Makes what follows from rows that were loaded: indexes, lists, counts.
     *
     * @param figures what {@link #figures} gave when the snapshot was taken.
     */
    void restore(long[] figures);
}
