package dev.florin.examples.payments;

import dev.florin.engine.client.Account;
import dev.florin.engine.client.Florin;
import dev.florin.engine.client.Key;
import dev.florin.engine.client.Ledger;
import dev.florin.engine.client.Money;
import dev.florin.protocol.Outcome;
import java.time.Duration;

/** Orders that are paid when they leave the warehouse. Safe for any thread. */
public final class Checkout {
    private final Florin florin;
    private final Ledger sek;
    private final Account shop;

    /**
     * The checkout of one shop.
     *
     * @param florin to work with.
     * @param sek ledger of the wallets.
     * @param shop that is paid.
     */
    public Checkout(final Florin florin, final Ledger sek, final Account shop) {
        this.florin = florin;
        this.sek = sek;
        this.shop = shop;
    }

    // example
    /** Reserves the price of an order; false if the customer does not have it. */
    public boolean placeOrder(Key order, long customer, Money price) {
        Outcome outcome = florin.hold(order)
                .from(sek.account(customer))
                .to(shop)
                .amount(price)
                .expiresAfter(Duration.ofDays(7)) // gives the money back by itself
                .call()
                .outcome();
        return switch (outcome) {
            case OK -> true;
            case INSUFFICIENT_FUNDS -> false;
            default -> throw new IllegalStateException("order " + order + ": " + outcome);
        };
    }

    /** A parcel leaves: its part is paid, the rest stays reserved. */
    public void ship(Key order, String parcel, Money value) {
        Key shipment = order.derive("parcel " + parcel);
        florin.capture(shipment, sek.hold(order)).amount(value).keepOpen().callOrThrow();
    }

    /** Nothing more will be sent: what is still reserved goes back. */
    public Money close(Key order) {
        var released = florin.release(order.derive("close"), sek.hold(order)).call();
        boolean isAllSent = released.outcome() == Outcome.HOLD_ALREADY_CAPTURED;
        return isAllSent ? sek.amount("0") : released.orThrow().amount();
    }
    // end of example
}
