package dev.florin.engine.client;

import dev.florin.protocol.Uint128;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Conditions;
import java.util.Objects;

/** A freeze, an unfreeze, a closing or a reopening, ready to be sent. */
public final class AccountStateBuilder extends CommandBuilder<Receipt.Changed, AccountStateBuilder> {
    /** Makes the command from what is known when it is sent. */
    @FunctionalInterface
    interface Form {
        Command command(Uint128 key, Account account, Conditions conditions);
    }

    private final Account account;
    private final Form form;

    AccountStateBuilder(final Caller caller, final Key key, final Account account, final Form form) {
        super(caller, key);
        this.account = Objects.requireNonNull(account, "account");
        this.form = form;
    }

    @Override
    AccountStateBuilder self() {
        return this;
    }

    @Override
    public Command command() {
        return form.command(key().value(), account, conditions());
    }

    @Override
    Receipt.Changed receipt(final Receipt.Stamp stamp, final Answer.OfCommand answer) {
        return new Receipt.Changed(stamp, account);
    }
}
