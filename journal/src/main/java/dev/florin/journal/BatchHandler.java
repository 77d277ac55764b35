package dev.florin.journal;

import org.agrona.DirectBuffer;

/** Takes the batches of a journal in the order of their sequences. */
@FunctionalInterface
public interface BatchHandler {

    /**
     * Takes a batch. Its bytes have been checked.
     *
     * @param firstSequence    of the batch; sequences have no gaps from batch to batch.
     * @param firstTimestampNs of the first sequence, ns since the epoch; the n-th after it is stamped n ns later.
     * @param buffer           that holds the body; valid only during this call.
     * @param offset           of the body in the buffer.
     * @param lengthBytes      of the body.
     * @param count            of sequences in the batch, at least 1.
     */
    void onBatch(
            long firstSequence, long firstTimestampNs, DirectBuffer buffer, int offset, int lengthBytes, int count);
}
