package dev.florin.engine.snapshot;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IJ_Result;

/** The engine thread begins a snapshot; the snapshot thread waits for what it is of. */
@JCStressTest
@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "not begun yet")
@Outcome(id = "1, 7", expect = Expect.ACCEPTABLE, desc = "begun, with the moment")
@Outcome(id = ".*", expect = Expect.FORBIDDEN, desc = "begun, but it cannot be told when")
@State
public class SnapshotBeginTest {
    private static final long BEGAN_AT_NS = 7;

    private final SnapshotRun run = new SnapshotRun(Images.BUFFER_BYTES);

    /** Made for every try. */
    public SnapshotBeginTest() {}

    /** The engine thread. */
    @Actor
    public void engine() {
        run.began(Images.HEAD, BEGAN_AT_NS);
    }

    /**
     * The snapshot thread.
     *
     * @param result whether it has begun, and when.
     */
    @Actor
    public void snapshots(final IJ_Result result) {
        if (run.head() != null) {
            result.r1 = 1;
            result.r2 = run.beganAtNs();
        }
    }
}
