package dev.florin.engine.client;

import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.command.Command;

/** A transfer, ready to be sent. */
public final class TransferBuilder extends TaggedBuilder<Receipt.Posted, TransferBuilder> {
    private final Account debit;
    private final Account credit;
    private final Money amount;
    private boolean upTo;

    TransferBuilder(final Caller caller, final Key key, final Account debit, final Account credit, final Money amount) {
        super(caller, key);
        this.debit = debit;
        this.credit = credit;
        this.amount = amount;
    }

    /**
     * Moves what can be moved, up to the amount, and perhaps nothing, instead of all or nothing. The receipt tells how much.
     *
     * @return this.
     */
    public TransferBuilder upTo() {
        upTo = true;
        return this;
    }

    @Override
    TransferBuilder self() {
        return this;
    }

    @Override
    public Command command() {
        return new Command.Transfer(
                key().value(), debit.id(), credit.id(), amount.minor(), upTo, code(), ref(), conditions());
    }

    @Override
    Receipt.Posted receipt(final Receipt.Stamp stamp, final Answer.OfCommand answer) {
        final Ledger ledger = debit.ledger();
        return new Receipt.Posted(stamp, ledger.minor(answer.amount()), ledger.posting(key()));
    }
}
