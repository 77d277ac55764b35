package dev.florin.examples.payments;

import dev.florin.engine.client.Account;
import dev.florin.engine.client.BatchResult;
import dev.florin.engine.client.Florin;
import dev.florin.engine.client.Key;
import dev.florin.engine.client.Ledger;
import dev.florin.engine.client.Money;
import dev.florin.engine.client.TransferBatch;
import java.time.Duration;
import java.util.List;

/** A promotion: a bonus for tens of thousands of customers at midnight. */
public final class BonusRelease {
    private final Florin florin;
    private final Ledger sek;
    private final Account promotions;

    /**
     * Bonuses from one budget.
     *
     * @param florin to work with.
     * @param sek ledger of the wallets.
     * @param promotions account that pays; its floor is the budget.
     */
    public BonusRelease(final Florin florin, final Ledger sek, final Account promotions) {
        this.florin = florin;
        this.sek = sek;
        this.promotions = promotions;
    }

    // example
    /** Credits every customer once; cut short, it is simply run again, with the same campaign. */
    public BatchResult release(Key campaign, List<Long> customers, Money bonus) {
        TransferBatch batch = florin.transferBatch();
        for (long customer : customers) {
            batch.transfer(campaign.derive(customer))
                    .from(promotions)
                    .to(sek.account(customer))
                    .amount(bonus);
        }
        return batch.call(Duration.ofMinutes(1)); // all under way at once, a result for each
    }
    // end of example
}
