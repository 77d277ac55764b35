package dev.florin.engine.snapshot;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIJ_Result;

/** The engine thread publishes the last images and ends the snapshot; the snapshot thread takes what is there. */
@JCStressTest
@Outcome(id = "0, 0, 0", expect = Expect.ACCEPTABLE, desc = "nothing there yet")
@Outcome(id = "0, 1, 0", expect = Expect.ACCEPTABLE, desc = "images, whole; the end is still to come")
@Outcome(id = "1, 1, 9", expect = Expect.ACCEPTABLE, desc = "ended, with all images and figures")
@Outcome(id = "1, 0, .*", expect = Expect.FORBIDDEN, desc = "a snapshot without its last images would be committed")
@Outcome(id = ".*", expect = Expect.FORBIDDEN, desc = "torn images, or figures that were not told")
@State
public class SnapshotEndTest {
    private static final long STEP_NS = 9;

    private final SnapshotRun run = new SnapshotRun(Images.BUFFER_BYTES);

    /** One buffer to fill. */
    public SnapshotEndTest() {
        run.giveBack(Images.buffer());
    }

    /** The engine thread. */
    @Actor
    public void engine() {
        final long[] buffer = run.claim(false);
        Images.fill(buffer, 1);
        run.publish(buffer);
        run.step(STEP_NS);
        run.end(true);
    }

    /**
     * The snapshot thread.
     *
     * @param result whether the snapshot is whole, what images were there, and what the steps took.
     */
    @Actor
    public void snapshots(final IIJ_Result result) {
        final boolean hasEnded = run.hasEnded();
        final long[] buffer = run.poll();
        if (buffer != null) {
            result.r2 = Images.isImage(buffer, 1) ? 1 : 2;
        }
        if (hasEnded) {
            result.r1 = run.isWhole() ? 1 : 2;
            result.r3 = run.stepsNs();
        }
    }
}
