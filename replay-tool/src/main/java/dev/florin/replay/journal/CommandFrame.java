package dev.florin.replay.journal;

import dev.florin.protocol.CommandKind;
import dev.florin.protocol.Frames;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.RequestDecoder;
import java.util.Optional;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A command as the journal holds it, decoded when asked. Valid until the next one is looked at. */
public final class CommandFrame {
    private final UnsafeBuffer bytes = new UnsafeBuffer(0, 0);
    private long sequence;
    private long timestampNs;
    private Command command;

    void wrap(final long ofSequence, final long atNs, final DirectBuffer buffer, final int offset) {
        sequence = ofSequence;
        timestampNs = atNs;
        bytes.wrap(buffer, offset, Frames.frameLength(buffer, offset));
        command = null;
    }

    /**
     * Its sequence.
     *
     * @return 1 or more.
     */
    public long sequence() {
        return sequence;
    }

    /**
     * When it was stamped.
     *
     * @return ns since the epoch.
     */
    public long timestampNs() {
        return timestampNs;
    }

    /**
     * The frame's bytes.
     *
     * @return a view of the frame alone, only to be read.
     */
    public DirectBuffer bytes() {
        return bytes;
    }

    /**
     * What it is.
     *
     * @return its kind.
     * @throws IllegalStateException if this version knows no such command.
     */
    public CommandKind kind() {
        final CommandKind kind = CommandKind.ofTemplate(Frames.templateId(bytes, 0));
        if (kind == null) {
            throw new IllegalStateException("sequence " + sequence + " has the unknown template "
                    + Frames.templateId(bytes, 0) + ": a newer version wrote it; look at it with that one");
        }
        return kind;
    }

    /**
     * What a client asked for.
     *
     * @return empty for a tick.
     */
    public Optional<Command> command() {
        if (kind() == CommandKind.TICK) {
            return Optional.empty();
        }
        if (command == null) {
            command = (Command) RequestDecoder.decode(bytes);
        }
        return Optional.of(command);
    }
}
