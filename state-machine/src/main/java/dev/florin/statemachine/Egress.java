package dev.florin.statemachine;

import org.agrona.DirectBuffer;

/**
 * Where answers and events leave the state machine: called on the engine thread, while a batch is applied or a read is
 * served. The buffer belongs to the state machine and is good until the call returns.
 */
public interface Egress {
    /** Nobody listens, as in a replay: nothing is encoded at all. */
    Egress NONE = new Egress() {
        @Override
        public void onAnswer(final DirectBuffer buffer, final int offset, final int lengthBytes) {
            throw new IllegalStateException("an answer was encoded for nobody");
        }

        @Override
        public boolean takesEvents() {
            return false;
        }

        @Override
        public void onEvent(final DirectBuffer buffer, final int offset, final int lengthBytes) {
            throw new IllegalStateException("an event was encoded for nobody");
        }
    };

    /**
     * The answer to a command or a read: exactly one each, in order.
     *
     * @param buffer that holds the answer's frame.
     * @param offset of its header.
     * @param lengthBytes of the frame.
     */
    void onAnswer(DirectBuffer buffer, int offset, int lengthBytes);

    /**
     * Whether anybody wants to know what the commands of a batch change. Asked once before each batch, and answered for all
     * of it; events that nobody wants are not even encoded.
     *
     * @return false: {@link #onEvent} is not called until it is asked again.
     */
    boolean takesEvents();

    /**
     * What a command changed. The events of a command come before its answer.
     *
     * @param buffer that holds the event's frame.
     * @param offset of its header.
     * @param lengthBytes of the frame.
     */
    void onEvent(DirectBuffer buffer, int offset, int lengthBytes);
}
