package dev.florin.protocol;

/**
 * What became of a command. The constants stand in the order in which the rules check them (contract, sections 5 and 9);
 * their codes are part of the journal and of answers and never change.
 */
public enum Outcome {
    /** Applied. */
    OK(0, Stage.SUCCESS),
    /** What was to be made is there already, with the same content; a success. */
    EXISTS(1, Stage.SUCCESS),

    /** Not a command: a field is missing, unknown, out of range or not of its form. */
    MALFORMED(2, Stage.DOOR),
    /** Keys are 1 or more. */
    KEY_ZERO(3, Stage.DOOR),
    /** An entry without legs. */
    NO_LEGS(4, Stage.DOOR),
    /** An entry of more than {@link Bounds#MAX_LEGS} legs. */
    TOO_MANY_LEGS(5, Stage.DOOR),
    /** An amount of 0 where at least 1 is needed. */
    AMOUNT_ZERO(6, Stage.DOOR),
    /** An amount below 0. */
    AMOUNT_NEGATIVE(7, Stage.DOOR),
    /** Debit and credit side are one account; of an order, a decision: an account that serves an instrument does not trade. */
    SAME_ACCOUNT(8, Stage.DOOR),
    /** Debit and credit side are on different ledgers. */
    LEDGER_MISMATCH(9, Stage.DOOR),
    /** A price below 1. */
    PRICE_INVALID(13, Stage.DOOR),
    /** A quantity below 1. */
    QUANTITY_INVALID(14, Stage.DOOR),
    /** Refused at the door because the disk is nearly full. */
    OUT_OF_SPACE(10, Stage.DOOR),
    /** Refused at the door because the engine closes or has stopped. */
    CLOSED(11, Stage.DOOR),
    /** Refused at the door because the ring is full. */
    BACK_PRESSURED(12, Stage.DOOR),

    /** The key was decided before, for another content. */
    KEY_REUSED(20, Stage.NOT_STORED),
    /** Stamped after {@code not_after}. */
    TOO_LATE(21, Stage.NOT_STORED),
    /** An expected version differs. */
    VERSION_MISMATCH(22, Stage.NOT_STORED),

    /** No such ledger. */
    LEDGER_NOT_FOUND(30, Stage.DECISION),
    /** No such instrument. */
    INSTRUMENT_NOT_FOUND(36, Stage.DECISION),
    /** No such order of this owner. */
    ORDER_NOT_FOUND(37, Stage.DECISION),
    /** The id or code of the instrument is taken by another content. */
    INSTRUMENT_CONFLICT(38, Stage.DECISION),
    /** The order has ended. */
    ORDER_DONE(39, Stage.DECISION),
    /** The instrument takes cancels only. */
    INSTRUMENT_HALTED(40, Stage.DECISION),
    /** The instrument is closed and takes cancels only. */
    INSTRUMENT_CLOSED(41, Stage.DECISION),
    /** Not in an auction. */
    IN_AUCTION(42, Stage.DECISION),
    /** A market buy in an auction needs a budget. */
    BUDGET_MISSING(43, Stage.DECISION),
    /** A price that is no multiple of the tick. */
    PRICE_OFF_TICK(44, Stage.DECISION),
    /** No such account. */
    ACCOUNT_NOT_FOUND(31, Stage.DECISION),
    /** The debit side does not exist. */
    DEBIT_ACCOUNT_NOT_FOUND(32, Stage.DECISION),
    /** The credit side does not exist. */
    CREDIT_ACCOUNT_NOT_FOUND(33, Stage.DECISION),
    /** No such hold. */
    HOLD_NOT_FOUND(34, Stage.DECISION),
    /** The key names no successful transfer or capture. */
    TRANSFER_NOT_FOUND(35, Stage.DECISION),

