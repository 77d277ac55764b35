package dev.florin.statemachine.ledger;

import dev.florin.protocol.Bounds;
import dev.florin.statemachine.hash.StateHash;
import dev.florin.statemachine.idempotency.OutcomeStore;
import dev.florin.statemachine.paged.ExpiryQueue;
import dev.florin.statemachine.paged.PagedRows;
import dev.florin.statemachine.paged.UndoJournal;
import dev.florin.statemachine.snapshot.SnapshotPart;
import java.util.List;

/**
 * The holds: what each reserves, in which order they expire, which of them reserve an account's debits, and which outcome
 * made them. Counters of accounts follow every change. Owned by the engine thread.
 */
public final class Holds implements SnapshotPart {
    private final HoldRows rows;
    private final ExpiryQueue queue;
    private final CurrentCommand current;
    private final Accounts accounts;
    private final OutcomeStore outcomes;
    private final StateHash hash;
    private final HoldEvents events;
    private final int[] endedPinned = new int[Bounds.MAX_EXPIRIES + Bounds.MAX_LEGS];
    private int endedPinnedCount;
    private long openCount;

    /**
     * No holds.
     *
     * @param current the command at hand.
     * @param accounts whose counters follow the holds.
     * @param outcomes that made the holds.
     * @param undo told of every row about to be written.
     * @param hash that holds add to.
     * @param events told of every change.
     */
    public Holds(
            final CurrentCommand current,
            final Accounts accounts,
            final OutcomeStore outcomes,
            final UndoJournal undo,
            final StateHash hash,
            final HoldEvents events) {
        this.current = current;
        this.accounts = accounts;
        this.outcomes = outcomes;
        this.hash = hash;
        this.events = events;
        rows = new HoldRows(undo);
        queue = new ExpiryQueue(rows, undo);
    }

    HoldRows rows() {
        return rows;
    }

    /** Makes a hold that all checks allow. Its outcome is stored later. */
    int open(final int debit, final int credit, final long amount, final long timeoutNs, final int leg) {
        final int hold = rows.take(Parties.of(debit, credit), amount, expiryNs(timeoutNs), current.sequence(), leg);
        hash.add(rows.hash(hold));
        append(hold, debit);
        if (rows.expiryNs(hold) != Bounds.NO_EXPIRY) {
            queue.add(hold);
        }
        accounts.reserve(debit, credit, amount, current.sequence());
        openCount++;
        tell(hold, HoldStatus.OPEN, amount, amount);
        return hold;
    }

    /** Posts a part of what an open hold reserves, at most all of it, and ends the hold unless something stays held. */
    void capture(final int hold, final long amount, final boolean keepOpen) {
        final long remaining = rows.remaining(hold);
        final int debit = rows.debit(hold);
        final int credit = rows.credit(hold);
        accounts.post(debit, credit, amount, current.sequence());
        if (keepOpen && amount < remaining) {
            accounts.reserve(debit, credit, -amount, current.sequence());
            hash.add(-rows.hash(hold));
            rows.remaining(hold, remaining - amount);
            hash.add(rows.hash(hold));
            tell(hold, HoldStatus.OPEN, amount, remaining - amount);
        } else {
            accounts.reserve(debit, credit, -remaining, current.sequence());
            end(hold, HoldStatus.CAPTURED, amount);
        }
    }

    /** Gives back what an open hold reserves and ends it. Returns the amount. */
    long giveBack(final int hold, final int status) {
        final long remaining = rows.remaining(hold);
        accounts.reserve(rows.debit(hold), rows.credit(hold), -remaining, current.sequence());
        end(hold, status, remaining);
        return remaining;
    }

    /** Expires the hold that is the first to expire; there is one. */
    public void expireFirst() {
        giveBack(queue.first(), HoldStatus.EXPIRED);
    }

    /**
     * Sequence of the command that made the hold that is the first to expire; there is one.
     *
     * @return 1 or more.
     */
    public long firstExpirySequence() {
        return rows.sequence(queue.first());
    }

    /**
     * Forgets the outcomes, older than the retention, whose last hold has ended during the command at hand. Called when
     * the command is done, so that all of it sees them.
     */
    public void forgetEnded() {
        for (int i = 0; i < endedPinnedCount; i++) {
            outcomes.forgetPinned(endedPinned[i]);
        }
        endedPinnedCount = 0;
    }

    /** Outcomes noted for {@link #forgetEnded}. */
    int endedCount() {
        return endedPinnedCount;
    }

    /** Takes back what is counted beside the rows. */
    void rollback(final long openCountBefore, final int endedCountBefore) {
        openCount = openCountBefore;
        endedPinnedCount = endedCountBefore;
    }

    /**
     * When the next hold expires.
     *
     * @return ns since the epoch, {@link Bounds#NO_EXPIRY} if none will.
     */
    public long firstExpiryNs() {
        return queue.firstExpiryNs();
    }

    /**
     * Holds that reserve something.
     *
     * @return 0 or more.
     */
    public long openCount() {
        return openCount;
    }

