package dev.florin.examples.payments;

import dev.florin.engine.client.Account;
import dev.florin.engine.client.Florin;
import dev.florin.engine.client.Key;
import dev.florin.engine.client.Money;
import dev.florin.engine.client.Receipt;
import dev.florin.engine.client.Result;
import java.time.Duration;

/** One of several API nodes that may all be given the same request: the load balancer retries, the customer clicks twice. */
public final class WithdrawalNode {
    private final Florin florin;
    private final Account payouts;

    /**
     * A node.
     *
     * @param florin to work with.
     * @param payouts account that stands for the money outside.
     */
    public WithdrawalNode(final Florin florin, final Account payouts) {
        this.florin = florin.withTimeout(Duration.ofMillis(200));
        this.payouts = payouts;
    }

    // example
    /** Withdraws once, whichever nodes are asked how often: the request's key decides, not the node. */
    public Result<Receipt.Posted> withdraw(Key request, Account wallet, Money amount) {
        return florin.transfer(request)
                .from(wallet)
                .to(payouts)
                .amount(amount)
                .callUntilAnswered(Duration.ofSeconds(30)); // a time-out is no answer: asks again by key
    }
    // end of example
}
