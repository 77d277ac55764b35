package dev.florin.gateway.run;

import dev.florin.engine.Engine;
import dev.florin.engine.EngineConfig;
import dev.florin.gateway.request.Catalogue;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * The engine of a run, with the file that its events go to, and with its directory, which is removed at the end where
 * it is temporary. Safe for any thread.
 */
final class RunEngine {
    private final Path directory;
    private final boolean isTemporary;
    private final Engine engine;
    private EventsFile events;
    private boolean isClosed;

    private RunEngine(final Path directory, final boolean isTemporary, final Engine engine) {
        this.directory = directory;
        this.isTemporary = isTemporary;
        this.engine = engine;
    }

    static RunEngine open(final RunOptions options, final PrintStream err, final Catalogue catalogue)
            throws IOException {
        final boolean isTemporary = options.directory().isEmpty();
        final Path directory = isTemporary
                ? Files.createTempDirectory("florin-run-")
                : options.directory().get();
        if (isTemporary && !options.isQuiet()) {
            err.println("florin run: no --data given: works in " + directory + ", which is removed at the end");
        }
        final RunEngine opened;
        try {
            opened = new RunEngine(directory, isTemporary, Engine.open(config(directory, options)));
        } catch (final RuntimeException e) {
            if (isTemporary) {
                remove(directory);
            }
            throw e;
        }
        if (options.events().isPresent()) {
            opened.listen(options.events().get(), catalogue);
        }
        return opened;
    }

    private synchronized void listen(final Path file, final Catalogue catalogue) throws IOException {
        try {
            events = new EventsFile(file, engine, catalogue);
        } catch (final IOException e) {
            stop();
            throw new IOException("cannot write events to " + file + ": " + e, e);
        }
    }

    private static EngineConfig config(final Path directory, final RunOptions options) {
        final EngineConfig.Builder builder = EngineConfig.builder(directory)
                .durability(options.durability())
                .clock(options.clock())
                .snapshotEveryCommands(options.snapshotEveryCommands())
                .answerQueueLengthBytes(RunLoop.ANSWER_QUEUE_LENGTH_BYTES);
        options.keyRetention().ifPresent(builder::keyRetention);
        if (options.events().isPresent()) {
            builder.eventQueueLengthBytes(EventsFile.QUEUE_LENGTH_BYTES);
        }
        return builder.build();
    }

    Engine engine() {
        return engine;
    }

    /** Closes the engine, writes the last events, removes a temporary directory. May be called more than once. */
    synchronized void stop() throws IOException {
        if (isClosed) {
            return;
        }
        isClosed = true;
        try {
            closeEngineAndEvents();
        } finally {
            if (isTemporary) {
                remove(directory);
            }
        }
    }

    private void closeEngineAndEvents() throws IOException {
        try {
            engine.close();
        } finally {
            if (events != null) {
                events.close();
            }
        }
    }

    private static void remove(final Path directory) throws IOException {
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(final Path file, final BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(final Path visited, final IOException failure)
                    throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
