package dev.florin.statemachine.ledger;

import dev.florin.protocol.Bounds;
import dev.florin.protocol.Outcome;
import dev.florin.statemachine.hash.Mixing;
import dev.florin.statemachine.hash.StateHash;
import dev.florin.statemachine.paged.PagedRows;
import dev.florin.statemachine.paged.SlotIndex;
import dev.florin.statemachine.paged.UndoJournal;
import dev.florin.statemachine.snapshot.SnapshotPart;
import java.util.List;

/**
 * The accounts. An account is a slot, a row that never moves; the triple (owner, ledger, type) finds it. Every change of a
 * figure goes through here, where version, state hash and the ledger's sums follow it. Owned by the engine thread.
 *
 * <p>debitsPosted + debitsPending and creditsPosted + creditsPending never pass 2^63-1, so that every difference of
 * counters fits in a long.
 */
public final class Accounts implements SnapshotPart {
    /** Bit of {@link #state}: no new debits. */
    public static final int DEBITS_FROZEN = 1;

    /** Bit of {@link #state}: no new credits. */
    public static final int CREDITS_FROZEN = 2;

    /** Bit of {@link #state}: closed. */
    public static final int CLOSED = 4;

    /** Bit of {@link #state}: serves an instrument. Such an account is never closed, and has no limits. */
    public static final int SERVING = 8;

    static final int DEBITS_POSTED = 0;
    static final int CREDITS_POSTED = 1;
    static final int DEBITS_PENDING = 2;
    static final int CREDITS_PENDING = 3;
    private static final int FLOOR = 4;
    static final int CEILING = 5;
    static final int VERSION = 6;
    private static final int OWNER = 7;
    /** Bits 0-15 ledger, 16-23 type, 24-27 state. */
    private static final int IDENTITY_AND_STATE = 8;

    private static final int OPENED = 9;
    /** First hold in the upper half, last in the lower. */
    private static final int HOLDS = 10;

    private static final int CHAIN = 11;
    private static final int ROW_LENGTH = 12;
    private static final int ROWS_PER_PAGE_LOG2 = 10;
    private static final int TABLES_LOG2 = 12;
    /** The first tables of few accounts should stay in the cache. */
    private static final int FIRST_PLACES_LOG2 = 2;

    private static final int TYPE_SHIFT = 16;
    private static final int STATE_SHIFT = 24;
    private static final long IDENTITY_MASK = 0xFF_FFFFL;
    private static final long LEDGER_MASK = 0xFFFFL;

    private static final long IDENTITY_MULTIPLIER = 0xD1342543DE82EF95L;
    static final long WEIGHT_DEBITS_POSTED = 0xA24BAED4963EE407L;
    static final long WEIGHT_CREDITS_POSTED = 0x9FB21C651E98DF25L;
    static final long WEIGHT_DEBITS_PENDING = 0xC13FA9A902A6328FL;
    static final long WEIGHT_CREDITS_PENDING = 0x91E10DA5C79E7B1DL;
    private static final long WEIGHT_FLOOR = 0xF9B25D65AB4B83A9L;
    private static final long WEIGHT_CEILING = 0xCC9E2D51E8E1A0D3L;
    static final long WEIGHT_VERSION = 0xB5026F5AA96619E9L;
    private static final long WEIGHT_STATE = 0xE220A8397B1DCDAFL;
    private static final long WEIGHT_OPENED = 0x8A5CD789635D2DFFL;

    private final PagedRows rows;
    private final SlotIndex index = new SlotIndex(TABLES_LOG2, FIRST_PLACES_LOG2);
    private final Ledgers ledgers;
    private final StateHash hash;
    private int count;

    /**
     * No accounts.
     *
     * @param ledgers whose sums follow the accounts.
     * @param undo told of every row about to be written.
     * @param hash that accounts add to.
     */
    public Accounts(final Ledgers ledgers, final UndoJournal undo, final StateHash hash) {
        this.ledgers = ledgers;
        this.hash = hash;
        rows = new PagedRows(ROW_LENGTH, ROWS_PER_PAGE_LOG2, undo);
    }

    /**
     * Finds an account.
     *
     * @param owner 0..2^63-1.
     * @param ledger 0..65535.
     * @param type 0..255.
     * @return its slot, or 0 if it does not exist.
     */
    public int find(final long owner, final int ledger, final int type) {
        return follow(index.get(hashOf(owner, ledger, type)), owner, identity(ledger, type));
    }

