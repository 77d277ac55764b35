package dev.florin.examples.payments;

import dev.florin.engine.Engine;
import dev.florin.engine.EngineConfig;
import dev.florin.engine.client.Account;
import dev.florin.engine.client.Florin;
import dev.florin.engine.client.Key;
import dev.florin.engine.client.Ledger;
import dev.florin.engine.client.Money;
import dev.florin.engine.client.Receipt;
import dev.florin.engine.client.Result;
import dev.florin.engine.client.TransferBuilder;
import java.nio.file.Path;

/** From an empty directory to a settled payment. */
public final class FirstPayment {
    private FirstPayment() {}

    /**
     * Pays, and pays again by mistake.
     *
     * @param directory for the engine's data, empty.
     * @return what Anna has left.
     */
    public static Money run(final Path directory) {
        // example
        try (Engine engine = Engine.open(EngineConfig.builder(directory).build())) {
            Florin florin = Florin.on(engine); // one for all threads
            Ledger sek = new Ledger(752, "SEK", 2);
            Account bank = sek.account(0);
            Account anna = sek.account(42);
            Account shop = sek.account(7);
            florin.createLedger(sek).callOrThrow();
            florin.openAccount(bank).noFloor().callOrThrow();
            florin.openAccount(anna).callOrThrow();
            florin.openAccount(shop).callOrThrow();

            Money topUp = sek.amount("1000.00");
            florin.transfer(Key.random()).from(bank).to(anna).amount(topUp).callOrThrow();

            Key key = Key.random(); // goes into your own database first, with the order
            TransferBuilder payment = florin.transfer(key).from(anna).to(shop).amount(sek.amount("99.90"));
            Result<Receipt.Posted> paid = payment.call(); // journaled and synced: 99.90 SEK have moved
            Result<Receipt.Posted> again = payment.call(); // the same answer: nothing moves twice

            assert paid.isDone() && again.orThrow().isDuplicate();
            return florin.read(anna).balance(); // 900.10 SEK
        }
        // end of example
    }
}
