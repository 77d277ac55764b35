package dev.florin.engine.client;

import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.command.Command;
import java.util.Objects;
import java.util.OptionalLong;

/** A capture, ready to be sent: of all that the hold still reserves, unless told otherwise. */
public final class CaptureBuilder extends TaggedBuilder<Receipt.Posted, CaptureBuilder> {
    private final Hold hold;
    private OptionalLong amount = OptionalLong.empty();
    private boolean keepOpen;

    CaptureBuilder(final Caller caller, final Key key, final Hold hold) {
        super(caller, key);
        this.hold = Objects.requireNonNull(hold, "hold");
    }

    /**
     * Captures a part; the rest is given back, unless {@link #keepOpen} is said.
     *
     * @param part at least 1 minor unit of the hold's ledger.
     * @return this.
     * @throws IllegalArgumentException if it is an amount of another ledger.
     */
    public CaptureBuilder amount(final Money part) {
        amount = OptionalLong.of(part.of(hold.ledger()));
        return this;
    }

    /**
     * Keeps the rest held, to be captured or released later.
     *
     * @return this.
     */
    public CaptureBuilder keepOpen() {
        keepOpen = true;
        return this;
    }

    @Override
    CaptureBuilder self() {
        return this;
    }

    @Override
    public Command command() {
        return new Command.Capture(key().value(), hold.id(), amount, keepOpen, code(), ref(), conditions());
    }

    @Override
    Receipt.Posted receipt(final Receipt.Stamp stamp, final Answer.OfCommand answer) {
        final Ledger ledger = hold.ledger();
        return new Receipt.Posted(stamp, ledger.minor(answer.amount()), ledger.posting(key()));
    }
}
