package dev.florin.engine;

import dev.florin.protocol.Frames;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.codec.MessageHeaderEncoder;
import dev.florin.protocol.codec.RefusalEncoder;
import dev.florin.statemachine.Egress;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Brings what the state machine answers to the session that asked, with the sequence that gates it, and its events to all
 * subscriptions. Owned by the engine thread.
 */
final class AnswerRouter implements Egress {
    private static final int REFUSAL_LENGTH = Frames.align(Frames.HEADER_LENGTH + RefusalEncoder.BLOCK_LENGTH);

    private final Batch batch;
    private final Sessions sessions;
    private final Subscriptions subscriptions;
    private final UnsafeBuffer refusalFrame = new UnsafeBuffer(new byte[REFUSAL_LENGTH]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final RefusalEncoder refusal = new RefusalEncoder();
    private final List<AnswerQueue> unflushed = new ArrayList<>();
    private int item;
    private long gateSequence;

    AnswerRouter(final Batch batch, final Sessions sessions, final Subscriptions subscriptions) {
        this.batch = batch;
        this.sessions = sessions;
        this.subscriptions = subscriptions;
    }

    /** The next answer belongs to this item and is gated by this sequence; later ones to the items behind. */
    void expect(final int firstItem, final long firstGateSequence) {
        item = firstItem;
        gateSequence = firstGateSequence;
    }

    @Override
    public void onAnswer(final DirectBuffer buffer, final int offset, final int lengthBytes) {
        answer(item, gateSequence, buffer, offset, lengthBytes);
        item++;
        gateSequence++;
    }

    @Override
    public boolean takesEvents() {
        return subscriptions.beginBatch();
    }

    @Override
    public void onEvent(final DirectBuffer buffer, final int offset, final int lengthBytes) {
        subscriptions.onEvent(gateSequence, buffer, offset, lengthBytes);
    }

    /** Refuses an item without a sequence; nothing gates that. */
    void refuse(final int refusedItem, final Outcome outcome) {
        refusal.wrapAndApplyHeader(refusalFrame, 0, header);
        header.frameLength(REFUSAL_LENGTH).conditionsLength(0).options(0);
        refusal.outcome(outcome.code()).kind(0);
        answer(refusedItem, 0, refusalFrame, 0, REFUSAL_LENGTH);
    }

    /** Lets the sessions and the listeners see all that was written so far. */
    void flush() {
        for (int i = 0; i < unflushed.size(); i++) {
            unflushed.get(i).flush();
        }
        unflushed.clear();
        subscriptions.flush();
    }

    private void answer(
            final int answeredItem,
            final long gate,
            final DirectBuffer buffer,
            final int offset,
            final int lengthBytes) {
        final int sessionId = batch.sessionId(answeredItem);
        final AnswerQueue queue = sessionId == Batch.NO_SESSION ? null : sessions.queue(sessionId);
        if (queue != null) {
            if (queue.isFlushed()) {
                unflushed.add(queue);
            }
            queue.write(batch.correlationId(answeredItem), gate, buffer, offset, lengthBytes);
        }
    }
}
