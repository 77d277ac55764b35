package dev.florin.benchmarks.transfers;

import dev.florin.benchmarks.limits.ForcedWriteProbe;
import dev.florin.engine.Engine;
import dev.florin.engine.FlorinClient;
import dev.florin.engine.Session;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Conditions;
import java.io.IOException;
import java.nio.file.Path;
import org.HdrHistogram.Histogram;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.YieldingIdleStrategy;

/**
 * One command alone: nothing else is under way in the engine. Raw write, session and client take turns, so that a slow
 * moment of the disk falls on all three alike. Belongs to one thread.
 */
final class LatencyRun {
    private static final int RAW_LENGTH_BYTES = 4 * 1024;
    private static final int DIGITS = 3;
    private static final int SOURCE_INDEX = 1;
    private static final long CLIENT_KEY_HIGH = 2;

    private final Engine engine;
    private final TransferSource source;
    private final AnswerCheck answers = new AnswerCheck();
    private final IdleStrategy idle = YieldingIdleStrategy.INSTANCE;
    private final Histogram rawNs = new Histogram(DIGITS);
    private final Histogram sessionNs = new Histogram(DIGITS);
    private final Histogram clientNs = new Histogram(DIGITS);
    private long clientKey;
    private long amountSum;

    LatencyRun(final Engine engine, final int accountCount) {
        this.engine = engine;
        source = new TransferSource(new Draw(SOURCE_INDEX, accountCount));
    }

    /** Runs rounds that count, after as many that do not; the raw writes go to a file in a directory on the same disk. */
    void run(final Path directory, final int roundCount) throws IOException {
        final FlorinClient client = engine.client();
        try (Session session = engine.openSession();
                ForcedWriteProbe raw = new ForcedWriteProbe(directory, RAW_LENGTH_BYTES)) {
            for (int i = 0; i < 2 * roundCount; i++) {
                if (i == roundCount) {
                    rawNs.reset();
                    sessionNs.reset();
                    clientNs.reset();
                }
                rawNs.recordValue(raw.writeOnce());
                sessionNs.recordValue(offerAndPoll(session));
                clientNs.recordValue(call(client));
            }
        }
    }

    private long offerAndPoll(final Session session) {
        source.next();
        amountSum += source.posted();
        final long startNs = System.nanoTime();
        final Outcome outcome =
                session.offer(source.frame(), 0, TransferSource.FRAME_LENGTH_BYTES, answers.count() + 1);
        if (outcome != Outcome.OK) {
            throw new IllegalStateException("a transfer was refused: " + outcome + ", " + session.why());
        }
        while (session.poll(answers, 1) == 0) {
            idle.idle();
        }
        return System.nanoTime() - startNs;
    }

    private long call(final FlorinClient client) {
        final Command.Transfer transfer = new Command.Transfer(
                new Uint128(CLIENT_KEY_HIGH, ++clientKey),
                Draw.account(1),
                Draw.account(2),
                1,
                false,
                0,
                Uint128.ZERO,
                Conditions.NONE);
        final long startNs = System.nanoTime();
        final Answer answer = client.call(transfer);
        final long tookNs = System.nanoTime() - startNs;
        if (!(answer instanceof Answer.OfCommand ofCommand) || ofCommand.outcome() != Outcome.OK) {
            throw new IllegalStateException("a transfer was refused: " + answer);
        }
        amountSum++;
        return tookNs;
    }

    /** Sum of all that was transferred. */
    long amountSum() {
        return amountSum;
    }

    /** Commands that were sent. */
    long commandCount() {
        return answers.count() + clientKey;
    }

    /** Times of the raw writes, ns. */
    Histogram rawNs() {
        return rawNs;
    }

    /** Times from offer to answer, ns. */
    Histogram sessionNs() {
        return sessionNs;
    }

    /** Times of blocking calls, ns. */
    Histogram clientNs() {
        return clientNs;
    }
}
