package dev.florin.engine.client;

import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.order.OrderRef;
import java.util.Objects;

/** The cancellation of an order, ready to be sent. */
public final class CancelBuilder extends OrderCommandBuilder<Receipt.Cancelled, CancelBuilder> {
    private final Order order;

    CancelBuilder(final Caller caller, final Key key, final Order order) {
        super(caller, key);
        this.order = Objects.requireNonNull(order, "order");
    }

    @Override
    CancelBuilder self() {
        return this;
    }

    @Override
    public Command command() {
        return new Command.Cancel(
                key().value(), order.owner(), OrderRef.ofKey(order.key().value()), conditions());
    }

    @Override
    Receipt.Cancelled receipt(final Receipt.Stamp stamp, final Answer.OfOrder answer) {
        return new Receipt.Cancelled(stamp, order, answer.order());
    }
}
