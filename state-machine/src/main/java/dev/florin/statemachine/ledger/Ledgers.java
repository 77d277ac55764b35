package dev.florin.statemachine.ledger;

import dev.florin.protocol.Bounds;
import dev.florin.statemachine.hash.Mixing;
import dev.florin.statemachine.hash.StateHash;
import dev.florin.statemachine.paged.PagedRows;
import dev.florin.statemachine.paged.UndoJournal;
import dev.florin.statemachine.snapshot.SnapshotPart;
import java.util.List;
import org.eclipse.collections.impl.map.mutable.primitive.LongIntHashMap;

/**
 * The ledgers and their sums. The row of a ledger is its id. Sums are 128 bits wide, two's complement: lifetime turnover
 * over all accounts may pass 63 bits. Owned by the engine thread.
 */
public final class Ledgers implements SnapshotPart {
    /** Sum of debitsPosted over the accounts of a ledger. */
    public static final int DEBITS_POSTED = 0;

    /** Sum of creditsPosted. */
    public static final int CREDITS_POSTED = 2;

    /** Sum of debitsPending. */
    public static final int DEBITS_PENDING = 4;

    /** Sum of creditsPending. */
    public static final int CREDITS_PENDING = 6;

    private static final int CODE_FIRST = 8;
    private static final int CODE_LAST = 9;
    private static final int SCALE_PLUS_1 = 10;
    private static final int ROW_LENGTH = 11;
    private static final int ROWS_PER_PAGE_LOG2 = 8;

    private static final int CODE_SYMBOLS = 40;
    private static final long IDENTITY = 0x2545F4914F6CDD1DL;
    private static final long WEIGHT_CODE_FIRST = 0x8CB92BA72F3D8DD7L;
    private static final long WEIGHT_CODE_LAST = 0xABC98388FB8FAC03L;
    private static final long WEIGHT_SCALE = 0x9E6C63D0876A9A47L;

    private final PagedRows rows;
    private final LongIntHashMap idByCode = new LongIntHashMap();
    private final StateHash hash;
    private int count;
    private int highestId;

    /**
     * No ledgers.
     *
     * @param undo told of every row about to be written.
     * @param hash that ledgers add to.
     */
    public Ledgers(final UndoJournal undo, final StateHash hash) {
        rows = new PagedRows(ROW_LENGTH, ROWS_PER_PAGE_LOG2, undo);
        this.hash = hash;
    }

    /**
     * Whether a ledger exists.
     *
     * @param id 0..65535.
     * @return true if it was created.
     */
    public boolean exists(final int id) {
        return rows.isPresent(id) && rows.get(id, SCALE_PLUS_1) != 0;
    }

    /**
     * The ledger of a code.
     *
     * @param codeFirst characters 0-7, little-endian.
     * @param codeLast characters 8-15, little-endian.
     * @return its id, or 0.
     */
    public int find(final long codeFirst, final long codeLast) {
        return idByCode.get(packed(codeFirst, codeLast));
    }

    /**
     * Whether an existing ledger has this content.
     *
     * @param id of a ledger that exists.
     * @param codeFirst characters 0-7, little-endian.
     * @param codeLast characters 8-15, little-endian.
     * @param scale 0..18.
     * @return true if code and scale are the same.
     */
    public boolean isSame(final int id, final long codeFirst, final long codeLast, final int scale) {
        return codeFirst(id) == codeFirst && codeLast(id) == codeLast && scale(id) == scale;
    }

    /**
     * Creates a ledger whose id and code are free.
     *
     * @param id 1..65535.
     * @param codeFirst characters 0-7, little-endian.
     * @param codeLast characters 8-15, little-endian.
     * @param scale 0..18.
     */
    public void create(final int id, final long codeFirst, final long codeLast, final int scale) {
        if (id < 1 || id > Bounds.MAX_LEDGER) {
            throw new IllegalStateException("ledger id " + id + " passed the door");
        }
        rows.ensure(id);
        final long[] page = rows.writablePage(id);
        final int offset = rows.offset(id);
        page[offset + CODE_FIRST] = codeFirst;
        page[offset + CODE_LAST] = codeLast;
        page[offset + SCALE_PLUS_1] = scale + 1L;
        idByCode.put(packed(codeFirst, codeLast), id);
        count++;
        highestId = Math.max(highestId, id);
        hash.add(hashOf(id));
    }

