package dev.florin.journal.segment;

import dev.florin.journal.concurrent.FailureLatch;
import dev.florin.journal.manifest.ManifestStore;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JIJ_Result;

/** The engine thread completes a segment and goes on in the next while the syncer syncs whatever there is. */
@JCStressTest
@Outcome(id = "1, [23], 0", expect = Expect.ACCEPTABLE, desc = "the first segment synced as far as was seen")
@Outcome(
        id = "2, 3, (0|24)",
        expect = Expect.ACCEPTABLE,
        desc = "the whole of the first segment synced, perhaps sealed")
@Outcome(id = "3, 3, 24", expect = Expect.ACCEPTABLE, desc = "the first segment sealed, the next synced")
@Outcome(id = "3, .*, .*", expect = Expect.FORBIDDEN, desc = "called synced, but the segment before it is not")
@Outcome(id = ".*", expect = Expect.FORBIDDEN, desc = "synced in part, or cut where the last batch lies")
@State
public class SegmentRollTest {
    private static final ManifestStore MANIFESTS = SegmentInMemory.manifests();
    private static final int SEQUENCES = 3;

    private final SegmentSyncer syncer = new SegmentSyncer(MANIFESTS, new FailureLatch());
    private final SegmentInMemory firstDisk = new SegmentInMemory();
    private final SegmentWriter first = firstDisk.open(1);
    private final SegmentWriter second = new SegmentInMemory().open(2);

    /** A batch was appended, and all that comes is asked for. */
    public SegmentRollTest() {
        syncer.begin(first, 0);
        SegmentInMemory.append(first, 1);
        syncer.request(SEQUENCES);
    }

    /** The engine thread. */
    @Actor
    public void engine() {
        SegmentInMemory.append(first, 2);
        syncer.roll(first, second);
        SegmentInMemory.append(second, SEQUENCES);
    }

    /**
     * The syncer.
     *
     * @param result what it calls synced, how much of the first segment is, and to what length that was cut.
     */
    @Actor
    public void syncer(final JIJ_Result result) {
        SegmentInMemory.doWork(syncer);
        result.r1 = syncer.syncedSequence();
        result.r2 = firstDisk.syncedCount();
        result.r3 = firstDisk.lengthBytes();
    }
}