    /**
     * Finds an account that was looked for early.
     *
     * @param candidate what {@link #candidate} gave some commands ago.
     * @param owner 0..2^63-1.
     * @param ledger 0..65535.
     * @param type 0..255.
     * @return its slot, or 0 if it does not exist.
     */
    public int find(final int candidate, final long owner, final int ledger, final int type) {
        final int slot = follow(candidate, owner, identity(ledger, type));
        return slot != 0 ? slot : find(owner, ledger, type);
    }

    /**
     * The hash that an account is looked up by.
     *
     * @param owner 0..2^63-1.
     * @param ledger 0..65535.
     * @param type 0..255.
     * @return its hash.
     */
    public static long hashOf(final long owner, final int ledger, final int type) {
        return Mixing.mix(identity(ledger, type), owner);
    }

    /**
     * Looks for an account early, without reading its row, so that the memory's answers overlap.
     *
     * @param hash of the account.
     * @return a slot that is most likely the account's, or 0.
     */
    public int candidate(final long hash) {
        return index.get(hash);
    }

    /**
     * Reads an account's row early, so that the memory's answers overlap.
     *
     * @param slot of an account, or 0.
     * @return means nothing.
     */
    public long touch(final int slot) {
        if (slot == 0) {
            return 0;
        }
        final long[] page = rows.page(slot);
        final int offset = rows.offset(slot);
        return page[offset] + page[offset + IDENTITY_AND_STATE];
    }

    /**
     * Opens an account that does not exist.
     *
     * @param owner 0..2^63-1.
     * @param ledger that exists.
     * @param type 0..255.
     * @param floor lowest balance, or {@link Bounds#NO_FLOOR}.
     * @param ceiling highest balance, or {@link Bounds#NO_CEILING}.
     * @param sequence of the command.
     */
    public void open(
            final long owner,
            final int ledger,
            final int type,
            final long floor,
            final long ceiling,
            final long sequence) {
        count = Math.addExact(count, 1);
        final int slot = count;
        final long identity = identity(ledger, type);
        rows.ensure(slot);
        final long[] page = rows.writablePage(slot);
        final int offset = rows.offset(slot);
        page[offset + FLOOR] = floor;
        page[offset + CEILING] = ceiling;
        page[offset + VERSION] = sequence;
        page[offset + OWNER] = owner;
        page[offset + IDENTITY_AND_STATE] = identity;
        page[offset + OPENED] = sequence;
        enter(slot);
        hash.add(hashOf(slot));
    }

    private long identityHash(final int slot) {
        return Mixing.mix(rows.get(slot, IDENTITY_AND_STATE) & IDENTITY_MASK, owner(slot));
    }

    private void enter(final int slot) {
        final long identityHash = identityHash(slot);
        rows.set(slot, CHAIN, index.get(identityHash));
        index.put(identityHash, slot);
    }

    /**
     * Undoes the opening of the account opened last, whose figures have not been undone yet: it is as if it never was.
     * The state hash is restored by whoever undoes.
     */
    public void forgetLast() {
        final int slot = count;
        final long identityHash = identityHash(slot);
        final int next = (int) rows.get(slot, CHAIN);
        if (next == 0) {
            index.remove(identityHash);
        } else {
            index.put(identityHash, next);
        }
        rows.clear(slot);
        count--;
    }

    PagedRows rows() {
        return rows;
    }

    /**
     * Posts an amount from one account to another and marks both as changed.
     *
     * @param debit slot that pays.
     * @param credit slot that receives.
     * @param amount minor units, 0 or more, for which {@link #moneyRefusal} found nothing.
     * @param sequence of the command.
     */
    public void post(final int debit, final int credit, final long amount, final long sequence) {
        change(debit, DEBITS_POSTED, amount, WEIGHT_DEBITS_POSTED, Ledgers.DEBITS_POSTED, sequence);
        change(credit, CREDITS_POSTED, amount, WEIGHT_CREDITS_POSTED, Ledgers.CREDITS_POSTED, sequence);
    }