    /**
     * Adds to a sum of a ledger.
     *
     * @param id of a ledger that exists.
     * @param sum {@link #DEBITS_POSTED} or one of its siblings.
     * @param difference minor units, may be negative.
     */
    void add(final int id, final int sum, final long difference) {
        final long[] page = rows.writablePage(id);
        final int offset = rows.offset(id) + sum;
        final long before = page[offset];
        final long after = before + difference;
        final long carry = Long.compareUnsigned(after, before) < 0 ? 1 : 0;
        page[offset] = after;
        page[offset + 1] += carry + (difference >> (Long.SIZE - 1));
    }

    /**
     * Lower half of a sum.
     *
     * @param id of a ledger that exists.
     * @param sum {@link #DEBITS_POSTED} or one of its siblings.
     * @return unsigned.
     */
    public long sumLow(final int id, final int sum) {
        return rows.get(id, sum);
    }

    /**
     * Upper half of a sum.
     *
     * @param id of a ledger that exists.
     * @param sum {@link #DEBITS_POSTED} or one of its siblings.
     * @return signed.
     */
    public long sumHigh(final int id, final int sum) {
        return rows.get(id, sum + 1);
    }

    /**
     * Characters 0-7 of a ledger's code.
     *
     * @param id of a ledger that exists.
     * @return little-endian, zero padded.
     */
    public long codeFirst(final int id) {
        return rows.get(id, CODE_FIRST);
    }

    /**
     * Characters 8-15 of a ledger's code.
     *
     * @param id of a ledger that exists.
     * @return little-endian, zero padded.
     */
    public long codeLast(final int id) {
        return rows.get(id, CODE_LAST);
    }

    /**
     * Decimals of a ledger.
     *
     * @param id of a ledger that exists.
     * @return 0..18.
     */
    public int scale(final int id) {
        return (int) rows.get(id, SCALE_PLUS_1) - 1;
    }

    /**
     * Ledgers there are.
     *
     * @return 0..65535.
     */
    public int count() {
        return count;
    }

    /**
     * The next ledger by id.
     *
     * @param id 0 or more.
     * @return the lowest id above the given one, or 0 if there is none.
     */
    public int next(final int id) {
        for (int candidate = id + 1; candidate <= highestId; candidate++) {
            if (exists(candidate)) {
                return candidate;
            }
        }
        return 0;
    }

    @Override
    public List<PagedRows> tables() {
        return List.of(rows);
    }

    @Override
    public long[] figures() {
        return new long[] {count, highestId};
    }

    @Override
    public void restore(final long[] figures) {
        count = Math.toIntExact(figures[0]);
        highestId = Math.toIntExact(figures[1]);
        for (int id = next(0); id != 0; id = next(id)) {
            idByCode.put(packed(codeFirst(id), codeLast(id)), id);
        }
    }

    /**
     * Computes anew what the ledgers add to the state hash. Their sums follow from the accounts and have no share.
     *
     * @return what the running hash should hold of them.
     */
    public long recomputeHash() {
        long sum = 0;
        for (int id = next(0); id != 0; id = next(id)) {
            sum += hashOf(id);
        }
        return sum;
    }

    private long hashOf(final int id) {
        return Mixing.mix(id + IDENTITY)
                * (codeFirst(id) * WEIGHT_CODE_FIRST
                        + codeLast(id) * WEIGHT_CODE_LAST
                        + (scale(id) + 1) * WEIGHT_SCALE);
    }

    /** A code of at most 12 characters of 39 fits in 64 bits without loss: digits to the base 40. */
    private static long packed(final long codeFirst, final long codeLast) {
        long packed = 0;
        for (int i = 0; i < Bounds.MAX_LEDGER_CODE_LENGTH; i++) {
            final long word = i < Long.BYTES ? codeFirst : codeLast;
            packed = packed * CODE_SYMBOLS + symbol((int) (word >>> (Byte.SIZE * (i % Long.BYTES))) & 0xFF);
        }
        return packed;
    }

    private static int symbol(final int character) {
        if (character == 0) {
            return 0;
        }
        if (character >= 'A' && character <= 'Z') {
            return character - 'A' + 1;
        }
        if (character >= '0' && character <= '9') {
            return character - '0' + 27;
        }
        return switch (character) {
            case '.' -> 37;
            case '_' -> 38;
            case '-' -> 39;
            default ->
                throw new IllegalStateException("character " + character + " in a ledger's code passed the door");
        };
    }
}
