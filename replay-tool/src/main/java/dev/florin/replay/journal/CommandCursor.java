package dev.florin.replay.journal;

import dev.florin.journal.Journal;
import dev.florin.journal.JournalReader;
import dev.florin.protocol.Frames;
import java.nio.file.Path;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;

/** Walks through the commands of a journal at the caller's pace, every batch checked, none applied. For one thread. */
public final class CommandCursor implements AutoCloseable {
    private final JournalReader reader;
    private final ExpandableArrayBuffer batch = new ExpandableArrayBuffer();
    private final CommandFrame frame = new CommandFrame();
    private long nextSequence;
    private long nextTimestampNs;
    private int position;
    private int left;

    /**
     * Stands before the first command.
     *
     * @param directory of the journal.
     */
    public CommandCursor(final Path directory) {
        reader = Journal.openReadOnly(directory, 1);
    }

    /**
     * Goes to the next command.
     *
     * @return the command, valid until the next call; null at the end.
     */
    public CommandFrame next() {
        while (left == 0) {
            if (reader.isAtEnd()) {
                return null;
            }
            reader.poll(this::keep, 1);
        }
        frame.wrap(nextSequence, nextTimestampNs, batch, position);
        position += Frames.frameLength(batch, position);
        nextSequence++;
        nextTimestampNs++;
        left--;
        return frame;
    }

    private void keep(
            final long firstSequence,
            final long firstTimestampNs,
            final DirectBuffer buffer,
            final int offset,
            final int lengthBytes,
            final int count) {
        batch.putBytes(0, buffer, offset, lengthBytes);
        nextSequence = firstSequence;
        nextTimestampNs = firstTimestampNs;
        position = 0;
        left = count;
    }

    @Override
    public void close() {
        reader.close();
    }
}
