package dev.florin.statemachine.idempotency;

import dev.florin.statemachine.hash.Mixing;
import dev.florin.statemachine.hash.StateHash;
import dev.florin.statemachine.paged.PagedRows;
import dev.florin.statemachine.paged.UndoJournal;
import dev.florin.statemachine.snapshot.SnapshotPart;
import java.util.List;

/**
 * What every key decided. New outcomes are appended to a log of rows used in a ring; when there are {@link
 * #KEYS_PER_PAGE} more than the retention asks for, that many of the oldest are forgotten at once. One whose hold is still
 * open moves aside and stays until the last of its holds ends.
 *
 * <p>A stored outcome is named by its location: above 0 in the log, below 0 among those that moved aside, 0 for none. A
 * location is good until the next outcome is appended. Owned by the engine thread.
 */
public final class OutcomeStore implements SnapshotPart {
    /** Outcomes are forgotten in pages of this many. */
    public static final int KEYS_PER_PAGE = 64;

    private static final int ROWS_PER_PAGE_LOG2 = 10;
    private static final int ROWS_PER_PAGE = 1 << ROWS_PER_PAGE_LOG2;

    private final int retention;
    private final StateHash hash;
    private final PagedRows log;
    private final int logCapacity;
    private final KeyIndex index;
    private final PinnedOutcomes pinned;
    private Attachments attachments;
    private long appendedCount;
    private int firstRow;
    private int loggedCount;
    private long touched;

    /**
     * An empty store. The index of keys is made at once, the pages of rows when they are needed.
     *
     * @param retention newest keys kept at least, 1 or more.
     * @param undo told of every row about to be written.
     * @param hash that outcomes add to.
     */
    public OutcomeStore(final int retention, final UndoJournal undo, final StateHash hash) {
        this.retention = retention;
        this.hash = hash;
        final int mostRows = Math.addExact(retention, KEYS_PER_PAGE);
        logCapacity = Math.addExact(mostRows, ROWS_PER_PAGE - 1) & -ROWS_PER_PAGE;
        log = new PagedRows(OutcomeColumns.COUNT, ROWS_PER_PAGE_LOG2, undo);
        index = new KeyIndex(log, mostRows);
        pinned = new PinnedOutcomes(undo);
    }

    /**
     * Says who knows what hangs on outcomes. Called once, before the first command.
     *
     * @param owner of the attachments.
     */
    public void attachments(final Attachments owner) {
        attachments = owner;
    }

    /**
     * The hash that a key is looked up by.
     *
     * @param keyHigh upper half.
     * @param keyLow lower half.
     * @return its hash.
     */
    public static long hashOf(final long keyHigh, final long keyLow) {
        return Mixing.mix(keyHigh, keyLow);
    }

    /**
     * Reads early what a look-up will read, so that the memory's answers overlap.
     *
     * @param keyHash of the key that will be looked up.
     * @return means nothing.
     */
    public long touch(final long keyHash) {
        return index.touch(keyHash);
    }

    /**
     * Finds what a key decided.
     *
     * @param keyHash of the key.
     * @param keyHigh upper half of the key.
     * @param keyLow lower half of the key.
     * @return its location, or 0 if nothing was decided or it is forgotten.
     */
    public int find(final long keyHash, final long keyHigh, final long keyLow) {
        final int row = index.find(keyHash, keyHigh, keyLow);
        if (row >= 0) {
            return row + 1;
        }
        return pinned.count() == 0 ? 0 : -pinned.find(keyHash, keyHigh, keyLow);
    }

    /**
     * Finds what a key decided.
     *
     * @param keyHigh upper half of the key.
     * @param keyLow lower half of the key.
     * @return its location, or 0 if nothing was decided or it is forgotten.
     */
    public int find(final long keyHigh, final long keyLow) {
        return find(hashOf(keyHigh, keyLow), keyHigh, keyLow);
    }

