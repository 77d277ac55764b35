package dev.florin.engine.snapshot;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Done wrong: looks for images first, and then whether the snapshot has ended. */
@JCStressTest
@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "nothing there yet")
@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "images; the end is still to come")
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "ended, with all images")
@Outcome(id = "1, 0", expect = Expect.ACCEPTABLE_INTERESTING, desc = "ended without its last images, as this must show")
@State
public class BrokenSnapshotEndTest {
    private final SnapshotRun run = new SnapshotRun(Images.BUFFER_BYTES);

    /** One buffer to fill. */
    public BrokenSnapshotEndTest() {
        run.giveBack(Images.buffer());
    }

    /** The engine thread. */
    @Actor
    public void engine() {
        run.publish(run.claim(false));
        run.end(true);
    }

    /**
     * The snapshot thread.
     *
     * @param result whether the snapshot has ended, and whether images were there.
     */
    @Actor
    public void snapshots(final II_Result result) {
        result.r2 = run.poll() == null ? 0 : 1;
        result.r1 = run.hasEnded() ? 1 : 0;
    }
}