    /** The id or code of the ledger is taken by another content. */
    LEDGER_CONFLICT(50, Stage.DECISION),
    /** The hold was captured. */
    HOLD_ALREADY_CAPTURED(51, Stage.DECISION),
    /** The hold was released. */
    HOLD_ALREADY_RELEASED(52, Stage.DECISION),
    /** The hold expired. */
    HOLD_EXPIRED(53, Stage.DECISION),
    /** Nothing is left to reverse. */
    ALREADY_REVERSED(54, Stage.DECISION),
    /** The account is closed. */
    ACCOUNT_CLOSED(55, Stage.DECISION),
    /** The account to reopen is open. */
    ACCOUNT_OPEN(56, Stage.DECISION),
    /** The debit side is closed. */
    DEBIT_ACCOUNT_CLOSED(57, Stage.DECISION),
    /** The credit side is closed. */
    CREDIT_ACCOUNT_CLOSED(58, Stage.DECISION),
    /** Debits of the debit side are frozen. */
    DEBIT_FROZEN(59, Stage.DECISION),
    /** Credits of the credit side are frozen. */
    CREDIT_FROZEN(60, Stage.DECISION),
    /** More than the hold still reserves. */
    EXCEEDS_HOLD(61, Stage.DECISION),
    /** More than is left of the transfer to reverse. */
    EXCEEDS_TRANSFER(62, Stage.DECISION),
    /** The account to close has a balance or something pending. */
    NOT_EMPTY(63, Stage.DECISION),

    /** A posted counter with what is pending would pass 2^63-1. */
    OVERFLOW(80, Stage.DECISION),
    /** The debit side would fall below its floor. */
    INSUFFICIENT_FUNDS(81, Stage.DECISION),
    /** The credit side would rise above its ceiling. */
    CEILING_EXCEEDED(82, Stage.DECISION),
    /** The account stands, or would stand, outside the limits asked for. */
    LIMIT_BREACHED(83, Stage.DECISION),

    /** A post-only order that would take. */
    WOULD_TRADE(90, Stage.DECISION),
    /** The first trade would be outside the band. */
    PRICE_OUTSIDE_BAND(91, Stage.DECISION),
    /** A fill-or-kill order that cannot trade whole, or not within its budget. */
    CANNOT_FILL(92, Stage.DECISION),
    /** An order that never rests traded nothing. */
    NOTHING_FILLED(93, Stage.DECISION);

    /** Where in a command's way an outcome is decided. */
    public enum Stage {
        /** Applied, stored under the key. */
        SUCCESS,
        /** Refused before the command got a sequence: nothing stored, the key stays free. */
        DOOR,
        /** Refused with a sequence, but not a decision on the key: never stored. */
        NOT_STORED,
        /** A refusal stored under the key. */
        DECISION
    }

    private static final Outcome[] BY_CODE = new Outcome[256];

    static {
        for (final Outcome outcome : values()) {
            BY_CODE[outcome.code] = outcome;
        }
    }

    private final short code;
    private final Stage stage;

    Outcome(final int code, final Stage stage) {
        this.code = (short) code;
        this.stage = stage;
    }

    /**
     * The number that stands for this outcome in frames.
     *
     * @return 0..255.
     */
    public short code() {
        return code;
    }

    /**
     * Where in a command's way this outcome is decided.
     *
     * @return the stage.
     */
    public Stage stage() {
        return stage;
    }

    /**
     * Whether the command did, or had done before, what it asks.
     *
     * @return true for {@link #OK} and {@link #EXISTS}.
     */
    public boolean isSuccess() {
        return stage == Stage.SUCCESS;
    }

    /**
     * The outcome of a code.
     *
     * @param code 0..255.
     * @return the outcome.
     * @throws IllegalArgumentException if no outcome has this code.
     */
    public static Outcome of(final int code) {
        final Outcome outcome = code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
        if (outcome == null) {
            throw new IllegalArgumentException("no outcome has the code " + code);
        }
        return outcome;
    }
}
