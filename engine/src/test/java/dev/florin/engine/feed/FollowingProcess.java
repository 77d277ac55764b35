package dev.florin.engine.feed;

import dev.florin.engine.Await;
import dev.florin.protocol.event.EventDecoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A downstream system: writes down the events of some batches in one piece, and then the position to go on from; until it is
 * killed. Nothing is written of the batches behind, which would make up for a position that is too far ahead.
 */
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
        final StringBuilder lines = new StringBuilder();
        try (Writer events = Files.newBufferedWriter(Path.of(arguments[1]));
                JournalFollower follower = JournalFollower.open(Path.of(arguments[0]), from)) {
            Await.until("the journal has moved on", () -> {
                final int count = follower.poll(
                        (sequence, buffer, offset, lengthBytes) ->
                                lines.append(decoder.decode(buffer, offset)).append('\n'),
                        BATCHES);
                if (count > 0) {
                    write(events, lines);
                    store(position, follower.nextSequence());
                }
                return follower.lastSequence() >= Long.parseLong(arguments[3]);
            });
        }
    }

    private static void write(final Writer events, final StringBuilder lines) {
        try {
            events.write(lines.toString());
            events.flush();
            lines.setLength(0);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void store(final Path position, final long nextSequence) {
        final Path temporary = position.resolveSibling("position.tmp");
        try {
            Files.writeString(temporary, Long.toString(nextSequence));
            Files.move(temporary, position, StandardCopyOption.ATOMIC_MOVE);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
