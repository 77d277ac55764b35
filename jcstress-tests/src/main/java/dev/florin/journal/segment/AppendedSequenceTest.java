package dev.florin.journal.segment;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JIJ_Result;

/** The engine thread appends to a segment while one of the journal's own threads syncs it. */
@JCStressTest
@Outcome(id = "0, [12], 0", expect = Expect.ACCEPTABLE, desc = "not seen, so not covered, whether synced or not")
@Outcome(id = "1, 2, 1", expect = Expect.ACCEPTABLE, desc = "seen before the sync, and synced")
@Outcome(id = ".*", expect = Expect.FORBIDDEN, desc = "called synced without being so, or its first sequence unknown")
@State
public class AppendedSequenceTest {
    private final SegmentInMemory disk = new SegmentInMemory();
    private final SegmentWriter segment = disk.open(1);

    /** Made for every try. */
    public AppendedSequenceTest() {}

    /** The engine thread. */
    @Actor
    public void engine() {
        SegmentInMemory.append(segment, 1);
    }

    /**
     * The thread that syncs.
     *
     * @param result what it says is covered, how many excerpts were, and the segment's first sequence.
     */
    @Actor
    public void syncer(final JIJ_Result result) {
        result.r1 = SegmentInMemory.sync(segment);
        result.r2 = disk.syncedCount();
        result.r3 = result.r1 == 0 ? 0 : segment.firstSequence();
    }
}
