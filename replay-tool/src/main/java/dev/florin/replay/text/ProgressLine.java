package dev.florin.replay.text;

import dev.florin.protocol.answer.Answer;
import dev.florin.replay.journal.CommandFrame;
import dev.florin.replay.journal.Step;
import java.io.PrintStream;
import java.util.Locale;
import org.agrona.DirectBuffer;

/**
 * A line on standard error that tells a waiting person how far a replay is. Drawn only where standard error is a terminal
 * and standard output is not: else it would stand between the lines of the answer. Belongs to one thread.
 */
public final class ProgressLine implements Step, AutoCloseable {
    private static final long PERIOD_NS = 250_000_000;
    private static final int SEQUENCES_BETWEEN_LOOKS = 4_096;

    private final Step step;
    private final PrintStream err;
    private final boolean isSeen;
    private long drawnAtNs = System.nanoTime();
    private boolean isDrawn;

    private ProgressLine(final Step step, final PrintStream err, final boolean isSeen) {
        this.step = step;
        this.err = err;
        this.isSeen = isSeen;
    }

    /**
     * Tells how far a replay is.
     *
     * @param step what the replay is for.
     * @return a step that does the same.
     */
    public static ProgressLine of(final Step step) {
        return new ProgressLine(
                step,
                System.err,
                Terminal.isTerminal(Terminal.STANDARD_ERROR) && !Terminal.isTerminal(Terminal.STANDARD_OUTPUT));
    }

    @Override
    public boolean before(final CommandFrame frame) {
        if (isSeen && frame.sequence() % SEQUENCES_BETWEEN_LOOKS == 0 && System.nanoTime() - drawnAtNs > PERIOD_NS) {
            drawnAtNs = System.nanoTime();
            isDrawn = true;
            err.printf(
                    Locale.ROOT,
                    Terminal.CLEAR_LINE + "replayed up to sequence %,d, %s",
                    frame.sequence(),
                    Times.format(frame.timestampNs()));
            err.flush();
        }
        return step.before(frame);
    }

    @Override
    public void onEvent(final DirectBuffer buffer, final int offset) {
        step.onEvent(buffer, offset);
    }

    @Override
    public void after(final CommandFrame frame, final Answer.ToCommand answer) {
        step.after(frame, answer);
    }

    /** Takes the line away. */
    @Override
    public void close() {
        if (isDrawn) {
            err.print(Terminal.CLEAR_LINE);
            err.flush();
        }
    }
}
