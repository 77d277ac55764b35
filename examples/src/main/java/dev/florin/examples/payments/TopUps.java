package dev.florin.examples.payments;

import dev.florin.engine.client.Account;
import dev.florin.engine.client.Florin;
import dev.florin.engine.client.Key;
import dev.florin.engine.client.Ledger;
import dev.florin.engine.client.Money;
import dev.florin.engine.client.Receipt;
import dev.florin.engine.client.Result;

/** Card payments that fill wallets. Safe for any thread. */
public final class TopUps {
    private final Florin florin;
    private final Ledger sek;
    private final Account cardScheme;

    /**
     * Top-ups from one card scheme.
     *
     * @param florin to work with.
     * @param sek ledger of the wallets.
     * @param cardScheme account without floor that stands for the money outside.
     */
    public TopUps(final Florin florin, final Ledger sek, final Account cardScheme) {
        this.florin = florin;
        this.sek = sek;
        this.cardScheme = cardScheme;
    }

    /**
     * Credits a wallet, which is opened with the first top-up.
     *
     * @param cardPayment id of the card payment, unique.
     * @param customer whose wallet.
     * @param amount that was paid.
     * @return what became of it; {@code CEILING_EXCEEDED} where the wallet would hold more than it may.
     */
    // example
    public Result<Receipt.Posted> topUp(Key cardPayment, long customer, Money amount) {
        Account wallet = sek.account(customer);
        florin.openAccount(wallet).ceiling(sek.amount("20000.00")).callOrThrow(); // once, however often it is asked
        return florin.transfer(cardPayment)
                .from(cardScheme)
                .to(wallet)
                .amount(amount)
                .call();
    }
    // end of example
}
