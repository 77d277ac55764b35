package dev.florin.engine.client;

import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.command.Command;

/** A change of limits, ready to be sent; what is not said stays as it is. */
public final class SetLimitsBuilder extends LimitsBuilder<Receipt.Changed, SetLimitsBuilder> {
    SetLimitsBuilder(final Caller caller, final Key key, final Account account) {
        super(caller, key, account);
    }

    @Override
    SetLimitsBuilder self() {
        return this;
    }

    @Override
    public Command command() {
        return new Command.SetLimits(key().value(), account().id(), floor(), ceiling(), conditions());
    }

    @Override
    Receipt.Changed receipt(final Receipt.Stamp stamp, final Answer.OfCommand answer) {
        return new Receipt.Changed(stamp, account());
    }
}
