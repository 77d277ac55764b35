package dev.florin.gateway.run;

import dev.florin.engine.AnswerHandler;
import dev.florin.engine.ClockMode;
import dev.florin.engine.Engine;
import dev.florin.engine.Session;
import dev.florin.gateway.input.CommandInput;
import dev.florin.gateway.input.LineReader;
import dev.florin.gateway.request.Catalogue;
import dev.florin.gateway.request.DecodedLine;
import dev.florin.gateway.request.LineAction;
import dev.florin.gateway.request.LineDecoder;
import dev.florin.gateway.request.Refusal;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.answer.AnswerBounds;
import dev.florin.protocol.answer.AnswerDecoder;
import dev.florin.protocol.command.Read;
import dev.florin.protocol.json.JsonLines;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;

/**
 * Runs lines through one session: offers ahead of the answers, which are written in the order of the lines. A line
 * takes effect after every line before it; one that names a ledger or an instrument that is still being made waits for it. Belongs to
 * one thread.
 */
final class RunLoop implements AutoCloseable {
    /** The session's queue must take as many bytes of answers as may be under way, and what it puts around them. */
    static final int ANSWER_QUEUE_LENGTH_BYTES = 16 * 1024 * 1024;

    private static final int MAX_ANSWER_BYTES = ANSWER_QUEUE_LENGTH_BYTES / 2;
    /** At most what the queue puts around a frame. */
    private static final int ANSWER_PREFIX_LENGTH = 32;

    /** Longer answers travel aside of the queue, see the engine's. */
    private static final int MAX_QUEUED_ANSWER_LENGTH = ANSWER_QUEUE_LENGTH_BYTES / 8;

    private static final int TICK_ANSWER_LENGTH = 128;
    private static final int LINES_BETWEEN_POLLS = 64;
    private static final int POLL_LIMIT = 256;
    private static final int FLUSH_LENGTH_BYTES = 64 * 1024;
    private static final long NO_CODE = -1;
    private static final int MAX_SPINS = 10;
    private static final int MAX_YIELDS = 50;
    private static final long MIN_PARK_NS = 10_000;
    private static final long MAX_PARK_NS = 200_000;
    private static final long CLOSING_TIMEOUT_NS = TimeUnit.SECONDS.toNanos(2);

    private final Engine engine;
    private final Session session;
    private final OutputStream out;
    private final JsonLines json = new JsonLines();
    private final Catalogue catalogue;
    private final PendingLines pending = new PendingLines(MAX_ANSWER_BYTES);
    private final LineDecoder decoder;
    private final AnswerPrinter printer;
    private final AnswerHandler onAnswer;
    private final IdleStrategy idle = new BackoffIdleStrategy(MAX_SPINS, MAX_YIELDS, MIN_PARK_NS, MAX_PARK_NS);

    private long newestCode = NO_CODE;
    private int linesSincePoll;
    private volatile boolean hasUnwritten;

    RunLoop(
            final Engine engine,
            final ClockMode clock,
            final Catalogue catalogue,
            final OutputStream out,
            final Tally tally) {
        this.engine = engine;
        this.catalogue = catalogue;
        this.session = engine.openSession();
        this.out = out;
        this.decoder = new LineDecoder(catalogue, clock);
        this.printer = new AnswerPrinter(pending, catalogue, json, tally);
        this.onAnswer = printer::onAnswer;
    }

    /**
     * Runs all lines of an input.
     *
     * @throws InputFailedException if the input cannot be read to its end; what could be read was answered.
     * @throws OutputFailedException if an answer cannot be written.
     * @throws EngineStoppedException if the engine takes no more lines; what it answered was written.
     */
    void run(final CommandInput input) throws IOException {
        learnCodes();
        try {
            takeLines(input);
            drain();
        } catch (final EngineStoppedException e) {
            drainStopped();
            throw e;
        } finally {
            flush();
        }
    }

    /** Whether a line was taken whose answer is not written. Safe for any thread. */
    boolean hasUnwritten() {
        return hasUnwritten;
    }

    @Override
    public void close() {
        session.close();
    }

    private void takeLines(final CommandInput input) throws IOException {
        LineReader lines = null;
        try {
            lines = new LineReader(input.unpacked(), () -> beforeBlocking(input));
            while (lines.next()) {
                if (!lines.isBlank()) {
                    take(lines);
                }
            }
        } catch (final OutputFailedException e) {
            throw e;
        } catch (final IOException e) {
            drain();
            throw new InputFailedException(input.name(), lines == null ? 0 : lines.lineNumber(), e);
        }
    }

    private void take(final LineReader lines) throws OutputFailedException {
        if (!hasUnwritten) {
            hasUnwritten = true;
        }
        final DecodedLine line = decode(lines);
        if (line.refusal() != null) {
            waitForRoom(0);
            pending.add(lines.lineNumber(), line, 0);
        } else {
            offer(lines.lineNumber(), line);
        }
        if (++linesSincePoll >= LINES_BETWEEN_POLLS) {
            poll();
        }
    }

