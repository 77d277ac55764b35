package dev.florin.examples.payments;

import dev.florin.engine.client.Florin;
import dev.florin.engine.client.Key;
import dev.florin.engine.client.Ledger;
import dev.florin.engine.client.Money;
import dev.florin.engine.client.Receipt;
import dev.florin.engine.client.Result;

/** Money back for what was paid. Safe for any thread. */
public final class Refunds {
    private final Florin florin;
    private final Ledger sek;

    /**
     * Refunds on one ledger.
     *
     * @param florin to work with.
     * @param sek ledger of the payments.
     */
    public Refunds(final Florin florin, final Ledger sek) {
        this.florin = florin;
        this.sek = sek;
    }

    // example
    /** Gives back a part of a payment; all parts together are never more than it moved. */
    public String refund(Key refund, Key payment, Money part) {
        Result<Receipt.Reversed> result =
                florin.reverse(refund, sek.posting(payment)).amount(part).call();
        return switch (result.outcome()) {
            case OK -> "refunded " + result.orThrow().amount();
            case ALREADY_REVERSED, EXCEEDS_TRANSFER -> "not that much is left of the payment";
            case INSUFFICIENT_FUNDS -> "the shop has spent it: try again later, with a new key";
            default -> throw new IllegalStateException("refund " + refund + ": " + result.outcome());
        };
    }
    // end of example
}
