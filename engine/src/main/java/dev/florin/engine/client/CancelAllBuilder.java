package dev.florin.engine.client;

import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.command.Command;
import java.util.OptionalInt;

/** The cancellation of an owner's orders, on every instrument unless told otherwise, ready to be sent. */
public final class CancelAllBuilder extends CommandBuilder<Receipt.AllCancelled, CancelAllBuilder> {
    private final long owner;
    private OptionalInt instrument = OptionalInt.empty();

    CancelAllBuilder(final Caller caller, final Key key, final long owner) {
        super(caller, key);
        this.owner = owner;
    }

    /**
     * Only orders on one instrument.
     *
     * @param only which.
     * @return this.
     */
    public CancelAllBuilder on(final Instrument only) {
        instrument = OptionalInt.of(only.id());
        return this;
    }

    @Override
    CancelAllBuilder self() {
        return this;
    }

    @Override
    public Command command() {
        return new Command.CancelAll(key().value(), owner, instrument, conditions());
    }

    @Override
    Receipt.AllCancelled receipt(final Receipt.Stamp stamp, final Answer.OfCommand answer) {
        return new Receipt.AllCancelled(stamp, answer.amount(), answer.more());
    }
}