    private DecodedLine decode(final LineReader lines) throws OutputFailedException {
        final DecodedLine line = decoder.decode(lines);
        if (catalogue.hasMissed() && newestCode >= pending.head()) {
            drain();
            return decoder.decode(lines);
        }
        return line;
    }

    private void offer(final long lineNumber, final DecodedLine line) throws OutputFailedException {
        final long answerBytes = answerBytes(line.action());
        waitForRoom(answerBytes);
        final long index = pending.add(lineNumber, line, answerBytes);
        if (LineDecoder.makesCode(line)) {
            newestCode = index;
        }
        Outcome outcome = offer(line.action(), index);
        while (outcome == Outcome.BACK_PRESSURED) {
            waitForProgress();
            outcome = offer(line.action(), index);
        }
        if (outcome != Outcome.OK) {
            pending.refuse(index, new Refusal(outcome, session.leg(), session.why()));
            if (outcome == Outcome.CLOSED) {
                throw stopped();
            }
        }
    }

    private static long answerBytes(final LineAction action) {
        final long frameLength = action instanceof LineAction.Offer offer
                ? AnswerBounds.maxQueuedLengthBytes(offer.request())
                : TICK_ANSWER_LENGTH;
        return ANSWER_PREFIX_LENGTH + Math.min(MAX_QUEUED_ANSWER_LENGTH, frameLength);
    }

    private Outcome offer(final LineAction action, final long index) {
        if (action instanceof LineAction.Offer offer) {
            return offer.atNs() == LineAction.NO_TIME
                    ? session.offer(offer.request(), index)
                    : session.offerAt(offer.request(), index, offer.atNs());
        }
        return action instanceof LineAction.Advance advance
                ? session.offerAdvance(index, advance.byNs())
                : session.offerTick(index, ((LineAction.Tick) action).atNs());
    }

    /** While nobody writes lines, their answers are: a person sees each at once. */
    private void beforeBlocking(final CommandInput input) throws IOException {
        while (!pending.isEmpty() && !input.isReady()) {
            waitForProgress();
        }
        if (!input.isReady()) {
            flush();
        }
    }

    private void waitForRoom(final long answerBytes) throws OutputFailedException {
        while (!pending.hasRoom(answerBytes)) {
            waitForProgress();
        }
    }

    private void drain() throws OutputFailedException {
        while (!pending.isEmpty()) {
            waitForProgress();
        }
    }

    /** After the engine stopped: what it still answers, within a bound. */
    private void drainStopped() throws OutputFailedException {
        final long startNs = System.nanoTime();
        while (poll() > 0
                || (!pending.isEmpty()
                        && engine.failure() == null
                        && System.nanoTime() - startNs < CLOSING_TIMEOUT_NS)) {
            idle.idle();
        }
    }

    private void waitForProgress() throws OutputFailedException {
        final int answers = poll();
        if (answers == 0 && engine.failure() != null) {
            throw stopped();
        }
        if (session.droppedCount() > 0) {
            throw new IllegalStateException("the engine dropped an answer that this door had made room for");
        }
        idle.idle(answers);
    }

    private int poll() throws OutputFailedException {
        linesSincePoll = 0;
        final int answers = session.poll(onAnswer, POLL_LIMIT);
        printer.printRefusals();
        if (json.length() >= FLUSH_LENGTH_BYTES) {
            flush();
        }
        return answers;
    }

    private void flush() throws OutputFailedException {
        try {
            json.drainTo(out);
            out.flush();
            hasUnwritten = !pending.isEmpty();
        } catch (final IOException e) {
            throw new OutputFailedException(e);
        }
    }

    /** Learns of the ledgers and instruments that the data directory holds already. */
    private void learnCodes() {
        catalogue.addAll(
                (Answer.OfLedgers) ask(new Read.GetLedgers()), (Answer.OfInstruments) ask(new Read.GetInstruments()));
    }

    private Answer ask(final Read read) {
        final AnswerDecoder answers = new AnswerDecoder();
        final AtomicReference<Answer> answer = new AtomicReference<>();
        if (session.offer(read, 0) != Outcome.OK) {
            throw stopped();
        }
        while (session.poll((id, buffer, offset, length) -> answer.set(answers.decode(buffer, offset)), 1) == 0) {
            if (engine.failure() != null) {
                throw stopped();
            }
            idle.idle();
        }
        return answer.get();
    }

    private EngineStoppedException stopped() {
        final Throwable failure = engine.failure();
        return failure == null
                ? new EngineStoppedException("the engine was closed while lines were coming", null)
                : new EngineStoppedException("the engine stopped: " + failure.getMessage(), failure);
    }
}
