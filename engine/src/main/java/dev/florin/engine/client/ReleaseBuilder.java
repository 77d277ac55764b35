package dev.florin.engine.client;

import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.command.Command;
import java.util.Objects;

/** A release, ready to be sent: it gives back all that the hold still reserves. */
public final class ReleaseBuilder extends TaggedBuilder<Receipt.Released, ReleaseBuilder> {
    private final Hold hold;

    ReleaseBuilder(final Caller caller, final Key key, final Hold hold) {
        super(caller, key);
        this.hold = Objects.requireNonNull(hold, "hold");
    }

    @Override
    ReleaseBuilder self() {
        return this;
    }

    @Override
    public Command command() {
        return new Command.Release(key().value(), hold.id(), code(), ref(), conditions());
    }

    @Override
    Receipt.Released receipt(final Receipt.Stamp stamp, final Answer.OfCommand answer) {
        return new Receipt.Released(stamp, hold.ledger().minor(answer.amount()));
    }
}
