package dev.florin.statemachine;

import dev.florin.protocol.Frames;
import dev.florin.protocol.Options;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.codec.CaptureDecoder;
import dev.florin.protocol.codec.EntryDecoder;
import dev.florin.protocol.codec.HoldDecoder;
import dev.florin.protocol.codec.ReleaseDecoder;
import dev.florin.protocol.codec.TransferDecoder;
import dev.florin.statemachine.idempotency.Decision;
import dev.florin.statemachine.ledger.Accounts;
import dev.florin.statemachine.ledger.CurrentCommand;
import dev.florin.statemachine.ledger.Entries;
import dev.florin.statemachine.ledger.HoldCommands;
import dev.florin.statemachine.ledger.Transfers;
import org.agrona.concurrent.UnsafeBuffer;

/** Decodes entries and hands their legs to the rules, until one is refused. Owned by the engine thread. */
final class EntryDispatcher {
    private final CurrentCommand current;
    private final Accounts accounts;
    private final Transfers transfers;
    private final HoldCommands holds;
    private final Entries entries;
    private final EventWriter events;
    private final EntryDecoder entry = new EntryDecoder();
    private final Decision decisionOfLeg = new Decision();

    EntryDispatcher(
            final CurrentCommand current,
            final Accounts accounts,
            final Transfers transfers,
            final HoldCommands holds,
            final Entries entries,
            final EventWriter events) {
        this.current = current;
        this.accounts = accounts;
        this.transfers = transfers;
        this.holds = holds;
        this.entries = entries;
        this.events = events;
    }

    /**
     * Applies an entry.
     *
     * @param frames that hold it.
     * @param offset of its header.
     * @param decision filled.
     */
    void apply(final UnsafeBuffer frames, final int offset, final Decision decision) {
        Frames.wrap(entry, frames, offset);
        final EntryDecoder.LegsDecoder legs = entry.legs();
        entries.begin();
        for (int leg = 0; legs.hasNext(); leg++) {
            legs.next();
            applyLeg(legs, leg);
            if (decisionOfLeg.outcome() != Outcome.OK) {
                entries.rollback(decisionOfLeg.outcome(), leg, decision);
                events.discard();
                return;
            }
        }
        entries.commit(decision);
    }

    private void applyLeg(final EntryDecoder.LegsDecoder leg, final int index) {
        current.tag(leg.code(), leg.refHigh(), leg.refLow());
        switch (leg.kind()) {
            case TransferDecoder.TEMPLATE_ID ->
                transfers.transfer(leg.debitLedger(), debit(leg), credit(leg), leg.amount(), false, decisionOfLeg);
            case HoldDecoder.TEMPLATE_ID ->
                holds.hold(
                        leg.debitLedger(),
                        debit(leg),
                        credit(leg),
                        leg.amount(),
                        leg.timeoutNs(),
                        index,
                        decisionOfLeg);
            case CaptureDecoder.TEMPLATE_ID ->
                holds.capture(
                        leg.holdHigh(),
                        leg.holdLow(),
                        leg.holdLeg(),
                        (leg.options() & Options.ALL) != 0,
                        leg.amount(),
                        (leg.options() & Options.KEEP_OPEN) != 0,
                        decisionOfLeg);
            case ReleaseDecoder.TEMPLATE_ID ->
                holds.release(leg.holdHigh(), leg.holdLow(), leg.holdLeg(), decisionOfLeg);
            default ->
                throw new IllegalStateException("sequence " + current.sequence() + ": leg " + index + " of kind "
                        + leg.kind() + " passed the door");
        }
    }

    private int debit(final EntryDecoder.LegsDecoder leg) {
        return accounts.find(leg.debitOwner(), leg.debitLedger(), leg.debitType());
    }

    private int credit(final EntryDecoder.LegsDecoder leg) {
        return accounts.find(leg.creditOwner(), leg.creditLedger(), leg.creditType());
    }
}
