package dev.florin.journal.concurrent;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JI_Result;

/** Done wrong: reads the sequence as a plain field, so that the compiler may read what it guards first. */
@JCStressTest
@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "nothing yet")
@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "done, not yet published")
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "published and done")
@Outcome(id = "1, 0", expect = Expect.ACCEPTABLE_INTERESTING, desc = "called durable before it was, as this must show")
@State
public class BrokenPublishedSequenceTest {
    private final PublishedSequence durable = new PublishedSequence();
    private int forced;

    /** Made for every try. */
    public BrokenPublishedSequenceTest() {}

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
        result.r1 = durable.value;
        result.r2 = forced;
    }
}
