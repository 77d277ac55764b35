package dev.florin.replay.journal;

import dev.florin.protocol.answer.Answer;
import org.agrona.DirectBuffer;

/** Told of every command of a replay, in order. */
public interface Step {
    /**
     * A command is about to be applied.
     *
     * @param frame of the command.
     * @return false to end the replay here, before it.
     */
    default boolean before(final CommandFrame frame) {
        return true;
    }

    /**
     * Something changed while a command was applied; comes before {@link #after}.
     *
     * @param buffer that holds the event's frame, only to be read during the call.
     * @param offset of its header.
     */
    default void onEvent(final DirectBuffer buffer, final int offset) {}

    /**
     * A command was applied.
     *
     * @param frame of the command.
     * @param answer that its client got, or would have got.
     */
    void after(CommandFrame frame, Answer.ToCommand answer);
}
