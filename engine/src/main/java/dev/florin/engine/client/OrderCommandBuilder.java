package dev.florin.engine.client;

import dev.florin.protocol.answer.Answer;
import java.util.OptionalLong;

/**
 * A command about one order.
 *
 * @param <T> the receipt of such a command.
 * @param <B> the builder itself.
 */
public abstract class OrderCommandBuilder<T extends Receipt, B extends OrderCommandBuilder<T, B>>
        extends CommandBuilder<T, B> {
    OrderCommandBuilder(final Caller caller, final Key key) {
        super(caller, key);
    }

    /** What the command did, told by its answer. */
    abstract T receipt(Receipt.Stamp stamp, Answer.OfOrder answer);

    @Override
    final T receipt(final Receipt.Stamp stamp, final Answer.OfCommand answer) {
        throw new IllegalStateException("the engine answered a command about an order as one of the ledger: " + answer);
    }

    @Override
    final T receiptOf(final Receipt.Stamp stamp, final Answer.ToCommand answer) {
        return answer instanceof Answer.OfOrder of ? receipt(stamp, of) : receipt(stamp, (Answer.OfCommand) answer);
    }

    /** Minor units of the quote ledger. */
    static OptionalLong quoted(final Instrument instrument, final Money amount) {
        return OptionalLong.of(amount.of(instrument.quote()));
    }
}