    /**
     * The next of the holds that reserve debits of one account, from {@link Accounts#firstHold} on, oldest first.
     *
     * @param hold row of an open hold.
     * @return row of the next, or 0.
     */
    public int next(final int hold) {
        return rows.next(hold);
    }

    /**
     * What an open hold reserves.
     *
     * @param hold row of the hold.
     * @return minor units, 1 or more.
     */
    public long remaining(final int hold) {
        return rows.remaining(hold);
    }

    /**
     * When a hold expires.
     *
     * @param hold row of the hold.
     * @return ns since the epoch, or {@link Bounds#NO_EXPIRY}.
     */
    public long expiryNs(final int hold) {
        return rows.expiryNs(hold);
    }

    /**
     * Leg of the entry that made a hold.
     *
     * @param hold row of the hold.
     * @return 0..999, or {@link Bounds#NO_LEG}.
     */
    public int leg(final int hold) {
        return rows.leg(hold);
    }

    /**
     * Upper half of the key of the command that made a hold.
     *
     * @param hold row of the hold.
     * @return any 64 bits.
     */
    public long keyHigh(final int hold) {
        final int location = rows.location(hold);
        return location == 0 ? current.keyHigh() : outcomes.keyHigh(location);
    }

    /**
     * Lower half of the key of the command that made a hold.
     *
     * @param hold row of the hold.
     * @return any 64 bits.
     */
    public long keyLow(final int hold) {
        final int location = rows.location(hold);
        return location == 0 ? current.keyLow() : outcomes.keyLow(location);
    }

    /**
     * Computes anew what open holds and those of kept entries add to the state hash. Slow: reads every row.
     *
     * @return what the running hash should hold of them.
     */
    public long recomputeHash() {
        long sum = 0;
        for (int hold = 1; hold <= rows.rowsUsed(); hold++) {
            if (rows.isInUse(hold)) {
                sum += rows.hash(hold);
            }
        }
        return sum;
    }

    @Override
    public List<PagedRows> tables() {
        return List.of(rows.rows());
    }

    @Override
    public long[] figures() {
        return new long[] {openCount};
    }

    @Override
    public void restore(final long[] figures) {
        openCount = figures[0];
        rows.restore();
        for (int hold = 1; hold <= rows.rowsUsed(); hold++) {
            if (rows.isInUse(hold) && rows.status(hold) == HoldStatus.OPEN && rows.expiryNs(hold) != Bounds.NO_EXPIRY) {
                queue.add(hold);
            }
        }
    }

    /** Whether the queue holds this many expiries, in order; for audits. */
    boolean isQueueInOrder(final int expectedCount) {
        return queue.count() == expectedCount && queue.isInOrder();
    }

    private void end(final int hold, final int status, final long amount) {
        tell(hold, status, amount, 0);
        openCount--;
        if (rows.expiryNs(hold) != Bounds.NO_EXPIRY) {
            queue.remove(hold);
        }
        unlink(hold);
        hash.add(-rows.hash(hold));
        rows.end(hold, status);
        hash.add(rows.hash(hold));
        final int location = rows.location(hold);
        if (rows.leg(hold) == Bounds.NO_LEG) {
            // The status is all that later commands may ask for, and the outcome has room for it.
            outcomes.attachment(location, -status);
            rows.give(hold);
            noteEnded(location);
        } else if (location != 0) {
            final long openOfEntry = outcomes.link(location) - 1;
            outcomes.link(location, openOfEntry);
            if (openOfEntry == 0) {
                noteEnded(location);
            }
        }
    }

    private void noteEnded(final int location) {
        if (location < 0) {
            endedPinned[endedPinnedCount++] = location;
        }
    }

    private void append(final int hold, final int debit) {
        final int last = accounts.lastHold(debit);
        rows.neighbours(hold, last, 0);
        if (last == 0) {
            accounts.holds(debit, hold, hold);
        } else {
            rows.neighbours(last, rows.previous(last), hold);
            accounts.holds(debit, accounts.firstHold(debit), hold);
        }
    }

    private void unlink(final int hold) {
        final int debit = rows.debit(hold);
        final int previous = rows.previous(hold);
        final int next = rows.next(hold);
        if (previous != 0) {
            rows.neighbours(previous, rows.previous(previous), next);
        }
        if (next != 0) {
            rows.neighbours(next, previous, rows.next(next));
        }
        accounts.holds(
                debit,
                previous == 0 ? next : accounts.firstHold(debit),
                next == 0 ? previous : accounts.lastHold(debit));
    }

    /** A timeout beyond the end of time never comes. */
    private long expiryNs(final long timeoutNs) {
        final long expiryNs = current.timestampNs() + timeoutNs;
        return timeoutNs == 0 || expiryNs < 0 ? Bounds.NO_EXPIRY : expiryNs;
    }

    private void tell(final int hold, final int status, final long amount, final long remaining) {
        events.onHold(keyHigh(hold), keyLow(hold), rows.leg(hold), status, amount, remaining);
    }
}
