package dev.florin.statemachine.ledger;

import dev.florin.protocol.Bounds;
import dev.florin.protocol.codec.EntryDecoder;
import dev.florin.protocol.codec.HoldDecoder;
import dev.florin.statemachine.hash.StateHash;
import dev.florin.statemachine.idempotency.Attachments;
import dev.florin.statemachine.idempotency.OutcomeStore;

/**
 * What the ledger hangs on outcomes, by the kind of the command. A hold: its row while it is open, then its status,
 * negative. An entry: the first of the holds it made, linked in the order of its legs, and how many of them are open. A
 * transfer or capture: how much of it was reversed. Owned by the engine thread.
 */
public final class OutcomeAttachments implements Attachments {
    private final OutcomeStore outcomes;
    private final HoldRows holds;
    private final Reversals reversals;
    private final StateHash hash;

    /**
     * Knows what hangs on outcomes.
     *
     * @param outcomes that things hang on.
     * @param holds that hang on holds and entries.
     * @param reversals that hang on transfers and captures.
     * @param hash that forgotten things leave.
     */
    public OutcomeAttachments(
            final OutcomeStore outcomes, final Holds holds, final Reversals reversals, final StateHash hash) {
        this.outcomes = outcomes;
        this.holds = holds.rows();
        this.reversals = reversals;
        this.hash = hash;
    }

    @Override
    public boolean isOpen(final int location) {
        return switch (outcomes.kind(location)) {
            case HoldDecoder.TEMPLATE_ID -> outcomes.attachment(location) > 0;
            case EntryDecoder.TEMPLATE_ID -> outcomes.link(location) > 0;
            default -> false;
        };
    }

    @Override
    public void moved(final int location) {
        final int kind = outcomes.kind(location);
        if (kind == HoldDecoder.TEMPLATE_ID) {
            holds.location(outcomes.attachment(location), location);
        } else if (kind == EntryDecoder.TEMPLATE_ID) {
            for (int hold = outcomes.attachment(location); hold != 0; hold = holds.nextOfEntry(hold)) {
                holds.location(hold, location);
            }
        }
    }

    @Override
    public void forgotten(final int location) {
        final int attachment = outcomes.attachment(location);
        final int kind = outcomes.kind(location);
        if (kind == HoldDecoder.TEMPLATE_ID) {
            hash.add(-HoldRows.hashOfEnded(outcomes.sequence(location), Bounds.NO_LEG, -attachment));
        } else if (kind == EntryDecoder.TEMPLATE_ID) {
            int hold = attachment;
            while (hold != 0) {
                final int next = holds.nextOfEntry(hold);
                hash.add(-holds.hash(hold));
                holds.give(hold);
                hold = next;
            }
        } else if (Reversals.isReversibleKind(kind)) {
            reversals.forget(location);
        }
    }

    /**
     * Computes anew what ended holds and reversals add to the state hash. Slow: reads every outcome.
     *
     * @return what the running hash should hold of them.
     */
    public long recomputeHash() {
        long sum = 0;
        for (int location = outcomes.oldest(); location != 0; location = outcomes.next(location)) {
            final int attachment = outcomes.attachment(location);
            final int kind = outcomes.kind(location);
            if (kind == HoldDecoder.TEMPLATE_ID && attachment < 0) {
                sum += HoldRows.hashOfEnded(outcomes.sequence(location), Bounds.NO_LEG, -attachment);
            } else if (Reversals.isReversibleKind(kind) && attachment != 0) {
                sum += reversals.hashOf(location);
            }
        }
        return sum;
    }
}
