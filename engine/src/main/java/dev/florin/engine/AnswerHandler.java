package dev.florin.engine;

import org.agrona.DirectBuffer;

/** Takes answers out of a session. */
@FunctionalInterface
public interface AnswerHandler {
    /**
     * An answer, durable as configured. Answers of one session come in the order in which their requests were offered.
     *
     * @param correlationId as given with the request.
     * @param buffer that holds the answer's frame; the session's own, valid only during the call, only to be read.
     * @param offset of the frame's header.
     * @param lengthBytes of the frame.
     */
    void onAnswer(long correlationId, DirectBuffer buffer, int offset, int lengthBytes);
}
