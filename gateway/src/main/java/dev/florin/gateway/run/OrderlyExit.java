package dev.florin.gateway.run;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the process is asked to end in the middle of a run: closes the engine, which answers what it took, and lets the
 * run write these answers.
 */
final class OrderlyExit {
    private static final Logger LOG = LoggerFactory.getLogger(OrderlyExit.class);
    private static final long TIMEOUT_NS = TimeUnit.SECONDS.toNanos(3);
    private static final long PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(2);

    private final RunEngine engine;
    private final RunLoop loop;
    private final Thread hook = new Thread(this::run, "florin-exit");

    OrderlyExit(final RunEngine engine, final RunLoop loop) {
        this.engine = engine;
        this.loop = loop;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void run() {
        try {
            engine.stop();
        } catch (final IOException | RuntimeException e) {
            System.err.println("florin run: not closed in good order: " + e.getMessage());
        }
        final long startNs = System.nanoTime();
        while (loop.hasUnwritten() && System.nanoTime() - startNs < TIMEOUT_NS) {
            LockSupport.parkNanos(PAUSE_NS);
        }
    }

    /** Says that the run came to its end by itself. */
    void disarm() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (final IllegalStateException e) {
            LOG.debug("the process is ending: its hook closes what is still open", e);
        }
    }
}