    /**
     * Changes what is reserved between two accounts and marks both as changed.
     *
     * @param debit slot that will pay.
     * @param credit slot that will receive.
     * @param difference minor units; negative gives back.
     * @param sequence of the command.
     */
    public void reserve(final int debit, final int credit, final long difference, final long sequence) {
        change(debit, DEBITS_PENDING, difference, WEIGHT_DEBITS_PENDING, Ledgers.DEBITS_PENDING, sequence);
        change(credit, CREDITS_PENDING, difference, WEIGHT_CREDITS_PENDING, Ledgers.CREDITS_PENDING, sequence);
    }

    /**
     * Why an amount cannot move, or be reserved, between two accounts: the outcomes of the group "Money".
     *
     * @param debit slot that pays.
     * @param credit slot that receives.
     * @param amount minor units, 0 or more.
     * @return {@link Outcome#OK} if nothing speaks against it.
     */
    public Outcome moneyRefusal(final int debit, final int credit, final long amount) {
        final long[] debitPage = rows.page(debit);
        final int debitOffset = rows.offset(debit);
        final long[] creditPage = rows.page(credit);
        final int creditOffset = rows.offset(credit);
        final long debits = debitPage[debitOffset + DEBITS_POSTED] + debitPage[debitOffset + DEBITS_PENDING];
        final long credits = creditPage[creditOffset + CREDITS_POSTED] + creditPage[creditOffset + CREDITS_PENDING];
        if (((debits + amount) | (credits + amount)) < 0) {
            return Outcome.OVERFLOW;
        }
        // No difference below can wrap: both sums of counters were just found to fit in 63 bits. A floor or ceiling of
        // none is the lowest or highest long.
        if (debitPage[debitOffset + CREDITS_POSTED] - (debits + amount) < debitPage[debitOffset + FLOOR]) {
            return Outcome.INSUFFICIENT_FUNDS;
        }
        return credits + amount - creditPage[creditOffset + DEBITS_POSTED] > creditPage[creditOffset + CEILING]
                ? Outcome.CEILING_EXCEEDED
                : Outcome.OK;
    }

    /**
     * Why two accounts cannot be debited and credited: the outcomes of the group "State".
     *
     * @param debit slot that pays.
     * @param credit slot that receives.
     * @return {@link Outcome#OK} if nothing speaks against it.
     */
    public Outcome stateRefusal(final int debit, final int credit) {
        final int debitState = state(debit) & (CLOSED | DEBITS_FROZEN);
        final int creditState = state(credit) & (CLOSED | CREDITS_FROZEN);
        if ((debitState | creditState) == 0) {
            return Outcome.OK;
        }
        if ((debitState & CLOSED) != 0) {
            return Outcome.DEBIT_ACCOUNT_CLOSED;
        }
        if ((creditState & CLOSED) != 0) {
            return Outcome.CREDIT_ACCOUNT_CLOSED;
        }
        return debitState != 0 ? Outcome.DEBIT_FROZEN : Outcome.CREDIT_FROZEN;
    }

    /**
     * What may still be debited: balance - debitsPending - floor.
     *
     * @param slot of an account.
     * @return 0 or more, saturated at 2^63-1, also where the floor is none.
     */
    public long available(final int slot) {
        final long floor = floor(slot);
        if (floor == Bounds.NO_FLOOR) {
            return Long.MAX_VALUE;
        }
        final long unreserved = unreserved(slot);
        final long available = unreserved - floor;
        return floor < 0 && available < unreserved ? Long.MAX_VALUE : available;
    }

    /**
     * What may still be credited: ceiling - balance - creditsPending.
     *
     * @param slot of an account.
     * @return 0 or more, saturated at 2^63-1, also where the ceiling is none.
     */
    public long room(final int slot) {
        final long ceiling = ceiling(slot);
        if (ceiling == Bounds.NO_CEILING) {
            return Long.MAX_VALUE;
        }
        final long expected = expected(slot);
        final long room = ceiling - expected;
        return expected < 0 && room < ceiling ? Long.MAX_VALUE : room;
    }

    /**
     * Whether an account stands within limits.
     *
     * @param slot of an account.
     * @param floor lowest balance, or {@link Bounds#NO_FLOOR}.
     * @param ceiling highest balance, or {@link Bounds#NO_CEILING}.
     * @return true if its balance is within them, with what is reserved counted.
     */
    public boolean isWithin(final int slot, final long floor, final long ceiling) {
        return unreserved(slot) >= floor && expected(slot) <= ceiling;
    }

