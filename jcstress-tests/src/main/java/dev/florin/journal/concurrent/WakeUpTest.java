package dev.florin.journal.concurrent;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JI_Result;

/** A thread that found no work is about to park, and takes a last look; another hands work over and wakes it. */
@JCStressTest
@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "not found, but woken")
@Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "found; nobody was there to wake")
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "found, and woken")
@Outcome(id = "0, 0", expect = Expect.FORBIDDEN, desc = "parked beside the work, and nobody wakes it")
@State
public class WakeUpTest {
    private final WakeUp wakeUp = new WakeUp();
    private final PublishedSequence work = new PublishedSequence();

    /** The waiting thread found nothing for so long that it parks next. */
    public WakeUpTest() {
        for (int i = 0; i < WakeUp.TRIES_BEFORE_PARKING; i++) {
            wakeUp.idle(0);
        }
    }

    /**
     * The waiting thread.
     *
     * @param result what it found at its last look.
     */
    @Actor
    public void waiter(final JI_Result result) {
        wakeUp.idle(0);
        result.r1 = work.read();
    }

    /**
     * The thread that has work for it.
     *
     * @param result whether it woke it.
     */
    @Actor
    public void committer(final JI_Result result) {
        work.publish(1);
        result.r2 = wakeUp.signal() ? 1 : 0;
    }
}
