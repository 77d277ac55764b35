package dev.florin.statemachine.reference;

import dev.florin.protocol.answer.Answer;
import java.util.List;

/** What a command about one order answers with: how it stood before the stops that the command triggered. */
record OrderEffect(Answer.OrderProgress progress, List<Answer.Fill> fills) {
    static final OrderEffect REFUSED = new OrderEffect(Answer.OrderProgress.NONE, List.of());

    static OrderEffect of(final ModelOrder order, final List<Answer.Fill> fills) {
        return new OrderEffect(new Answer.OrderProgress(order.status, order.filled, order.open), fills);
    }
}
