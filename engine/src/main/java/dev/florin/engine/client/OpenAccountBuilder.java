package dev.florin.engine.client;

import dev.florin.protocol.Bounds;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.command.Command;

/**
 * The opening of an account, ready to be sent: floor 0 and no ceiling, unless told otherwise. An account that exists is
 * returned as it is, whatever limits are asked for.
 */
public final class OpenAccountBuilder extends LimitsBuilder<Receipt.Opened, OpenAccountBuilder> {
    OpenAccountBuilder(final Caller caller, final Key key, final Account account) {
        super(caller, key, account);
    }

    @Override
    OpenAccountBuilder self() {
        return this;
    }

    @Override
    public Command command() {
        return new Command.OpenAccount(
                key().value(), account().id(), floor().orElse(0), ceiling().orElse(Bounds.NO_CEILING), conditions());
    }

    @Override
    Receipt.Opened receipt(final Receipt.Stamp stamp, final Answer.OfCommand answer) {
        return new Receipt.Opened(stamp, account(), answer.outcome() == Outcome.EXISTS, answer.openedSequence());
    }
}
