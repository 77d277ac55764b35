package dev.florin.journal.commitlog;

import dev.florin.jcstress.Pattern;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** The staging buffer is full: the sync thread writes out what is there and frees it, the engine thread wants the place. */
@JCStressTest
@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "pushed back; the batch was written whole")
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "freed in time; the batch was written whole")
@Outcome(id = ".*, 2", expect = Expect.FORBIDDEN, desc = "overwritten while the sync thread still read it")
@State
public class StagingReuseTest {
    private static final int CAPACITY_BYTES = 16 * 1024;
    private static final int LENGTH_BYTES = 8_000;
    private static final UnsafeBuffer FIRST = Pattern.frame(1, LENGTH_BYTES);
    private static final UnsafeBuffer SECOND = Pattern.frame(2, LENGTH_BYTES);

    private final StagingBuffer staging = new StagingBuffer(CAPACITY_BYTES, CAPACITY_BYTES / 2);
    private final UnsafeBuffer written = new UnsafeBuffer(new byte[LENGTH_BYTES]);

    /** Fills the buffer. */
    public StagingReuseTest() {
        while (staging.begin()) {
            staging.buffer().putBytes(staging.batchOffset(), FIRST, 0, LENGTH_BYTES);
            staging.stage(LENGTH_BYTES);
        }
    }

    /**
     * The engine thread.
     *
     * @param result whether it got the place.
     */
    @Actor
    public void engine(final II_Result result) {
        if (staging.begin()) {
            staging.buffer().putBytes(staging.batchOffset(), SECOND, 0, LENGTH_BYTES);
            result.r1 = 1;
        }
    }

    /**
     * The sync thread.
     *
     * @param result what it wrote.
     */
    @Actor
    public void sync(final II_Result result) {
        written.putBytes(0, staging.buffer(), staging.offset(staging.startOfNext(0)), LENGTH_BYTES);
        staging.free(staging.stagedPosition());
        result.r2 = Pattern.isFrame(1, written, 0, LENGTH_BYTES) ? 1 : 2;
    }
}
