package dev.florin.gateway.request;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.Bounds;
import dev.florin.protocol.HoldId;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.command.Side;
import java.util.OptionalLong;

/** Turns fields into values of the protocol. Belongs to one thread, as its catalogue does. */
final class FieldReader {
    static final long NS_PER_MS = 1_000_000;

    private static final String NONE = "none";
    private static final int MAX_CODE = 65_535;

    private final Accounts accounts;

    FieldReader(final LedgerCatalogue catalogue) {
        this.accounts = new Accounts(catalogue);
    }

    static Uint128 key(final FieldValues fields, final Field field) throws RefusedLineException {
        return Keys.parse(field.text(), fields.text(field));
    }

    static Uint128 ref(final FieldValues fields) throws RefusedLineException {
        return fields.has(Field.REF) ? key(fields, Field.REF) : Uint128.ZERO;
    }

    static int code(final FieldValues fields) throws RefusedLineException {
        return (int) fields.integer(Field.CODE, 0, MAX_CODE, 0);
    }

    static HoldId hold(final FieldValues fields) throws RefusedLineException {
        return Keys.parseHold(Field.HOLD.text(), fields.text(Field.HOLD));
    }

    /** In milliseconds, or, as a journal's export writes what is not whole, in nanoseconds; 0 where it is absent. */
    static long timeoutNs(final FieldValues fields) throws RefusedLineException {
        if (fields.has(Field.TIMEOUT_NS)) {
            if (fields.has(Field.TIMEOUT_MS)) {
                throw RefusedLineException.malformed("a timeout is either 'timeout_ms' or 'timeout_ns'");
            }
            return fields.integer(Field.TIMEOUT_NS, 0, Long.MAX_VALUE, 0);
        }
        return NS_PER_MS * fields.integer(Field.TIMEOUT_MS, 0, Long.MAX_VALUE / NS_PER_MS, 0);
    }

    static Side side(final FieldValues fields) throws RefusedLineException {
        if (!fields.has(Field.SIDE)) {
            return Side.BOTH;
        }
        final String side = fields.text(Field.SIDE);
        return switch (side) {
            case "debits" -> Side.DEBITS;
            case "credits" -> Side.CREDITS;
            case "both" -> Side.BOTH;
            default ->
                throw RefusedLineException.malformed("side must be debits, credits or both, is " + Quote.of(side));
        };
    }

    /** An amount of minor units only; empty where it is absent. */
    static OptionalLong minorUnits(final FieldValues fields) throws RefusedLineException {
        if (fields.isText(Field.AMOUNT)) {
            throw RefusedLineException.malformed("amount must be an integer of minor units here: only a transfer or a"
                    + " hold names the ledger that a decimal string needs");
        }
        return fields.has(Field.AMOUNT) ? OptionalLong.of(fields.integer(Field.AMOUNT)) : OptionalLong.empty();
    }

    AccountId account(final FieldValues fields, final Field field) throws RefusedLineException {
        return accounts.parse(field.text(), fields.text(field));
    }

    AccountId account(final Field field, final String text) throws RefusedLineException {
        return accounts.parse(field.text(), text);
    }

    /** The amount of a transfer or hold, whose debit side was read; a string has the scale of that side's ledger. */
    long amount(final FieldValues fields) throws RefusedLineException {
        return fields.isText(Field.AMOUNT)
                ? majorUnits(fields, Field.AMOUNT, Field.DEBIT)
                : fields.integer(Field.AMOUNT);
    }

    /** A limit of an account that was read; a value where it is absent, another where it is none. */
    long limit(final FieldValues fields, final Field field, final long none, final long absent)
            throws RefusedLineException {
        if (!fields.has(field)) {
            return absent;
        }
        if (fields.isText(field) && NONE.equals(fields.text(field))) {
            return none;
        }
        final long limit = fields.isText(field) ? majorUnits(fields, field, Field.ACCOUNT) : fields.integer(field);
        if (limit < -Bounds.MAX_LIMIT || limit > Bounds.MAX_LIMIT) {
            throw RefusedLineException.malformed(field.text() + " must be within -2^62..2^62 minor units, or \"none\"");
        }
        return limit;
    }

    /** Of an unknown ledger only the form can be judged; the line is refused for the ledger then. */
    private long majorUnits(final FieldValues fields, final Field field, final Field account)
            throws RefusedLineException {
        final String text = fields.text(field);
        final LedgerCatalogue.Ledger ledger = accounts.ledgerOf(fields.text(account));
        if (ledger == null) {
            Decimals.requireForm(field.text(), text);
            return 0;
        }
        return Decimals.parseMinorUnits(field.text(), text, ledger.scale());
    }
}
