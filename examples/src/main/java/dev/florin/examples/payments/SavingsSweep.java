package dev.florin.examples.payments;

import dev.florin.engine.client.Account;
import dev.florin.engine.client.Florin;
import dev.florin.engine.client.Key;
import dev.florin.engine.client.Money;
import dev.florin.engine.client.OptimisticRetry;
import dev.florin.engine.client.Receipt;
import dev.florin.engine.client.Result;
import java.util.List;

/** A rule that the ledger does not have: half of what is above a limit goes to savings. Safe for any thread. */
public final class SavingsSweep {
    private final Florin florin;
    private final OptimisticRetry retry;

    /**
     * A sweep.
     *
     * @param florin to work with.
     */
    public SavingsSweep(final Florin florin) {
        this.florin = florin;
        retry = OptimisticRetry.on(florin);
    }

    // example
    /** Decides by a balance that it has read, and moves nothing if it has changed since: it reads and decides anew. */
    public Result<Receipt.Posted> sweep(Key key, Account wallet, Account savings, Money limit) {
        return retry.call(List.of(wallet), snapshot -> {
            Money above = snapshot.get(wallet).available().minus(limit);
            Money half = wallet.ledger().minor(above.minor() / 2);
            return florin.transfer(key).from(wallet).to(savings).amount(half);
        });
    }
    // end of example
}
