package dev.florin.journal.segment;

import dev.florin.journal.concurrent.FailureLatch;
import dev.florin.journal.manifest.ManifestStore;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JI_Result;

/** The snapshot thread has asked that what its snapshot reflects be forced, and looks; the journal's syncer does it. */
@JCStressTest
@Outcome(id = "0, [12]", expect = Expect.ACCEPTABLE, desc = "not told yet")
@Outcome(id = "1, 2", expect = Expect.ACCEPTABLE, desc = "told, and forced before")
@Outcome(id = "1, 1", expect = Expect.FORBIDDEN, desc = "a snapshot would be kept of what the disk may not have")
@State
public class ForcedSequenceTest {
    private static final ManifestStore MANIFESTS = SegmentInMemory.manifests();

    private final SegmentSyncer syncer = new SegmentSyncer(MANIFESTS, new FailureLatch());
    private final SegmentInMemory disk = new SegmentInMemory();

    /** A batch was appended, and it was asked for. */
    public ForcedSequenceTest() {
        final SegmentWriter segment = disk.open(1);
        syncer.begin(segment, 0);
        SegmentInMemory.append(segment, 1);
        syncer.request(1);
    }

    /**
     * The snapshot thread.
     *
     * @param result what it is told, and how many excerpts are on the disk.
     */
    @Actor
    public void snapshots(final JI_Result result) {
        result.r1 = syncer.syncedSequence();
        result.r2 = disk.syncedCount();
    }

    /** The syncer. */
    @Actor
    public void syncer() {
        SegmentInMemory.doWork(syncer);
    }
}
