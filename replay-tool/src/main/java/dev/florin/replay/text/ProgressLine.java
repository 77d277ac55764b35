package dev.florin.replay.text;

import dev.florin.protocol.answer.Answer;
import dev.florin.replay.journal.CommandFrame;
import dev.florin.replay.journal.ReplayProgress;
import dev.florin.replay.journal.Step;
import java.io.PrintStream;
import java.util.Locale;
import org.agrona.DirectBuffer;

/**
 * A line on standard error that tells a waiting person how far a replay is. Drawn only where standard error is a terminal,
 * four times a second, and taken away before anything else is written. Belongs to one thread.
 */
public final class ProgressLine implements ReplayProgress, AutoCloseable {
    private static final long PERIOD_NS = 250_000_000;

    private final PrintStream err;
    private final boolean isSeen;
    private long drawnAtNs = System.nanoTime();
    private boolean isDrawn;

    ProgressLine(final PrintStream err, final boolean isSeen) {
        this.err = err;
        this.isSeen = isSeen;
    }

    /**
     * Of a replay that answers when it has ended.
     *
     * @return a line to close before the answer is written.
     */
    public static ProgressLine beforeAnswer() {
        return new ProgressLine(System.err, Terminal.isTerminal(Terminal.STANDARD_ERROR));
    }

    /**
     * Of a replay that answers all the while. Where that goes to the same terminal no line is drawn: it would stand between
     * the lines of the answer.
     *
     * @return a line to close when it has ended.
     */
    public static ProgressLine besideAnswer() {
        return new ProgressLine(
                System.err,
                Terminal.isTerminal(Terminal.STANDARD_ERROR) && !Terminal.isTerminal(Terminal.STANDARD_OUTPUT));
    }

    @Override
    public void reached(final long sequence, final long timestampNs) {
        if (isSeen && System.nanoTime() - drawnAtNs > PERIOD_NS) {
            drawnAtNs = System.nanoTime();
            isDrawn = true;
            err.printf(Locale.ROOT, Terminal.CLEAR_LINE + "at sequence %,d, %s", sequence, Times.format(timestampNs));
            err.flush();
        }
    }

    /**
     * Draws while steps are taken.
     *
     * @param step what the replay is for.
     * @return a step that does the same.
     */
    public Step over(final Step step) {
        return new Drawn(step);
    }

    /** Takes the line away. */
    @Override
    public void close() {
        if (isDrawn) {
            err.print(Terminal.CLEAR_LINE);
            err.flush();
        }
    }

    private final class Drawn implements Step {
        private static final int SEQUENCES_BETWEEN_LOOKS = 4_096;

        private final Step step;

        Drawn(final Step step) {
            this.step = step;
        }

        @Override
        public boolean before(final CommandFrame frame) {
            if (frame.sequence() % SEQUENCES_BETWEEN_LOOKS == 0) {
                reached(frame.sequence(), frame.timestampNs());
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
    }
}
