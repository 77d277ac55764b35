package dev.florin.engine;

import dev.florin.protocol.answer.Answer;
import java.util.concurrent.CompletableFuture;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIIII_Result;

/**
 * The client's table of futures with room for one: the reply thread takes the first out while a sender wants its place for
 * the second.
 */
@JCStressTest
@Outcome(
        id = "0, 100, 1, 0, 0",
        expect = Expect.ACCEPTABLE,
        desc = "the place was not free yet; the sender tries again")
@Outcome(
        id = "1, 100, 1, 0, 1",
        expect = Expect.ACCEPTABLE,
        desc = "the second came after the reply thread looked for it")
@Outcome(id = "1, 100, 1, 200, 1", expect = Expect.ACCEPTABLE, desc = "the second was in the first one's place at once")
@Outcome(id = ".*", expect = Expect.FORBIDDEN, desc = "a future or its room was lost or taken for another request's")
@State
public class PendingAnswersTest {
    private static final int FIRST_BYTES = 100;

    private final PendingAnswers pending = new PendingAnswers(1);
    private final CompletableFuture<Answer> first = new CompletableFuture<>();
    private final CompletableFuture<Answer> second = new CompletableFuture<>();

    /** The first request is under way. */
    public PendingAnswersTest() {
        pending.put(1, first, FIRST_BYTES);
    }

    /**
     * A sender's thread.
     *
     * @param result whether it could send.
     */
    @Actor
    public void sender(final IIIII_Result result) {
        if (pending.isFree(2)) {
            pending.put(2, second, 2 * FIRST_BYTES);
            result.r1 = 1;
        }
    }

    /**
     * The reply thread.
     *
     * @param result what was reserved for the first, whether it was there, and what is reserved for the second.
     */
    @Actor
    public void replies(final IIIII_Result result) {
        result.r2 = pending.reservedBytes(1);
        result.r3 = pending.take(1) == first ? 1 : 0;
        result.r4 = pending.reservedBytes(2);
    }

    /**
     * Looks when both are done.
     *
     * @param result whether the second is there.
     */
    @Arbiter
    public void afterwards(final IIIII_Result result) {
        result.r5 = pending.take(2) == second ? 1 : 0;
    }
}
