package dev.florin.engine.client;

import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.order.OrderRef;
import java.util.Objects;
import java.util.OptionalLong;

/** A change of an order, ready to be sent: a new price, a new open quantity or both, or a quantity to take off. */
public final class ReplaceBuilder extends OrderCommandBuilder<Receipt.Replaced, ReplaceBuilder> {
    private final Order order;
    private OptionalLong price = OptionalLong.empty();
    private OptionalLong quantity = OptionalLong.empty();
    private OptionalLong reduceBy = OptionalLong.empty();
    private OptionalLong filled = OptionalLong.empty();
    private OptionalLong stop = OptionalLong.empty();

    ReplaceBuilder(final Caller caller, final Key key, final Order order) {
        super(caller, key);
        this.order = Objects.requireNonNull(order, "order");
    }

    /**
     * A new price.
     *
     * @param limit for one lot.
     * @return this.
     */
    public ReplaceBuilder at(final Money limit) {
        price = quoted(order.instrument(), limit);
        return this;
    }

    /**
     * A new open quantity.
     *
     * @param lots at least 1.
     * @return this.
     */
    public ReplaceBuilder quantity(final long lots) {
        quantity = OptionalLong.of(lots);
        return this;
    }

    /**
     * A new open quantity, less what has traded beyond what is known here: safe against trades on the way.
     *
     * @param lots at least 1.
     * @param knownFilled lots that have traded as far as is known.
     * @return this.
     */
    public ReplaceBuilder quantity(final long lots, final long knownFilled) {
        filled = OptionalLong.of(knownFilled);
        return quantity(lots);
    }

    /**
     * Takes a quantity off; nothing else may be changed with it.
     *
     * @param lots at least 1.
     * @return this.
     */
    public ReplaceBuilder reduceBy(final long lots) {
        reduceBy = OptionalLong.of(lots);
        return this;
    }

    /**
     * A new trigger price of a waiting stop.
     *
     * @param trigger on tick.
     * @return this.
     */
    public ReplaceBuilder stop(final Money trigger) {
        stop = quoted(order.instrument(), trigger);
        return this;
    }

    @Override
    ReplaceBuilder self() {
        return this;
    }

    @Override
    public Command command() {
        return new Command.Replace(
                key().value(),
                order.owner(),
                OrderRef.ofKey(order.key().value()),
                price,
                quantity,
                reduceBy,
                filled,
                stop,
                conditions());
    }

    @Override
    Receipt.Replaced receipt(final Receipt.Stamp stamp, final Answer.OfOrder answer) {
        return new Receipt.Replaced(stamp, order, answer.order(), answer.fills());
    }
}
