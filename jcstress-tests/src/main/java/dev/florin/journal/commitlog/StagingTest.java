package dev.florin.journal.commitlog;

import dev.florin.jcstress.Pattern;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** The engine thread stages a batch; the sync thread takes it. */
@JCStressTest
@Outcome(id = "0", expect = Expect.ACCEPTABLE, desc = "not there yet")
@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "there, whole, with zeros up to the next")
@Outcome(id = "2", expect = Expect.FORBIDDEN, desc = "torn: the commit log would hold what the engine never wrote")
@State
public class StagingTest {
    private static final int CAPACITY_BYTES = 8 * 1024;
    private static final int LENGTH_BYTES = 488;
    /** What is left up to where the next batch may begin. */
    private static final int GAP_BYTES = 24;

    private static final UnsafeBuffer BATCH = Pattern.frame(1, LENGTH_BYTES);

    private final StagingBuffer staging = new StagingBuffer(CAPACITY_BYTES, CAPACITY_BYTES / 2);

    /** Leaves what an earlier lap might have. */
    public StagingTest() {
        staging.buffer().setMemory(0, CAPACITY_BYTES, (byte) -1);
    }

    /** The engine thread. */
    @Actor
    public void engine() {
        staging.begin();
        staging.buffer().putBytes(staging.batchOffset(), BATCH, 0, LENGTH_BYTES);
        staging.stage(LENGTH_BYTES);
    }

    /**
     * The sync thread.
     *
     * @param result what it saw.
     */
    @Actor
    public void sync(final I_Result result) {
        if (staging.stagedPosition() > 0) {
            final int offset = staging.offset(staging.startOfNext(0));
            final boolean isWhole =
                    isGapFilled(offset + LENGTH_BYTES) && Pattern.isFrame(1, staging.buffer(), offset, LENGTH_BYTES);
            result.r1 = isWhole ? 1 : 2;
        }
    }

    /** Backwards: what is written last is looked at first. */
    private boolean isGapFilled(final int offset) {
        for (int i = GAP_BYTES - Long.BYTES; i >= 0; i -= Long.BYTES) {
            if (staging.buffer().getLong(offset + i) != 0) {
                return false;
            }
        }
        return true;
    }
}