    /**
     * Whether nothing is on an account.
     *
     * @param slot of an account.
     * @return true if the balance is 0 and nothing is pending.
     */
    public boolean isEmpty(final int slot) {
        return debitsPosted(slot) == creditsPosted(slot) && (debitsPending(slot) | creditsPending(slot)) == 0;
    }

    /**
     * Sets limits and marks the account as changed.
     *
     * @param slot of an account.
     * @param floor lowest balance, or {@link Bounds#NO_FLOOR}.
     * @param ceiling highest balance, or {@link Bounds#NO_CEILING}.
     * @param sequence of the command.
     */
    public void limits(final int slot, final long floor, final long ceiling, final long sequence) {
        final long[] page = rows.writablePage(slot);
        final int offset = rows.offset(slot);
        hash.add(weight(slot)
                * ((floor - page[offset + FLOOR]) * WEIGHT_FLOOR
                        + (ceiling - page[offset + CEILING]) * WEIGHT_CEILING
                        + (sequence - page[offset + VERSION]) * WEIGHT_VERSION));
        page[offset + FLOOR] = floor;
        page[offset + CEILING] = ceiling;
        page[offset + VERSION] = sequence;
    }

    /**
     * Sets the state and marks the account as changed.
     *
     * @param slot of an account.
     * @param state bits {@link #DEBITS_FROZEN}, {@link #CREDITS_FROZEN}, {@link #CLOSED}.
     * @param sequence of the command.
     */
    public void state(final int slot, final int state, final long sequence) {
        final long[] page = rows.writablePage(slot);
        final int offset = rows.offset(slot);
        hash.add(weight(slot)
                * ((state - (long) state(slot)) * WEIGHT_STATE + (sequence - page[offset + VERSION]) * WEIGHT_VERSION));
        page[offset + IDENTITY_AND_STATE] =
                (page[offset + IDENTITY_AND_STATE] & IDENTITY_MASK) | ((long) state << STATE_SHIFT);
        page[offset + VERSION] = sequence;
    }

    /**
     * Links the holds that reserve debits of an account.
     *
     * @param slot of an account.
     * @param first hold, or 0.
     * @param last hold, or 0.
     */
    void holds(final int slot, final int first, final int last) {
        rows.set(slot, HOLDS, ((long) first << Integer.SIZE) | last);
    }

    /**
     * The oldest hold that reserves debits of an account.
     *
     * @param slot of an account.
     * @return row of the hold, or 0.
     */
    public int firstHold(final int slot) {
        return (int) (rows.get(slot, HOLDS) >>> Integer.SIZE);
    }

    /**
     * The newest hold that reserves debits of an account.
     *
     * @param slot of an account.
     * @return row of the hold, or 0.
     */
    int lastHold(final int slot) {
        return (int) rows.get(slot, HOLDS);
    }

    /**
     * Accounts there are.
     *
     * @return also the highest slot; the lowest is 1.
     */
    public int count() {
        return count;
    }

    /** {@return owner of an account, 0..2^63-1} */
    public long owner(final int slot) {
        return rows.get(slot, OWNER);
    }

    /** {@return ledger of an account, 1..65535} */
    public int ledger(final int slot) {
        return (int) (rows.get(slot, IDENTITY_AND_STATE) & LEDGER_MASK);
    }

    /** {@return type of an account, 0..255} */
    public int type(final int slot) {
        return (int) (rows.get(slot, IDENTITY_AND_STATE) >>> TYPE_SHIFT) & 0xFF;
    }

    /**
     * State of an account.
     *
     * @param slot of an account.
     * @return bits {@link #DEBITS_FROZEN}, {@link #CREDITS_FROZEN}, {@link #CLOSED}.
     */
    public int state(final int slot) {
        return (int) (rows.get(slot, IDENTITY_AND_STATE) >>> STATE_SHIFT);
    }

    /** {@return lifetime debits, minor units} */
    public long debitsPosted(final int slot) {
        return rows.get(slot, DEBITS_POSTED);
    }

    /** {@return lifetime credits, minor units} */
    public long creditsPosted(final int slot) {
        return rows.get(slot, CREDITS_POSTED);
    }

