package dev.florin.gateway.request;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.Bounds;
import dev.florin.protocol.HoldId;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.check.InstrumentCodes;
import dev.florin.protocol.check.LedgerCodes;
import dev.florin.protocol.command.Conditions;
import dev.florin.protocol.command.Side;
import dev.florin.protocol.order.Fee;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Turns fields into values of the protocol. Belongs to one thread, as its catalogue does. */
final class FieldReader {
    static final long NS_PER_MS = 1_000_000;

    private static final String NONE = "none";
    private static final int MAX_CODE = 65_535;

    private final Catalogue catalogue;
    private final Accounts accounts;

    FieldReader(final Catalogue catalogue) {
        this.catalogue = catalogue;
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
        final Catalogue.Ledger ledger = accounts.ledgerOf(fields.text(account));
        return ledger == null
                ? ofUnknownScale(field, text)
                : Decimals.parseMinorUnits(field.text(), text, ledger.scale());
    }

    private static long ofUnknownScale(final Field field, final String text) throws RefusedLineException {
        Decimals.requireForm(field.text(), text);
        return 0;
    }

    /** A ledger's id by its code; 0 where the code is well formed but unknown. */
    int ledger(final FieldValues fields, final Field field) throws RefusedLineException {
        final Catalogue.Ledger ledger = catalogue.findLedger(ledgerCode(fields, field));
        return ledger == null ? 0 : ledger.id();
    }

    static String ledgerCode(final FieldValues fields, final Field field) throws RefusedLineException {
        final String code = fields.text(field);
        if (!LedgerCodes.isCode(code)) {
            throw RefusedLineException.malformed(
                    field.text() + " must be a code of 1-12 characters of A-Z 0-9 . _ -, is " + Quote.of(code));
        }
        return code;
    }

    /** An instrument's id by its code; 0 where the code is well formed but unknown. */
    int instrument(final FieldValues fields) throws RefusedLineException {
        final Catalogue.Instrument instrument = catalogue.findInstrument(instrumentCode(fields));
        return instrument == null ? 0 : instrument.id();
    }

    static String instrumentCode(final FieldValues fields) throws RefusedLineException {
        final String code = fields.text(Field.INSTRUMENT);
        if (!InstrumentCodes.isCode(code)) {
            throw RefusedLineException.malformed(
                    "instrument must be a code of 1-25 characters of A-Z 0-9 . _ -, is " + Quote.of(code));
        }
        return code;
    }

    /** The budget of an order whose instrument was read; a string has the scale of the quote ledger. */
    OptionalLong budget(final FieldValues fields) throws RefusedLineException {
        if (!fields.isText(Field.BUDGET)) {
            return given(fields, Field.BUDGET);
        }
        final String text = fields.text(Field.BUDGET);
        final Catalogue.Instrument instrument = catalogue.findInstrument(fields.text(Field.INSTRUMENT));
        if (instrument == null) {
            // That there is a budget, and whether it is above 0, can make the line malformed, which comes first.
            Decimals.requireForm(Field.BUDGET.text(), text);
            return OptionalLong.of(Decimals.isPositive(text) ? 1 : 0);
        }
        return OptionalLong.of(Decimals.parseMinorUnits(Field.BUDGET.text(), text, instrument.quoteScale()));
    }

    /**
     * A fee, whose parts are 0 where they are absent.
     *
     * @param fee fields of the fee.
     * @param quoteScale decimals of the quote ledger; empty where it is unknown.
     */
    static Fee fee(final FieldValues fee, final OptionalInt quoteScale) throws RefusedLineException {
        final int ppm = (int) fee.integer(Field.PPM, -Bounds.MAX_FEE_PPM, Bounds.MAX_FEE_PPM, 0);
        if (!fee.isText(Field.PER_LOT)) {
            return new Fee(fee.integer(Field.PER_LOT, -Long.MAX_VALUE, Long.MAX_VALUE, 0), ppm);
        }
        final String text = fee.text(Field.PER_LOT);
        return new Fee(
                quoteScale.isPresent()
                        ? Decimals.parseMinorUnits(Field.PER_LOT.text(), text, quoteScale.getAsInt())
                        : ofUnknownScale(Field.PER_LOT, text),
                ppm);
    }

    /** Decimals of a ledger that a field names; empty where it is unknown. */
    OptionalInt scaleOfLedger(final FieldValues fields, final Field field) {
        final Catalogue.Ledger ledger = catalogue.findLedger(fields.text(field));
        return ledger == null ? OptionalInt.empty() : OptionalInt.of(ledger.scale());
    }

    /** Decimals of the quote ledger of the instrument that a line names; empty where it is unknown. */
    OptionalInt quoteScale(final FieldValues fields) {
        final Catalogue.Instrument instrument = catalogue.findInstrument(fields.text(Field.INSTRUMENT));
        return instrument == null ? OptionalInt.empty() : OptionalInt.of(instrument.quoteScale());
    }

    static long owner(final FieldValues fields) throws RefusedLineException {
        return fields.integer(Field.OWNER, 0, Long.MAX_VALUE, 0);
    }

    static OptionalLong given(final FieldValues fields, final Field field) {
        return fields.has(field) ? OptionalLong.of(fields.integer(field)) : OptionalLong.empty();
    }

    Conditions conditions(final ParsedLine line) throws RefusedLineException {
        final FieldValues fields = line.fields();
        if (!fields.has(Field.NOT_AFTER) && !fields.has(Field.EXPECT)) {
            return Conditions.NONE;
        }
        final List<String> texts = line.expectedAccounts();
        if (texts.size() > Bounds.MAX_EXPECTATIONS) {
            throw RefusedLineException.malformed(
                    "expect names at most " + Bounds.MAX_EXPECTATIONS + " accounts, this one " + texts.size());
        }
        final List<Conditions.Expectation> expectations = new ArrayList<>(texts.size());
        for (int i = 0; i < texts.size(); i++) {
            final AccountId account = account(Field.EXPECT, texts.get(i));
            if (line.expectedVersion(i) < 0) {
                throw RefusedLineException.malformed("a version in expect must be 0..2^63-1");
            }
            expectations.add(new Conditions.Expectation(account, line.expectedVersion(i)));
        }
        final long notAfterNs = fields.integer(Field.NOT_AFTER, 0, Long.MAX_VALUE, Bounds.NO_DEADLINE);
        return new Conditions(notAfterNs, expectations);
    }
}
