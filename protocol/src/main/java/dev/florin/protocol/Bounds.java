package dev.florin.protocol;

/** The bounds that keep every command short (contract, sections 1 and 10). */
public final class Bounds {
    /** Legs of an entry. */
    public static final int MAX_LEGS = 1_000;

    /** Accounts of one {@code get}. */
    public static final int MAX_ACCOUNTS_READ = 10_000;

    /** Holds shown of one account, oldest first. */
    public static final int MAX_HOLDS_READ = 100;

    /** Accounts of one {@code expect}. */
    public static final int MAX_EXPECTATIONS = 2_000;

    /** Holds and orders that expire before one command; the rest expires before the next. */
    public static final int MAX_EXPIRIES = 10_000;

    /** Orders that one {@code cancel_all} cancels. */
    public static final int MAX_CANCEL_ALL = 10_000;

    /** Stops that one command triggers before it halts the instrument. */
    public static final int MAX_STOP_CASCADE = 1_000;

    /** Price levels shown of each side of a book. */
    public static final int MAX_BOOK_DEPTH = 10_000;

    /** Orders shown of an owner, by order id. */
    public static final int MAX_ORDERS_READ = 10_000;

    /** Bytes of a frame that a client offers: the largest entry with the largest {@code expect} fits. */
    public static final int MAX_FRAME_LENGTH = 256 * 1024;

    /** Highest ledger id; the lowest is 1. */
    public static final int MAX_LEDGER = 65_535;

    /** Characters of a ledger's code. */
    public static final int MAX_LEDGER_CODE_LENGTH = 12;

    /** Highest instrument id; the lowest is 1. */
    public static final int MAX_INSTRUMENT = 65_535;

    /** Characters of an instrument's code. */
    public static final int MAX_INSTRUMENT_CODE_LENGTH = 25;

    /** Farthest from 0 that a fee's rate may be, in millionths. */
    public static final int MAX_FEE_PPM = 1_000_000;

    /** Decimals of a ledger. */
    public static final int MAX_SCALE = 18;

    /** Highest account type. */
    public static final int MAX_ACCOUNT_TYPE = 255;

    /** Farthest from 0 that a floor or a ceiling may be, in minor units. */
    public static final long MAX_LIMIT = 1L << 62;

    /** The floor of an account that may sink without limit. */
    public static final long NO_FLOOR = Long.MIN_VALUE;

    /** The ceiling of an account that may rise without limit. */
    public static final long NO_CEILING = Long.MAX_VALUE;

    /** {@code not_after} of a command that never comes too late, in ns since the epoch. */
    public static final long NO_DEADLINE = Long.MAX_VALUE;

    /** Expiry of what never expires, in ns since the epoch. */
    public static final long NO_EXPIRY = Long.MAX_VALUE;

    /** Stands for "no leg" in frames, where a leg is 0..999. */
    public static final int NO_LEG = 65_535;

    private Bounds() {}
}
