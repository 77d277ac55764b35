package dev.florin.engine.client;

import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.command.Command;
import java.util.Objects;
import java.util.OptionalLong;

/** A reversal, ready to be sent: of all that is left of the transfer or capture, unless told otherwise. */
public final class ReverseBuilder extends TaggedBuilder<Receipt.Reversed, ReverseBuilder> {
    private final Posting posting;
    private OptionalLong amount = OptionalLong.empty();

    ReverseBuilder(final Caller caller, final Key key, final Posting posting) {
        super(caller, key);
        this.posting = Objects.requireNonNull(posting, "posting");
    }

    /**
     * Reverses a part; the rest can be reversed later.
     *
     * @param part at least 1 minor unit of the posting's ledger.
     * @return this.
     * @throws IllegalArgumentException if it is an amount of another ledger.
     */
    public ReverseBuilder amount(final Money part) {
        amount = OptionalLong.of(part.of(posting.ledger()));
        return this;
    }

    @Override
    ReverseBuilder self() {
        return this;
    }

    @Override
    public Command command() {
        return new Command.Reverse(key().value(), posting.key().value(), amount, code(), ref(), conditions());
    }

    @Override
    Receipt.Reversed receipt(final Receipt.Stamp stamp, final Answer.OfCommand answer) {
        return new Receipt.Reversed(stamp, posting.ledger().minor(answer.amount()));
    }
}
