package dev.florin.engine.client;

import java.util.List;

/**
 * What became of the transfers of a batch.
 *
 * @param results in the order in which the transfers were added.
 */
public record BatchResult(List<Result<Receipt.Posted>> results) {
    /** Copies the list. */
    public BatchResult {
        results = List.copyOf(results);
    }

    /**
     * Transfers done, now or by an earlier call of the batch.
     *
     * @return a count.
     */
    public long doneCount() {
        return results.stream().filter(Result::isDone).count();
    }

    /**
     * Transfers that this call did not do because an earlier one had.
     *
     * @return a count, part of {@link #doneCount}.
     */
    public long duplicateCount() {
        return results.stream()
                .flatMap(result -> result.receipt().stream())
                .filter(Receipt::isDuplicate)
                .count();
    }

    /**
     * The transfers that were refused, each with its key and reason.
     *
     * @return in the order in which they were added.
     */
    public List<Result.Refused<Receipt.Posted>> refused() {
        return results.stream()
                .filter(result -> !result.isDone())
                .map(result -> (Result.Refused<Receipt.Posted>) result)
                .toList();
    }
}
