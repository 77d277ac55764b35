package dev.florin.engine.client;

import dev.florin.protocol.Outcome;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.command.Command;
import java.util.Objects;

/** The making of a ledger, ready to be sent. A ledger that exists with the same content is returned as it is. */
public final class CreateLedgerBuilder extends CommandBuilder<Receipt.LedgerCreated, CreateLedgerBuilder> {
    private final Ledger ledger;

    CreateLedgerBuilder(final Caller caller, final Key key, final Ledger ledger) {
        super(caller, key);
        this.ledger = Objects.requireNonNull(ledger, "ledger");
    }

    @Override
    CreateLedgerBuilder self() {
        return this;
    }

    @Override
    public Command command() {
        return new Command.CreateLedger(key().value(), ledger.id(), ledger.code(), ledger.scale(), conditions());
    }

    @Override
    Receipt.LedgerCreated receipt(final Receipt.Stamp stamp, final Answer.OfCommand answer) {
        return new Receipt.LedgerCreated(stamp, ledger, answer.outcome() == Outcome.EXISTS);
    }
}
