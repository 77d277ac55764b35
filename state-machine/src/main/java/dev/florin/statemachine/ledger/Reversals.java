package dev.florin.statemachine.ledger;

import dev.florin.protocol.Outcome;
import dev.florin.protocol.codec.CaptureDecoder;
import dev.florin.protocol.codec.TransferDecoder;
import dev.florin.statemachine.hash.Mixing;
import dev.florin.statemachine.hash.StateHash;
import dev.florin.statemachine.idempotency.Decision;
import dev.florin.statemachine.idempotency.OutcomeStore;
import dev.florin.statemachine.paged.PagedRows;
import dev.florin.statemachine.paged.RowPool;
import dev.florin.statemachine.paged.UndoJournal;
import dev.florin.statemachine.snapshot.SnapshotPart;
import java.util.List;

/**
 * The rules of undoing transfers and captures. How much of one was undone is a row of its own, attached to its outcome
 * when the first part is. Owned by the engine thread.
 */
public final class Reversals implements SnapshotPart {
    private static final int REVERSED = 1;
    private static final int ROW_LENGTH = 3;
    private static final int ROWS_PER_PAGE_LOG2 = 10;
    private static final long IDENTITY = 0x7FB5D329728EA185L;
    private static final long WEIGHT_REVERSED = 0xE6546B64C2B2AE35L;

    private final RowPool pool;
    private final Accounts accounts;
    private final Transfers transfers;
    private final OutcomeStore outcomes;
    private final StateHash hash;

    /**
     * Nothing was undone.
     *
     * @param accounts there are.
     * @param transfers rules that reversals share.
     * @param outcomes of what can be undone.
     * @param undo told of every row about to be written.
     * @param hash that reversals add to.
     */
    public Reversals(
            final Accounts accounts,
            final Transfers transfers,
            final OutcomeStore outcomes,
            final UndoJournal undo,
            final StateHash hash) {
        this.accounts = accounts;
        this.transfers = transfers;
        this.outcomes = outcomes;
        this.hash = hash;
        pool = new RowPool(ROW_LENGTH, ROWS_PER_PAGE_LOG2, undo);
    }

    /**
     * Undoes a transfer or capture by posting its mirror.
     *
     * @param keyHigh upper half of its key.
     * @param keyLow lower half.
     * @param all true: all that is left of it; the amount is ignored.
     * @param amount minor units, 1 or more.
     * @param decision filled.
     */
    public void reverse(
            final long keyHigh, final long keyLow, final boolean all, final long amount, final Decision decision) {
        if (!all) {
            transfers.requirePositive(amount);
        }
        final int location = outcomes.find(keyHigh, keyLow);
        if (location == 0 || !isReversible(location)) {
            decision.refuse(Outcome.TRANSFER_NOT_FOUND);
            return;
        }
        // What moved 0 can be undone too, once.
        final long left = outcomes.figure(location) - reversed(location);
        if (left == 0 && outcomes.attachment(location) != 0) {
            decision.refuse(Outcome.ALREADY_REVERSED);
            return;
        }
        final int debit = Parties.credit(outcomes.link(location));
        final int credit = Parties.debit(outcomes.link(location));
        final Outcome refusal = accounts.stateRefusal(debit, credit);
        if (refusal != Outcome.OK) {
            decision.refuse(refusal);
        } else if (!all && amount > left) {
            decision.refuse(Outcome.EXCEEDS_TRANSFER);
        } else {
            post(location, debit, credit, all ? left : amount, decision);
        }
    }

    /** An outcome is forgotten, and with it how much of it was undone. */
    void forget(final int location) {
        final int row = outcomes.attachment(location);
        hash.add(-hashOf(location));
        pool.give(row);
    }

    @Override
    public List<PagedRows> tables() {
        return List.of(pool.rows());
    }

    @Override
    public long[] figures() {
        return new long[0];
    }

    @Override
    public void restore(final long[] figures) {
        pool.ensureUsed();
    }

    /** What an outcome with a reversal attached adds to the state hash. */
    long hashOf(final int location) {
        return Mixing.mix(outcomes.sequence(location) + IDENTITY) * (reversed(location) + 1) * WEIGHT_REVERSED;
    }

    /** Whether outcomes of this kind are undone by reversals. */
    static boolean isReversibleKind(final int kind) {
        return kind == TransferDecoder.TEMPLATE_ID || kind == CaptureDecoder.TEMPLATE_ID;
    }

    private boolean isReversible(final int location) {
        return outcomes.outcomeCode(location) == Outcome.OK.code() && isReversibleKind(outcomes.kind(location));
    }

    private void post(
            final int location, final int debit, final int credit, final long amount, final Decision decision) {
        transfers.move(debit, credit, amount, decision);
        if (decision.outcome() != Outcome.OK) {
            return;
        }
        decision.attach(0, 0);
        int row = outcomes.attachment(location);
        if (row == 0) {
            row = pool.take();
            outcomes.attachment(location, row);
        } else {
            hash.add(-hashOf(location));
        }
        pool.rows().set(row, REVERSED, pool.rows().get(row, REVERSED) + amount);
        hash.add(hashOf(location));
    }

    private long reversed(final int location) {
        final int row = outcomes.attachment(location);
        return row == 0 ? 0 : pool.rows().get(row, REVERSED);
    }
}
