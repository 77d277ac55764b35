package dev.florin.statemachine.reference;

import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.RequestEncoder;
import java.util.Optional;
import org.agrona.MutableDirectBuffer;

/**
 * One command of a stream with its timestamp. Its sequence is its place in the list, so that a list may lose steps and
 * still be a stream.
 *
 * @param timestampNs ns since the epoch, later than that of the step before.
 * @param command what to apply; empty: a tick.
 */
public record Step(long timestampNs, Optional<Command> command) {
    /**
     * A step that applies a command.
     *
     * @param timestampNs ns since the epoch.
     * @param command that passed the door.
     * @return the step.
     */
    public static Step of(final long timestampNs, final Command command) {
        return new Step(timestampNs, Optional.of(command));
    }

    /**
     * A step that lets time pass.
     *
     * @param timestampNs ns since the epoch.
     * @return the step.
     */
    public static Step tick(final long timestampNs) {
        return new Step(timestampNs, Optional.empty());
    }

    /**
     * Applies this step to a model.
     *
     * @param ledger the model.
     * @param sequence of the command.
     * @return the model's answer.
     */
    public Answer.ToCommand applyTo(final ReferenceLedger ledger, final long sequence) {
        return command.map(it -> ledger.apply(sequence, timestampNs, it))
                .orElseGet(() -> ledger.tick(sequence, timestampNs));
    }

    /**
     * Writes this step as a frame.
     *
     * @param encoder to write with.
     * @param buffer to write into, expandable.
     * @param offset where the frame starts; a multiple of 8.
     * @return bytes of the frame.
     */
    public int encode(final RequestEncoder encoder, final MutableDirectBuffer buffer, final int offset) {
        return command.map(it -> encoder.encode(it, buffer, offset))
                .orElseGet(() -> encoder.encodeTick(buffer, offset));
    }

    @Override
    public String toString() {
        return timestampNs + " " + command.map(Command::toString).orElse("Tick");
    }
}
