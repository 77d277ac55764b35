package dev.florin.benchmarks.transfers;

import dev.florin.engine.Engine;
import dev.florin.engine.Session;
import dev.florin.protocol.Bounds;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.answer.AnswerDecoder;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Conditions;
import dev.florin.protocol.command.Read;
import dev.florin.protocol.command.Request;
import java.math.BigInteger;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.YieldingIdleStrategy;

/** Opens the accounts before a run and counts the money after it. Belongs to one thread. */
final class Desk implements AutoCloseable {
    /** What every account is given, minor units: enough never to run dry. */
    static final long FUNDS = 1L << 34;

    private static final int WINDOW = 8_192;
    private static final int POLL_LIMIT = 1_024;
    private static final long TREASURY = 0;
    private static final long KEY_HIGH = 1;

    private final Session session;
    private final AnswerDecoder decoder = new AnswerDecoder();
    private final IdleStrategy idle = YieldingIdleStrategy.INSTANCE;
    private long commandCount;
    private long offeredCount;
    private long answeredCount;
    private Answer lastAnswer;

    Desk(final Engine engine) {
        session = engine.openSession();
    }

    /** Makes the ledger, and opens and funds accounts of owner 1 and up. */
    void open(final int accountCount) {
        send(new Command.CreateLedger(nextKey(), Draw.LEDGER, "BENCH", 2, Conditions.NONE));
        openAccount(TREASURY, Bounds.NO_FLOOR);
        for (int owner = 1; owner <= accountCount; owner++) {
            openAccount(owner, 0);
            send(new Command.Transfer(
                    nextKey(),
                    Draw.account(TREASURY),
                    Draw.account(owner),
                    FUNDS,
                    false,
                    0,
                    Uint128.ZERO,
                    Conditions.NONE));
        }
        awaitAnswers();
    }

    private void openAccount(final long owner, final long floor) {
        send(new Command.OpenAccount(nextKey(), Draw.account(owner), floor, Bounds.NO_CEILING, Conditions.NONE));
    }

    private Uint128 nextKey() {
        commandCount++;
        return new Uint128(KEY_HIGH, commandCount);
    }

    /**
     * Reads the sums of the ledger and compares them with what was sent.
     *
     * @param accountCount accounts that were funded.
     * @param posted what the commands have posted since, minor units.
     * @param pended what they have left pending, minor units.
     */
    void checkSums(final int accountCount, final long posted, final long pended) {
        send(new Read.GetTrialBalance());
        awaitAnswers();
        if (!(lastAnswer instanceof Answer.OfTrialBalance balance)) {
            throw new IllegalStateException("the trial balance was answered with " + lastAnswer);
        }
        final Answer.LedgerSums sums = balance.ledgers().get(0);
        final BigInteger expected = BigInteger.valueOf(FUNDS)
                .multiply(BigInteger.valueOf(accountCount))
                .add(BigInteger.valueOf(posted));
        final BigInteger expectedPending = BigInteger.valueOf(pended);
        final boolean isRight = sums.debitsPosted().equals(expected)
                && sums.creditsPosted().equals(expected)
                && sums.debitsPending().equals(expectedPending)
                && sums.creditsPending().equals(expectedPending);
        if (!isRight) {
            throw new IllegalStateException("money was lost or made: posted " + expected + " and left pending "
                    + expectedPending + ", but the ledger's sums are " + sums);
        }
    }

    /** Commands sent that took a sequence. */
    long commandCount() {
        return commandCount;
    }

    private void send(final Request request) {
        while (offeredCount - answeredCount >= WINDOW) {
            idle.idle(poll());
        }
        Outcome outcome = session.offer(request, offeredCount + 1);
        while (outcome == Outcome.BACK_PRESSURED) {
            idle.idle(poll());
            outcome = session.offer(request, offeredCount + 1);
        }
        if (outcome != Outcome.OK) {
            throw new IllegalStateException(request + " was refused: " + outcome + ", " + session.why());
        }
        offeredCount++;
    }

    private void awaitAnswers() {
        while (answeredCount < offeredCount) {
            idle.idle(poll());
        }
    }

    private int poll() {
        return session.poll(
                (correlationId, buffer, offset, lengthBytes) -> {
                    lastAnswer = decoder.decode(buffer, offset);
                    if (lastAnswer instanceof Answer.OfCommand command && command.outcome() != Outcome.OK) {
                        throw new IllegalStateException("while preparing a run, a command was refused: " + lastAnswer);
                    }
                    answeredCount++;
                },
                POLL_LIMIT);
    }

    @Override
    public void close() {
        session.close();
    }
}
