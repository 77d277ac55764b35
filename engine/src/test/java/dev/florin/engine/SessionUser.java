package dev.florin.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.florin.protocol.Outcome;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.answer.AnswerDecoder;
import dev.florin.protocol.command.Request;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A session with somebody who uses it as it is meant, and keeps every answer. Belongs to one thread. */
public final class SessionUser implements AutoCloseable {
    private static final int POLL_LIMIT = 1_000;
    /** Few enough that the session's queue has room for all answers under way: whoever does not poll loses some. */
    private static final int OFFERS_BETWEEN_POLLS = 256;

    private final Session session;
    private final AnswerDecoder decoder = new AnswerDecoder();
    private final Map<Long, Answer> answers = new LinkedHashMap<>();
    private long lastCorrelationId;

    /**
     * Opens a session.
     *
     * @param engine to talk to.
     */
    public SessionUser(final Engine engine) {
        session = engine.openSession();
    }

    /**
     * The session itself.
     *
     * @return the session of this user.
     */
    public Session session() {
        return session;
    }

    /**
     * Offers until the engine has it; takes answers while it is busy.
     *
     * @param request that passes the door.
     * @return its correlation id.
     */
    public long offer(final Request request) {
        final long correlationId = ++lastCorrelationId;
        if (correlationId % OFFERS_BETWEEN_POLLS == 0) {
            poll();
        }
        Await.until("the engine takes a request", () -> {
            final Outcome outcome = session.offer(request, correlationId);
            if (outcome == Outcome.BACK_PRESSURED) {
                poll();
                return false;
            }
            assertThat(outcome).describedAs("%s: %s", request, session.why()).isEqualTo(Outcome.OK);
            return true;
        });
        return correlationId;
    }

    /**
     * Takes what answers there are.
     *
     * @return how many came.
     */
    public int poll() {
        return session.poll(
                (correlationId, buffer, offset, lengthBytes) -> assertThat(
                                answers.put(correlationId, decoder.decode(buffer, offset)))
                        .describedAs("second answer to %s", correlationId)
                        .isNull(),
                POLL_LIMIT);
    }

    /**
     * Offers a request and waits for its answer.
     *
     * @param request that passes the door.
     * @return the answer, which is forgotten here.
     */
    public Answer call(final Request request) {
        final long correlationId = offer(request);
        Await.until("the engine answers " + request, () -> {
            poll();
            return answers.containsKey(correlationId);
        });
        return answers.remove(correlationId);
    }

    /**
     * Offers a command and waits for its answer.
     *
     * @param request a command that is not refused at the door.
     * @return the answer, which is forgotten here.
     */
    public Answer.OfCommand command(final Request request) {
        return (Answer.OfCommand) call(request);
    }

    /** Waits until everything that was offered is answered. */
    public void awaitAll() {
        Await.until("all requests are answered", () -> {
            poll();
            return answers.containsKey(lastCorrelationId);
        });
    }

    /**
     * What came and was not taken away.
     *
     * @return answers in the order in which they came; they are forgotten here.
     */
    public List<Answer> takeAnswers() {
        final List<Answer> taken = new ArrayList<>(answers.values());
        answers.clear();
        return taken;
    }

    /**
     * What came and was not taken away.
     *
     * @return answers by correlation id, in the order in which they came.
     */
    public Map<Long, Answer> answers() {
        return answers;
    }

    @Override
    public void close() {
        session.close();
    }
}
