package dev.florin.gateway.run;

import dev.florin.engine.Engine;
import dev.florin.engine.EventSubscription;
import dev.florin.gateway.request.Catalogue;
import dev.florin.protocol.json.EventLines;
import dev.florin.protocol.json.JsonLines;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;

/**
 * Writes every event of an engine to a file, one a line, on a thread of its own: events happen also while nobody sends
 * lines. The subscription starts with the object; {@link #close()}, to be called after the engine was closed, writes
 * what is left.
 */
final class EventsFile implements AutoCloseable {
    /** Bytes of events that may wait for this thread. */
    static final int QUEUE_LENGTH_BYTES = 64 * 1024 * 1024;

    private static final int POLL_LIMIT = 1_024;
    private static final int FLUSH_LENGTH_BYTES = 64 * 1024;

    private final Path path;
    private final OutputStream out;
    private final EventSubscription subscription;
    private final JsonLines json = new JsonLines();
    private final EventLines writer = new EventLines(json, this::instrumentCode);
    private final Catalogue catalogue;
    private final Thread thread = new Thread(this::run, "florin-events");
    private volatile boolean isEngineClosed;
    private volatile IOException failure;

    /** Opens, and empties, a file and listens from now on. */
    EventsFile(final Path path, final Engine engine, final Catalogue catalogue) throws IOException {
        this.path = path;
        this.catalogue = catalogue;
        out = Files.newOutputStream(path);
        subscription = engine.subscribe();
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        final IdleStrategy idle = new BackoffIdleStrategy();
        try {
            boolean isLast = false;
            while (!isLast) {
                isLast = isEngineClosed;
                int events = poll();
                while (events > 0) {
                    events = poll();
                }
                writeOut();
                idle.idle(0);
            }
        } catch (final IOException e) {
            failure = e;
        } catch (final UncheckedIOException e) {
            failure = e.getCause();
        }
    }

    /** An event leaves the engine before the answer that tells the door of its instrument: then it waits for that. */
    private String instrumentCode(final int id) {
        final IdleStrategy idle = new BackoffIdleStrategy();
        String code = catalogue.instrumentCode(id);
        while (code == null) {
            final boolean isLast = isEngineClosed;
            code = catalogue.instrumentCode(id);
            if (code == null && isLast) {
                throw new UncheckedIOException(
                        new IOException("the run ended before it learned the code of instrument " + id));
            }
            idle.idle();
        }
        return code;
    }

    private int poll() throws IOException {
        final int events = subscription.poll(this::onEvent, POLL_LIMIT);
        if (json.length() >= FLUSH_LENGTH_BYTES) {
            writeOut();
        }
        return events;
    }

    private void writeOut() throws IOException {
        if (json.length() > 0) {
            json.drainTo(out);
        }
    }

    private void onEvent(final long sequence, final DirectBuffer buffer, final int offset, final int lengthBytes) {
        writer.write(buffer, offset);
    }

    /**
     * Writes what is left, after the engine was closed.
     *
     * @throws IOException if the file does not hold every event.
     */
    @Override
    public void close() throws IOException {
        isEngineClosed = true;
        joinThread();
        final long missed = subscription.missedCount();
        subscription.close();
        out.close();
        if (failure != null) {
            throw new IOException("events could not be written to " + path + ": " + failure.getMessage(), failure);
        }
        if (missed > 0) {
            throw new IOException(missed + " events are missing in " + path
                    + ": they came faster than they could be written; a replay of the directory shows them");
        }
    }

    private void joinThread() throws IOException {
        try {
            thread.join();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the last events were written to " + path, e);
        }
    }
}
