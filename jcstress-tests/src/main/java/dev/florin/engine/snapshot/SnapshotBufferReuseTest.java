package dev.florin.engine.snapshot;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** The only buffer waits to be written: the snapshot thread writes it and gives it back, the engine thread wants it again. */
@JCStressTest
@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "the sweep is sent away; the images were written whole")
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "back in time; the images were written whole")
@Outcome(id = ".*, 2", expect = Expect.FORBIDDEN, desc = "overwritten while the snapshot thread still read it")
@State
public class SnapshotBufferReuseTest {
    private final SnapshotRun run = new SnapshotRun(Images.BUFFER_BYTES);
    private final long[] written = Images.buffer();

    /** Images wait to be written. */
    public SnapshotBufferReuseTest() {
        final long[] buffer = Images.buffer();
        Images.fill(buffer, 1);
        run.publish(buffer);
    }

    /**
     * The engine thread.
     *
     * @param result whether it got a buffer.
     */
    @Actor
    public void engine(final II_Result result) {
        final long[] buffer = run.claim(false);
        if (buffer != null) {
            Images.fill(buffer, 2);
            result.r1 = 1;
        }
    }

    /**
     * The snapshot thread.
     *
     * @param result what it wrote.
     */
    @Actor
    public void snapshots(final II_Result result) {
        final long[] buffer = run.poll();
        System.arraycopy(buffer, 0, written, 0, buffer.length);
        run.giveBack(buffer);
        result.r2 = Images.isImage(written, 1) ? 1 : 2;
    }
}
