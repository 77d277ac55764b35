package dev.florin.statemachine;

import dev.florin.protocol.Frames;
import dev.florin.protocol.codec.HoldDecoder;
import dev.florin.protocol.codec.TickDecoder;
import dev.florin.protocol.codec.TransferDecoder;
import dev.florin.statemachine.idempotency.OutcomeStore;
import dev.florin.statemachine.ledger.Accounts;
import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Goes through a group of commands before they are applied and reads the index lines and rows that they will need, so
 * that the waits for memory overlap. What it finds is a hint: nothing is decided by it. Owned by the engine thread.
 */
final class Lookahead {
    /** Commands of a group. */
    static final int GROUP_SIZE = 64;

    private static final int KEY_OFFSET = Frames.HEADER_LENGTH;
    /** Stands for a hash where nothing is looked up. */
    private static final long NOTHING = 0;

    private static final int SHORTEST_FRAME = Frames.HEADER_LENGTH + Long.BYTES;

    private final OutcomeStore outcomes;
    private final Accounts accounts;
    private final TransferDecoder transfer = new TransferDecoder();
    private final HoldDecoder hold = new HoldDecoder();
    private final int[] offsets = new int[GROUP_SIZE];
    private final long[] keyHashes = new long[GROUP_SIZE];
    private final long[] debitHashes = new long[GROUP_SIZE];
    private final long[] creditHashes = new long[GROUP_SIZE];
    private final int[] debits = new int[GROUP_SIZE];
    private final int[] credits = new int[GROUP_SIZE];
    private long touched;

    Lookahead(final OutcomeStore outcomes, final Accounts accounts) {
        this.outcomes = outcomes;
        this.accounts = accounts;
    }

    /**
     * Reads ahead.
     *
     * @param frames that follow each other.
     * @param start offset of the first.
     * @param count of the group, at most {@link #GROUP_SIZE}.
     * @param firstSequence of the group, for messages.
     * @return offset behind the last.
     */
    int prepare(final UnsafeBuffer frames, final int start, final int count, final long firstSequence) {
        int position = start;
        for (int i = 0; i < count; i++) {
            final int length = frameLength(frames, position, firstSequence + i);
            offsets[i] = position;
            hash(frames, position, i);
            position += length;
        }
        touch(count);
        return position;
    }

    int offset(final int i) {
        return offsets[i];
    }

    long keyHash(final int i) {
        return keyHashes[i];
    }

    /** Most likely the slot of the debit side, where the command names one; or 0. */
    int debit(final int i) {
        return debits[i];
    }

    /** Most likely the slot of the credit side, where the command names one; or 0. */
    int credit(final int i) {
        return credits[i];
    }

    /** Sum of what was read; keeps the reads from being left out. */
    long touched() {
        return touched;
    }

    /** Hashes of what a command will look up, or {@link #NOTHING}. */
    private void hash(final UnsafeBuffer frames, final int position, final int i) {
        final int templateId = Frames.templateId(frames, position);
        debitHashes[i] = NOTHING;
        creditHashes[i] = NOTHING;
        keyHashes[i] = NOTHING;
        if (templateId == TickDecoder.TEMPLATE_ID) {
            return;
        }
        if (templateId == TransferDecoder.TEMPLATE_ID) {
            transfer.wrap(
                    frames,
                    position + Frames.HEADER_LENGTH,
                    TransferDecoder.BLOCK_LENGTH,
                    TransferDecoder.SCHEMA_VERSION);
            debitHashes[i] = Accounts.hashOf(transfer.debitOwner(), transfer.debitLedger(), transfer.debitType());
            creditHashes[i] = Accounts.hashOf(transfer.creditOwner(), transfer.creditLedger(), transfer.creditType());
        } else if (templateId == HoldDecoder.TEMPLATE_ID) {
            hold.wrap(frames, position + Frames.HEADER_LENGTH, HoldDecoder.BLOCK_LENGTH, HoldDecoder.SCHEMA_VERSION);
            debitHashes[i] = Accounts.hashOf(hold.debitOwner(), hold.debitLedger(), hold.debitType());
            creditHashes[i] = Accounts.hashOf(hold.creditOwner(), hold.creditLedger(), hold.creditType());
        }
        keyHashes[i] = OutcomeStore.hashOf(
                frames.getLong(position + KEY_OFFSET, ByteOrder.LITTLE_ENDIAN),
                frames.getLong(position + KEY_OFFSET + Long.BYTES, ByteOrder.LITTLE_ENDIAN));
    }

    /** In loops of their own: the fewer instructions between two reads, the more of them the processor has under way. */
    private void touch(final int count) {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += outcomes.touch(keyHashes[i]);
        }
        for (int i = 0; i < count; i++) {
            debits[i] = candidate(debitHashes[i]);
            credits[i] = candidate(creditHashes[i]);
        }
        for (int i = 0; i < count; i++) {
            sum += accounts.touch(debits[i]) + accounts.touch(credits[i]);
        }
        touched += sum;
    }

    /** An account whose hash happens to be {@link #NOTHING} is found all the same, only later. */
    private int candidate(final long hash) {
        return hash == NOTHING ? 0 : accounts.candidate(hash);
    }

    private static int frameLength(final UnsafeBuffer frames, final int position, final long sequence) {
        final int left = frames.capacity() - position;
        final int length = left < SHORTEST_FRAME ? 0 : Frames.frameLength(frames, position);
        if (length < SHORTEST_FRAME || length > left || length % Frames.ALIGNMENT != 0) {
            throw new IllegalStateException(
                    "sequence " + sequence + ": the frame does not lie within its batch, which passed the door");
        }
        return length;
    }
}
