package dev.florin.journal.concurrent;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JI_Result;

/** Who reads a sequence sees all that was done before it was published. */
@JCStressTest
@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "nothing yet")
@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "done, not yet published")
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "published and done")
@Outcome(id = "1, 0", expect = Expect.FORBIDDEN, desc = "called durable before it was")
@State
public class PublishedSequenceTest {
    private final PublishedSequence durable = new PublishedSequence();
    private int forced;

    /** Made for every try. */
    public PublishedSequenceTest() {}

    /** The sync thread. */
    @Actor
    public void sync() {
        forced = 1;
        durable.publish(1);
    }

    /**
     * Any other thread.
     *
     * @param result the sequence, and what was forced.
     */
    @Actor
    public void reader(final JI_Result result) {
        result.r1 = durable.read();
        result.r2 = forced;
    }
}