    /**
     * Stores a decision, and forgets the oldest page of outcomes if there are enough without it.
     *
     * @param keyHash of the key.
     * @param keyHigh upper half of a key that has no outcome yet.
     * @param keyLow lower half.
     * @param contentHash of the command.
     * @param sequence of the command.
     * @param timestampNs of the command.
     * @param kind template id of the command.
     * @param decision what to store.
     */
    public void append(
            final long keyHash,
            final long keyHigh,
            final long keyLow,
            final long contentHash,
            final long sequence,
            final long timestampNs,
            final int kind,
            final Decision decision) {
        final int row = following(firstRow, loggedCount);
        log.ensure(row);
        final long[] page = log.writablePage(row);
        final int offset = log.offset(row);
        page[offset + OutcomeColumns.KEY_HIGH] = keyHigh;
        page[offset + OutcomeColumns.KEY_LOW] = keyLow;
        page[offset + OutcomeColumns.CONTENT] = contentHash;
        page[offset + OutcomeColumns.SEQUENCE] = sequence;
        page[offset + OutcomeColumns.TIMESTAMP] = timestampNs;
        page[offset + OutcomeColumns.META] =
                OutcomeColumns.meta(decision.outcome().code(), kind, decision.leg(), decision.attachment());
        page[offset + OutcomeColumns.FIGURE] = decision.figure();
        page[offset + OutcomeColumns.LINK] = decision.link();
        hash.add(OutcomeColumns.hash(page, offset));
        index.insert(keyHash, row);
        appendedCount++;
        loggedCount++;
        if (decision.attachment() != 0) {
            attachments.moved(row + 1);
        }
        if (loggedCount == retention + KEYS_PER_PAGE) {
            forgetPage();
        }
    }

    /**
     * Forgets an outcome that moved aside, because its last hold has ended.
     *
     * @param location below 0.
     */
    public void forgetPinned(final int location) {
        final PagedRows rows = pinned.rows();
        final int row = -location;
        final long keyHash = hashOf(rows.get(row, OutcomeColumns.KEY_HIGH), rows.get(row, OutcomeColumns.KEY_LOW));
        attachments.forgotten(location);
        hash.add(-OutcomeColumns.hash(rows.page(row), rows.offset(row)));
        pinned.remove(keyHash, row);
    }

    private void forgetPage() {
        touchIndex(0, KEYS_PER_PAGE);
        for (int i = 0; i < KEYS_PER_PAGE; i++) {
            forgetOldest();
        }
    }

    /** Reads early what the index holds of some rows, so that the memory's answers overlap. */
    private void touchIndex(final int firstDistance, final int endDistance) {
        long sum = 0;
        for (int i = firstDistance; i < endDistance; i++) {
            sum += index.touch(keyHash(following(firstRow, i)));
        }
        touched = sum;
    }

    private long keyHash(final int row) {
        final long[] page = log.page(row);
        final int offset = log.offset(row);
        return hashOf(page[offset + OutcomeColumns.KEY_HIGH], page[offset + OutcomeColumns.KEY_LOW]);
    }

    private void forgetOldest() {
        final int row = firstRow;
        final long[] page = log.page(row);
        final int offset = log.offset(row);
        final long keyHash = hashOf(page[offset + OutcomeColumns.KEY_HIGH], page[offset + OutcomeColumns.KEY_LOW]);
        final boolean isAttached = OutcomeColumns.attachment(page[offset + OutcomeColumns.META]) != 0;
        index.remove(keyHash, row);
        if (isAttached && attachments.isOpen(row + 1)) {
            attachments.moved(-pinned.add(keyHash, page, offset));
        } else {
            if (isAttached) {
                attachments.forgotten(row + 1);
            }
            hash.add(-OutcomeColumns.hash(page, offset));
        }
        firstRow = following(row, 1);
        loggedCount--;
    }

    /**
     * Sum of what {@link #touch} read; keeps the reads from being left out.
     *
     * @return means nothing.
     */
    public long touched() {
        return touched;
    }

    /**
     * Upper half of the key.
     *
     * @param location of an outcome.
     * @return any 64 bits.
     */
    public long keyHigh(final int location) {
        return get(location, OutcomeColumns.KEY_HIGH);
    }

    /**
     * Lower half of the key.
     *
     * @param location of an outcome.
     * @return any 64 bits.
     */
    public long keyLow(final int location) {
        return get(location, OutcomeColumns.KEY_LOW);
    }

    /**
     * Hash of the content of the command that decided.
     *
     * @param location of an outcome.
     * @return any 64 bits.
     */
    public long contentHash(final int location) {
        return get(location, OutcomeColumns.CONTENT);
    }

    /**
     * Sequence of the command that decided.
     *
     * @param location of an outcome.
     * @return 1 or more.
     */
    public long sequence(final int location) {
        return get(location, OutcomeColumns.SEQUENCE);
    }

    /**
     * Timestamp of the command that decided.
     *
     * @param location of an outcome.
     * @return ns since the epoch.
     */
    public long timestampNs(final int location) {
        return get(location, OutcomeColumns.TIMESTAMP);
    }

    /**
     * Code of what was decided.
     *
     * @param location of an outcome.
     * @return code of an {@link dev.florin.protocol.Outcome}.
     */
    public int outcomeCode(final int location) {
        return OutcomeColumns.outcome(get(location, OutcomeColumns.META));
    }

