package dev.florin.statemachine.ledger;

import dev.florin.protocol.Bounds;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.codec.EntryDecoder;
import dev.florin.protocol.codec.HoldDecoder;
import dev.florin.statemachine.idempotency.Decision;
import dev.florin.statemachine.idempotency.OutcomeStore;

/** The rules of hold, capture and release, alone and as legs of an entry. Owned by the engine thread. */
public final class HoldCommands {
    private final CurrentCommand current;
    private final Accounts accounts;
    private final Transfers transfers;
    private final Holds holds;
    private final OutcomeStore outcomes;
    private int firstOfEntry;
    private int lastOfEntry;
    private int found;

    /**
     * Rules over tables.
     *
     * @param current the command at hand.
     * @param accounts there are.
     * @param transfers rules that holds share.
     * @param holds there are.
     * @param outcomes that name the holds.
     */
    public HoldCommands(
            final CurrentCommand current,
            final Accounts accounts,
            final Transfers transfers,
            final Holds holds,
            final OutcomeStore outcomes) {
        this.current = current;
        this.accounts = accounts;
        this.transfers = transfers;
        this.holds = holds;
        this.outcomes = outcomes;
    }

    /**
     * Reserves an amount.
     *
     * @param ledger of both accounts.
     * @param debit slot that will pay, or 0 where the account is missing.
     * @param credit slot that will receive, or 0.
     * @param amount minor units, 1 or more.
     * @param timeoutNs after which the hold expires; 0: never.
     * @param leg of the entry, or {@link Bounds#NO_LEG} in a hold command.
     * @param decision filled.
     */
    public void hold(
            final int ledger,
            final int debit,
            final int credit,
            final long amount,
            final long timeoutNs,
            final int leg,
            final Decision decision) {
        final Outcome parties = transfers.partiesRefusal(ledger, debit, credit);
        if (parties != Outcome.OK) {
            decision.refuse(parties);
            return;
        }
        transfers.requirePositive(amount);
        final Outcome money = accounts.moneyRefusal(debit, credit, amount);
        if (money != Outcome.OK) {
            decision.refuse(money);
            return;
        }
        final int hold = holds.open(debit, credit, amount, timeoutNs, leg);
        if (leg != Bounds.NO_LEG) {
            chain(hold);
        }
        decision.succeed(Outcome.OK, amount);
        decision.attach(hold, 0);
    }

    /**
     * Posts all or part of what a hold reserves.
     *
     * @param holdHigh upper half of the key that made the hold.
     * @param holdLow lower half.
     * @param leg of the entry that made it, or {@link Bounds#NO_LEG}.
     * @param all true: all that remains; the amount is ignored.
     * @param amount minor units, 1 or more.
     * @param keepOpen true: what remains stays held.
     * @param decision filled.
     */
    public void capture(
            final long holdHigh,
            final long holdLow,
            final int leg,
            final boolean all,
            final long amount,
            final boolean keepOpen,
            final Decision decision) {
        final Outcome refusal = find(holdHigh, holdLow, leg);
        if (refusal != Outcome.OK) {
            decision.refuse(refusal);
            return;
        }
        final long remaining = holds.remaining(found);
        if (!all) {
            transfers.requirePositive(amount);
            if (amount > remaining) {
                decision.refuse(Outcome.EXCEEDS_HOLD);
                return;
            }
        }
        final long posted = all ? remaining : amount;
        final long parties = holds.rows().parties(found);
        holds.capture(found, posted, keepOpen);
        decision.succeed(Outcome.OK, posted);
        decision.attach(0, parties);
    }

    /**
     * Gives back what a hold reserves.
     *
     * @param holdHigh upper half of the key that made the hold.
     * @param holdLow lower half.
     * @param leg of the entry that made it, or {@link Bounds#NO_LEG}.
     * @param decision filled.
     */
    public void release(final long holdHigh, final long holdLow, final int leg, final Decision decision) {
        final Outcome refusal = find(holdHigh, holdLow, leg);
        if (refusal == Outcome.OK) {
            decision.succeed(Outcome.OK, holds.giveBack(found, HoldStatus.RELEASED));
        } else {
            decision.refuse(refusal);
        }
    }

    /** An entry begins: it has made no holds. */
    void beginEntry() {
        firstOfEntry = 0;
        lastOfEntry = 0;
    }

    /** The first hold that the entry at hand has made, or 0. */
    int firstOfEntry() {
        return firstOfEntry;
    }

    /** How many of the holds that the entry at hand has made are open. */
    int openOfEntry() {
        final HoldRows rows = holds.rows();
        int open = 0;
        for (int hold = firstOfEntry; hold != 0; hold = rows.nextOfEntry(hold)) {
            open += rows.status(hold) == HoldStatus.OPEN ? 1 : 0;
        }
        return open;
    }

    private void chain(final int hold) {
        if (lastOfEntry == 0) {
            firstOfEntry = hold;
        } else {
            holds.rows().nextOfEntry(lastOfEntry, hold);
        }
        lastOfEntry = hold;
    }

    /**
     * Sets {@link #found} to the open hold of a name, or says why there is none. More may be due than expires before one
     * command: what waits for the next is dead all the same.
     */
    private Outcome find(final long keyHigh, final long keyLow, final int leg) {
        final Outcome outcome = locate(keyHigh, keyLow, leg);
        final boolean isDead = outcome == Outcome.OK && holds.expiryNs(found) <= current.timestampNs();
        return isDead ? Outcome.HOLD_EXPIRED : outcome;
    }

    private Outcome locate(final long keyHigh, final long keyLow, final int leg) {
        if (keyHigh == current.keyHigh() && keyLow == current.keyLow()) {
            // The outcome of the command at hand is not stored yet; only an entry may name what it made itself.
            return leg == Bounds.NO_LEG ? Outcome.HOLD_NOT_FOUND : findOfEntry(firstOfEntry, leg);
        }
        final int location = outcomes.find(keyHigh, keyLow);
        if (location == 0 || outcomes.outcomeCode(location) != Outcome.OK.code()) {
            return Outcome.HOLD_NOT_FOUND;
        }
        final int kind = outcomes.kind(location);
        if (leg == Bounds.NO_LEG) {
            return kind == HoldDecoder.TEMPLATE_ID ? findAlone(location) : Outcome.HOLD_NOT_FOUND;
        }
        return kind == EntryDecoder.TEMPLATE_ID
                ? findOfEntry(outcomes.attachment(location), leg)
                : Outcome.HOLD_NOT_FOUND;
    }

    private Outcome findAlone(final int location) {
        final int attachment = outcomes.attachment(location);
        if (attachment < 0) {
            return ended(-attachment);
        }
        found = attachment;
        return Outcome.OK;
    }

    private Outcome findOfEntry(final int first, final int leg) {
        final HoldRows rows = holds.rows();
        int hold = first;
        while (hold != 0 && rows.leg(hold) != leg) {
            hold = rows.nextOfEntry(hold);
        }
        if (hold == 0) {
            return Outcome.HOLD_NOT_FOUND;
        }
        found = hold;
        return rows.status(hold) == HoldStatus.OPEN ? Outcome.OK : ended(rows.status(hold));
    }

    private static Outcome ended(final int status) {
        return switch (status) {
            case HoldStatus.CAPTURED -> Outcome.HOLD_ALREADY_CAPTURED;
            case HoldStatus.RELEASED -> Outcome.HOLD_ALREADY_RELEASED;
            case HoldStatus.EXPIRED -> Outcome.HOLD_EXPIRED;
            default -> throw new IllegalStateException("a hold ended with status " + status);
        };
    }
}
