package dev.florin.gateway.run;

import dev.florin.gateway.input.CommandInput;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A line on standard error that tells a waiting person how far the run is; drawn by a thread of its own. */
final class Progress {
    private static final long PERIOD_MS = 250;
    private static final long BYTES_PER_MIB = 1 << 20;

    private final CommandInput input;
    private final Tally tally;
    private final ProgressBar bar;
    private final ScheduledExecutorService updater;
    private final ScheduledFuture<?> drawing;

    /** Starts to draw where a person waits for answers that go elsewhere; else returns null. */
    static Progress start(final CommandInput input, final Tally tally, final boolean isQuiet) {
        final boolean isSeen = !isQuiet
                && Terminal.isTerminal(Terminal.STANDARD_ERROR)
                && !Terminal.isTerminal(Terminal.STANDARD_OUTPUT);
        return isSeen ? new Progress(input, tally) : null;
    }

    private Progress(final CommandInput input, final Tally tally) {
        this.input = input;
        this.tally = tally;
        bar = new ProgressBarBuilder()
                .setTaskName("run")
                .setInitialMax(input.lengthBytes() == 0 ? -1 : input.lengthBytes())
                .setUnit(" MiB", BYTES_PER_MIB)
                .setStyle(ProgressBarStyle.ASCII)
                .setConsumer(new ConsoleProgressBarConsumer(System.err))
                .setUpdateIntervalMillis((int) PERIOD_MS)
                .build();
        updater = Executors.newSingleThreadScheduledExecutor(task -> {
            final Thread thread = new Thread(task, "florin-progress");
            thread.setDaemon(true);
            return thread;
        });
        drawing = updater.scheduleAtFixedRate(this::update, 0, PERIOD_MS, TimeUnit.MILLISECONDS);
    }

    private void update() {
        bar.stepTo(input.bytesRead());
        bar.setExtraMessage(tally.lines() + " lines");
    }

    /** Draws the last state, and no more. */
    void stop() {
        drawing.cancel(false);
        updater.shutdown();
        update();
        bar.close();
    }
}