    /**
     * Kind of the command that decided.
     *
     * @param location of an outcome.
     * @return its template id.
     */
    public int kind(final int location) {
        return OutcomeColumns.kind(get(location, OutcomeColumns.META));
    }

    /**
     * Leg that was refused.
     *
     * @param location of an outcome.
     * @return 0..999, or {@link dev.florin.protocol.Bounds#NO_LEG}.
     */
    public int leg(final int location) {
        return OutcomeColumns.leg(get(location, OutcomeColumns.META));
    }

    /**
     * The answer's figure.
     *
     * @param location of an outcome.
     * @return amount in minor units; of open_account, the sequence that opened the account.
     */
    public long figure(final int location) {
        return get(location, OutcomeColumns.FIGURE);
    }

    /**
     * What hangs on the outcome.
     *
     * @param location of an outcome.
     * @return as set; 0 for nothing.
     */
    public int attachment(final int location) {
        return OutcomeColumns.attachment(get(location, OutcomeColumns.META));
    }

    /**
     * Changes what hangs on the outcome.
     *
     * @param location of an outcome.
     * @param attachment 0 for nothing.
     */
    public void attachment(final int location, final int attachment) {
        final long meta = get(location, OutcomeColumns.META);
        set(location, OutcomeColumns.META, OutcomeColumns.withAttachment(meta, attachment));
    }

    /**
     * What else hangs on the outcome.
     *
     * @param location of an outcome.
     * @return as set.
     */
    public long link(final int location) {
        return get(location, OutcomeColumns.LINK);
    }

    /**
     * Changes what else hangs on the outcome.
     *
     * @param location of an outcome.
     * @param link two account slots, or a count.
     */
    public void link(final int location, final long link) {
        set(location, OutcomeColumns.LINK, link);
    }

    /**
     * The oldest outcome within the retention. There is one as soon as anything was decided.
     *
     * @return its location, or 0 if there is none.
     */
    public int oldest() {
        return loggedCount == 0 ? 0 : firstRow + 1;
    }

    /**
     * The kept outcome after another: those within the retention from {@link #oldest} on by sequence, then those that
     * moved aside, in no order that means anything.
     *
     * @param location of an outcome.
     * @return the next one's, or 0 if there is none.
     */
    public int next(final int location) {
        if (location > 0) {
            final int row = following(location - 1, 1);
            return row == following(firstRow, loggedCount) ? nextPinned(0) : row + 1;
        }
        return nextPinned(-location);
    }

    private int nextPinned(final int row) {
        for (int candidate = row + 1; candidate <= pinned.rowsUsed(); candidate++) {
            if (pinned.rows().get(candidate, OutcomeColumns.SEQUENCE) != 0) {
                return -candidate;
            }
        }
        return 0;
    }

    /**
     * Outcomes kept now.
     *
     * @return those within the retention and those that moved aside.
     */
    public long keptCount() {
        return (long) loggedCount + pinned.count();
    }

    /**
     * Outcomes ever stored. Together with the retention it says which are kept.
     *
     * @return 0 or more.
     */
    public long appendedCount() {
        return appendedCount;
    }

    /**
     * Computes anew what all kept outcomes add to the state hash. Slow: reads every row.
     *
     * @return what the running hash should hold of them.
     */
    public long recomputeHash() {
        long sum = 0;
        for (int location = oldest(); location != 0; location = next(location)) {
            final PagedRows rows = table(location);
            sum += OutcomeColumns.hash(rows.page(row(location)), rows.offset(row(location)));
        }
        return sum;
    }

    @Override
    public List<PagedRows> tables() {
        return List.of(log, pinned.rows());
    }

    @Override
    public long[] figures() {
        return new long[] {appendedCount, firstRow, loggedCount};
    }

    @Override
    public void restore(final long[] figures) {
        appendedCount = figures[0];
        firstRow = Math.toIntExact(figures[1]);
        loggedCount = Math.toIntExact(figures[2]);
        for (int first = 0; first < loggedCount; first += KEYS_PER_PAGE) {
            final int end = Math.min(first + KEYS_PER_PAGE, loggedCount);
            touchIndex(first, end);
            for (int i = first; i < end; i++) {
                final int row = following(firstRow, i);
                index.insert(keyHash(row), row);
            }
        }
        pinned.restore();
    }

    private PagedRows table(final int location) {
        return location > 0 ? log : pinned.rows();
    }

    private static int row(final int location) {
        return location > 0 ? location - 1 : -location;
    }

    private long get(final int location, final int column) {
        return table(location).get(row(location), column);
    }

    private void set(final int location, final int column, final long value) {
        table(location).set(row(location), column, value);
    }

    private int following(final int row, final int distance) {
        final int next = row + distance;
        return next >= logCapacity ? next - logCapacity : next;
    }
}
