package dev.florin.statemachine.ledger;

import dev.florin.protocol.Bounds;
import dev.florin.statemachine.hash.StateHash;
import dev.florin.statemachine.paged.PagedRows;

/**
 * Changes of accounts in which several counters move at once, as trades make them. Whoever uses this sees to it that debits
 * and credits of a ledger stay equal. Owned by the engine thread.
 */
public final class Postings {
    private final Accounts accounts;
    private final Ledgers ledgers;
    private final PagedRows rows;
    private final StateHash hash;

    /**
     * Postings to accounts.
     *
     * @param accounts there are.
     * @param ledgers whose sums follow.
     * @param hash that accounts add to.
     */
    public Postings(final Accounts accounts, final Ledgers ledgers, final StateHash hash) {
        this.accounts = accounts;
        this.ledgers = ledgers;
        this.hash = hash;
        rows = accounts.rows();
    }

    /**
     * Changes counters of an account and marks it as changed. The ledger's sums do not follow: see {@link #sum}.
     *
     * @param slot of an account.
     * @param debits posted, 0 or more.
     * @param credits posted, 0 or more.
     * @param debitsPending difference.
     * @param creditsPending difference.
     * @param sequence of the command.
     */
    public void change(
            final int slot,
            final long debits,
            final long credits,
            final long debitsPending,
            final long creditsPending,
            final long sequence) {
        final long[] page = rows.writablePage(slot);
        final int offset = rows.offset(slot);
        hash.add(Accounts.weight(page, offset)
                * (debits * Accounts.WEIGHT_DEBITS_POSTED
                        + credits * Accounts.WEIGHT_CREDITS_POSTED
                        + debitsPending * Accounts.WEIGHT_DEBITS_PENDING
                        + creditsPending * Accounts.WEIGHT_CREDITS_PENDING
                        + (sequence - page[offset + Accounts.VERSION]) * Accounts.WEIGHT_VERSION));
        page[offset + Accounts.DEBITS_POSTED] += debits;
        page[offset + Accounts.CREDITS_POSTED] += credits;
        page[offset + Accounts.DEBITS_PENDING] += debitsPending;
        page[offset + Accounts.CREDITS_PENDING] += creditsPending;
        page[offset + Accounts.VERSION] = sequence;
    }

    /**
     * Lets the sums of a ledger follow changes that were equal in debits and credits.
     *
     * @param ledger that exists.
     * @param posted debits, and as much credits.
     * @param pending difference of debits pending, and as much of credits pending.
     */
    public void sum(final int ledger, final long posted, final long pending) {
        ledgers.add(ledger, Ledgers.DEBITS_POSTED, posted);
        ledgers.add(ledger, Ledgers.CREDITS_POSTED, posted);
        if (pending != 0) {
            ledgers.add(ledger, Ledgers.DEBITS_PENDING, pending);
            ledgers.add(ledger, Ledgers.CREDITS_PENDING, pending);
        }
    }

    /**
     * Marks an account as changed by a command that moved none of its figures.
     *
     * @param slot of an account.
     * @param sequence of the command.
     */
    public void touch(final int slot, final long sequence) {
        if (accounts.version(slot) != sequence) {
            change(slot, 0, 0, 0, 0, sequence);
        }
    }

    /**
     * Whether an account cannot be credited in a trade: closed, overflow, ceiling. Freezes do not count.
     *
     * @param slot of an account.
     * @param amount minor units, 0 or more.
     * @param alsoDebited what the same posting, or one before it in the trade, takes from the account.
     * @return true if it cannot.
     */
    public boolean cannotTake(final int slot, final long amount, final long alsoDebited) {
        final long[] page = rows.page(slot);
        final int offset = rows.offset(slot);
        final long credits = page[offset + Accounts.CREDITS_POSTED] + page[offset + Accounts.CREDITS_PENDING] + amount;
        final boolean isClosed = (accounts.state(slot) & Accounts.CLOSED) != 0;
        return isClosed
                || credits < 0
                || credits - page[offset + Accounts.DEBITS_POSTED] - alsoDebited > page[offset + Accounts.CEILING];
    }

    /**
     * How much more an account can be debited before its counters overflow.
     *
     * @param slot of an account.
     * @return minor units, 0 or more.
     */
    public long debitHeadroom(final int slot) {
        return Long.MAX_VALUE - accounts.debitsPosted(slot) - accounts.debitsPending(slot);
    }

    /**
     * How much more an account can be credited before its counters overflow.
     *
     * @param slot of an account.
     * @return minor units, 0 or more.
     */
    public long creditHeadroom(final int slot) {
        return Long.MAX_VALUE - accounts.creditsPosted(slot) - accounts.creditsPending(slot);
    }

    /**
     * Makes an account serve an instrument: opened if it is missing, taken over as it is otherwise, without limits and
     * freezes.
     *
     * @param owner of the account.
     * @param ledger that exists.
     * @param type of the account.
     * @param sequence of the command.
     * @return its slot.
     */
    public int serve(final long owner, final int ledger, final int type, final long sequence) {
        int slot = accounts.find(owner, ledger, type);
        if (slot == 0) {
            accounts.open(owner, ledger, type, Bounds.NO_FLOOR, Bounds.NO_CEILING, sequence);
            slot = accounts.find(owner, ledger, type);
        } else {
            accounts.limits(slot, Bounds.NO_FLOOR, dev.florin.protocol.Bounds.NO_CEILING, sequence);
        }
        accounts.state(slot, Accounts.SERVING, sequence);
        return slot;
    }

    /**
     * Whether an account serves an instrument, and so does not trade.
     *
     * @param slot of an account, or 0.
     * @return false for 0.
     */
    public boolean isServing(final int slot) {
        return slot != 0 && (accounts.state(slot) & Accounts.SERVING) != 0;
    }
}
