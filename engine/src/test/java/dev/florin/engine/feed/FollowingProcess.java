package dev.florin.engine.feed;

import dev.florin.engine.Await;
import dev.florin.protocol.event.EventDecoder;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A downstream system: writes down every event, and then the position to go on from; until it is killed. */
public final class FollowingProcess {
    private static final int BATCHES = 20;

    private FollowingProcess() {}

    /**
     * Follows until killed, or to a sequence.
     *
     * @param arguments data directory, file for events, file of the position, sequence to end after.
     * @throws IOException if a file cannot be written.
     */
    public static void main(final String[] arguments) throws IOException {
        final Path position = Path.of(arguments[2]);
        final long from = Files.exists(position) ? Long.parseLong(Files.readString(position)) : 1;
        final EventDecoder decoder = new EventDecoder();
        try (BufferedWriter events = Files.newBufferedWriter(Path.of(arguments[1]));
                JournalFollower follower = JournalFollower.open(Path.of(arguments[0]), from)) {
            Await.until("the journal has moved on", () -> {
                final int count = follower.poll(
                        (sequence, buffer, offset, lengthBytes) ->
                                write(events, decoder.decode(buffer, offset).toString()),
                        BATCHES);
                if (count > 0) {
                    store(events, position, follower.nextSequence());
                }
                return follower.lastSequence() >= Long.parseLong(arguments[3]);
            });
        }
    }

    private static void write(final BufferedWriter events, final String line) {
        try {
            events.write(line);
            events.newLine();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void store(final BufferedWriter events, final Path position, final long nextSequence) {
        final Path temporary = position.resolveSibling("position.tmp");
        try {
            events.flush();
            Files.writeString(temporary, Long.toString(nextSequence));
            Files.move(temporary, position, StandardCopyOption.ATOMIC_MOVE);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