    /** {@return what holds and orders reserve of an account, minor units} */
    public long debitsPending(final int slot) {
        return rows.get(slot, DEBITS_PENDING);
    }

    /** {@return what holds and orders would bring to an account, minor units} */
    public long creditsPending(final int slot) {
        return rows.get(slot, CREDITS_PENDING);
    }

    /** {@return lowest balance, minor units, or {@link Bounds#NO_FLOOR}} */
    public long floor(final int slot) {
        return rows.get(slot, FLOOR);
    }

    /** {@return highest balance, minor units, or {@link Bounds#NO_CEILING}} */
    public long ceiling(final int slot) {
        return rows.get(slot, CEILING);
    }

    /**
     * Sequence of the last command that changed an account.
     *
     * @param slot of an account, or 0.
     * @return 0 where there is no account.
     */
    public long version(final int slot) {
        return slot == 0 ? 0 : rows.get(slot, VERSION);
    }

    /** {@return sequence of the command that opened an account} */
    public long openedSequence(final int slot) {
        return rows.get(slot, OPENED);
    }

    @Override
    public List<PagedRows> tables() {
        return List.of(rows);
    }

    @Override
    public long[] figures() {
        return new long[] {count};
    }

    @Override
    public void restore(final long[] figures) {
        count = Math.toIntExact(figures[0]);
        if (count > 0 && !rows.isPresent(count)) {
            throw new IllegalStateException("there are to be " + count + " accounts, but not so many rows");
        }
        index.fill(count, this::identityHash, this::enter);
    }

    /**
     * Computes anew what the accounts add to the state hash. Slow: reads every row.
     *
     * @return what the running hash should hold of them.
     */
    public long recomputeHash() {
        long sum = 0;
        for (int slot = 1; slot <= count; slot++) {
            sum += hashOf(slot);
        }
        return sum;
    }

    private void change(
            final int slot,
            final int column,
            final long difference,
            final long columnWeight,
            final int ledgerSum,
            final long sequence) {
        final long[] page = rows.writablePage(slot);
        final int offset = rows.offset(slot);
        hash.add(weight(page, offset)
                * (difference * columnWeight + (sequence - page[offset + VERSION]) * WEIGHT_VERSION));
        page[offset + column] += difference;
        page[offset + VERSION] = sequence;
        ledgers.add((int) (page[offset + IDENTITY_AND_STATE] & LEDGER_MASK), ledgerSum, difference);
    }

    private long unreserved(final int slot) {
        return creditsPosted(slot) - debitsPosted(slot) - debitsPending(slot);
    }

    private long expected(final int slot) {
        return creditsPosted(slot) + creditsPending(slot) - debitsPosted(slot);
    }

    private int follow(final int first, final long owner, final long identity) {
        int slot = first;
        while (slot != 0 && !isAccount(slot, owner, identity)) {
            slot = (int) rows.get(slot, CHAIN);
        }
        return slot;
    }

    private boolean isAccount(final int slot, final long owner, final long identity) {
        return rows.get(slot, OWNER) == owner && (rows.get(slot, IDENTITY_AND_STATE) & IDENTITY_MASK) == identity;
    }

    private long hashOf(final int slot) {
        return weight(slot)
                * (debitsPosted(slot) * WEIGHT_DEBITS_POSTED
                        + creditsPosted(slot) * WEIGHT_CREDITS_POSTED
                        + debitsPending(slot) * WEIGHT_DEBITS_PENDING
                        + creditsPending(slot) * WEIGHT_CREDITS_PENDING
                        + floor(slot) * WEIGHT_FLOOR
                        + ceiling(slot) * WEIGHT_CEILING
                        + version(slot) * WEIGHT_VERSION
                        + state(slot) * WEIGHT_STATE
                        + openedSequence(slot) * WEIGHT_OPENED);
    }

    private long weight(final int slot) {
        return weight(rows.page(slot), rows.offset(slot));
    }

    static long weight(final long[] page, final int offset) {
        return Mixing.mix(
                page[offset + OWNER] * IDENTITY_MULTIPLIER + (page[offset + IDENTITY_AND_STATE] & IDENTITY_MASK) + 1);
    }

    private static long identity(final int ledger, final int type) {
        return ledger | ((long) type << TYPE_SHIFT);
    }
}
