package dev.florin.engine.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Tens of thousands of transfers at once, such as the credits of a promotion: all are under way together, each is decided
 * on its own, and none waits for another. (What must happen all or none is an entry.)
 *
 * <p>Give every transfer a key that comes from what it is, {@code campaign.derive(customer)}: a batch that was cut short,
 * by a time-out or by the end of the process, is then simply made and called again, and nobody is paid twice.
 *
 * <p>Belongs to the thread that fills it.
 */
public final class TransferBatch {
    private final Caller caller;
    private final List<TransferBuilder> transfers = new ArrayList<>();
    private int unfinished;

    TransferBatch(final Caller caller) {
        this.caller = caller;
    }

    /**
     * Adds a transfer.
     *
     * @param key of the transfer.
     * @return to be told from, to and amount, which adds it.
     */
    @CheckReturnValue
    public Movement.From<TransferBatch> transfer(final Key key) {
        unfinished++;
        return new Movement.From<>((debit, credit, amount) -> {
            unfinished--;
            transfers.add(new TransferBuilder(caller, key, debit, credit, amount));
            return this;
        });
    }

    /**
     * Transfers added.
     *
     * @return a count.
     */
    public int size() {
        return transfers.size();
    }

    /**
     * Sends all transfers and waits for all answers.
     *
     * @param timeout for all of them together.
     * @return a result for each.
     * @throws NoAnswerException if some were not answered: call again, with the same keys.
     * @throws IllegalStateException if a transfer was begun and never given its amount, or if called by the client's reply
     *     thread, from something chained to a future.
     */
    @CheckReturnValue
    public BatchResult call(final Duration timeout) {
        return caller.call(this, timeout);
    }

    /**
     * Sends all transfers, in the order added. Waits only while more are under way than the client can hold.
     *
     * @return completed when all are answered, on the client's reply thread; exceptionally if one was not answered, after
     *     the others were.
     * @throws IllegalStateException if a transfer was begun and never given its amount.
     */
    @CheckReturnValue
    public CompletableFuture<BatchResult> send() {
        if (unfinished != 0) {
            throw new IllegalStateException("a transfer of the batch was begun and never given its amount");
        }
        final List<CompletableFuture<Result<Receipt.Posted>>> sent = new ArrayList<>(transfers.size());
        for (final TransferBuilder transfer : transfers) {
            sent.add(transfer.send());
        }
        return CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new))
                .thenApply(all -> new BatchResult(
                        sent.stream().map(CompletableFuture::join).toList()));
    }
}
