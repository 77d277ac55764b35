package dev.florin.engine.client;

import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.command.Command;
import java.time.Duration;

/** A hold, ready to be sent. */
public final class HoldBuilder extends TaggedBuilder<Receipt.Held, HoldBuilder> {
    private final Account debit;
    private final Account credit;
    private final Money amount;
    private long timeoutNs;

    HoldBuilder(final Caller caller, final Key key, final Account debit, final Account credit, final Money amount) {
        super(caller, key);
        this.debit = debit;
        this.credit = credit;
        this.amount = amount;
    }

    /**
     * Lets the hold expire, which gives the money back by itself.
     *
     * @param timeout after the command's time stamp, above 0. Unless said, a hold stays until it is captured or released.
     * @return this.
     */
    public HoldBuilder expiresAfter(final Duration timeout) {
        timeoutNs = requireTimeout(timeout);
        return this;
    }

    static long requireTimeout(final Duration timeout) {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("a hold cannot expire after " + timeout);
        }
        return timeout.toNanos();
    }

    @Override
    HoldBuilder self() {
        return this;
    }

    @Override
    public Command command() {
        return new Command.Hold(
                key().value(), debit.id(), credit.id(), amount.minor(), timeoutNs, code(), ref(), conditions());
    }

    @Override
    Receipt.Held receipt(final Receipt.Stamp stamp, final Answer.OfCommand answer) {
        final Ledger ledger = debit.ledger();
        return new Receipt.Held(stamp, ledger.minor(answer.amount()), ledger.hold(key()));
    }
}
