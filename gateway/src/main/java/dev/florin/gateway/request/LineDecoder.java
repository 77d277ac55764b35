package dev.florin.gateway.request;

import dev.florin.engine.ClockMode;
import dev.florin.gateway.input.LineReader;
import dev.florin.protocol.Bounds;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Request;
import java.util.HashMap;
import java.util.Map;

/**
 * Turns lines into what the engine is asked. The ops stand in one table: name, fields that must be there, fields that
 * may be there, and what is made of them. Belongs to one thread.
 */
public final class LineDecoder {
    private static final long OWN = Field.setOf(Field.CODE, Field.REF);

    private final Map<String, Op> ops = new HashMap<>();
    private final LineParser parser = new LineParser();
    private final Catalogue catalogue;
    private final ClockMode clock;

    @FunctionalInterface
    private interface Builder {
        LineAction build(ParsedLine line) throws RefusedLineException;
    }

    @FunctionalInterface
    private interface RequestBuilder {
        Request build(ParsedLine line) throws RefusedLineException;
    }

    private record Op(String name, long required, long optional, Builder builder) {}

    /**
     * A decoder.
     *
     * @param catalogue ledgers and instruments that lines may name; may grow between lines.
     * @param clock of the engine: says whether lines carry {@code at}, and may advance time.
     */
    public LineDecoder(final Catalogue catalogue, final ClockMode clock) {
        this.catalogue = catalogue;
        this.clock = clock;
        final FieldReader reader = new FieldReader(catalogue);
        final Requests requests = new Requests(reader);
        final TradingRequests trading = new TradingRequests(reader);
        defineCommands(requests);
        defineReads(requests);
        defineTrading(trading);
        define("advance", 0, Field.setOf(Field.MS, Field.NS), this::advance);
        define("tick", 0, Field.setOf(Field.AT), this::tick);
    }

    private void defineCommands(final Requests requests) {
        final long account = Field.setOf(Field.ACCOUNT);
        final long limits = Field.setOf(Field.FLOOR, Field.CEILING);
        final long side = Field.setOf(Field.SIDE);
        final long parties = Field.setOf(Field.DEBIT, Field.CREDIT, Field.AMOUNT);
        final long hold = Field.setOf(Field.HOLD);
        command("create_ledger", Field.setOf(Field.LEDGER, Field.ID, Field.SCALE), 0, requests::createLedger);
        command("open_account", account, limits, requests::openAccount);
        command("set_limits", account, limits, requests::setLimits);
        command("freeze", account, side, requests::freeze);
        command("unfreeze", account, side, requests::unfreeze);
        command("close", account, 0, requests::close);
        command("reopen", account, 0, requests::reopen);
        command("transfer", parties, OWN | Field.setOf(Field.UP_TO), requests::transfer);
        command("hold", parties, OWN | Field.setOf(Field.TIMEOUT_MS, Field.TIMEOUT_NS), requests::hold);
        command("capture", hold, OWN | Field.setOf(Field.AMOUNT, Field.KEEP_OPEN), requests::capture);
        command("release", hold, OWN, requests::release);
        command("entry", Field.setOf(Field.LEGS), OWN, requests::entry);
        command("reverse", Field.setOf(Field.TRANSFER), OWN | Field.setOf(Field.AMOUNT), requests::reverse);
    }

    private void defineReads(final Requests requests) {
        read("get", Field.setOf(Field.ACCOUNTS), 0, requests::get);
        read("trial_balance", 0, 0, requests::trialBalance);
        read("outcome", Field.setOf(Field.KEY), 0, requests::outcome);
    }

    private void defineTrading(final TradingRequests requests) {
        final long instrument = Field.setOf(Field.INSTRUMENT);
        final long owner = Field.setOf(Field.OWNER);
        final long fees = Field.setOf(Field.MAKER_FEE, Field.TAKER_FEE);
        final long made = Field.setOf(Field.ID, Field.BASE, Field.QUOTE, Field.LOT, Field.TICK, Field.OPERATOR);
        final long set = Field.setOf(Field.STATE, Field.REFERENCE, Field.BAND_PPM);
        final long order = Field.setOf(Field.SIDE, Field.TYPE, Field.QUANTITY);
        final long terms = Field.setOf(Field.PRICE, Field.STOP);
        final long extras = Field.setOf(
                Field.TIF,
                Field.TIMEOUT_MS,
                Field.TIMEOUT_NS,
                Field.POST_ONLY,
                Field.DISPLAY,
                Field.BUDGET,
                Field.SELF_TRADE);
        final long name = Field.setOf(Field.ORDER, Field.ORDER_ID);
        final long change = Field.setOf(Field.QUANTITY, Field.REDUCE_BY, Field.FILLED);
        command("create_instrument", instrument | made, fees, requests::createInstrument);
        command("set_instrument", instrument, fees | set, requests::setInstrument);
        command("place", instrument | owner | order, terms | extras | Field.ACCOUNT_TYPE.bit(), requests::place);
        command("replace", owner, name | terms | change, requests::replace);
        command("cancel", owner, name, requests::cancel);
        command("cancel_all", owner, instrument, requests::cancelAll);
        read("book", instrument, Field.DEPTH.bit(), requests::book);
        read("orders", owner, 0, requests::orders);
    }

    private void command(final String name, final long required, final long optional, final RequestBuilder builder) {
        define(
                name,
                required | Field.KEY.bit() | (clock == ClockMode.RECORDED ? Field.AT.bit() : 0),
                optional | Field.setOf(Field.EXPECT, Field.NOT_AFTER),
                line -> new LineAction.Offer(builder.build(line), at(line.fields())));
    }

    private void read(final String name, final long required, final long optional, final RequestBuilder builder) {
        define(
                name,
                required,
                optional | (clock == ClockMode.RECORDED ? Field.AT.bit() : 0),
                line -> new LineAction.Offer(builder.build(line), LineAction.NO_TIME));
    }

    private void define(final String name, final long required, final long optional, final Builder builder) {
        ops.put(name, new Op(name, required | Field.OP.bit(), optional, builder));
    }

    /**
     * Decodes the line that a reader stands on.
     *
     * @param line reader, after {@link LineReader#next()}.
     * @return what the line means. Where it named a code that nothing has, {@link Catalogue#hasMissed()} says
     *     so.
     */
    public DecodedLine decode(final LineReader line) {
        if (line.isTooLong()) {
            final String why = "the line is longer than " + LineReader.MAX_LINE_LENGTH + " bytes; it was skipped";
            return DecodedLine.refused(null, null, new Refusal(Outcome.MALFORMED, Bounds.NO_LEG, why));
        }
        return decode(line.buffer(), line.offset(), line.length());
    }

    /**
     * Decodes a line.
     *
     * @param bytes that hold it; only read.
     * @param offset of its first byte.
     * @param length in bytes, without a line feed.
     * @return as for {@link #decode(LineReader)}.
     */
    public DecodedLine decode(final byte[] bytes, final int offset, final int length) {
        catalogue.clearMissed();
        try {
            final ParsedLine line = parser.parse(bytes, offset, length);
            final FieldValues fields = line.fields();
            final LineAction action = build(line);
            return new DecodedLine(
                    fields.text(Field.OP),
                    fields.text(Field.KEY),
                    action,
                    line.accounts(),
                    line.expectedAccounts(),
                    null);
        } catch (final RefusedLineException e) {
            final LineParser.Echo echo = parser.salvage(bytes, offset, length);
            return DecodedLine.refused(echo.op(), echo.key(), new Refusal(e.outcome(), e.leg(), e.why()));
        }
    }

    private LineAction build(final ParsedLine line) throws RefusedLineException {
        final String name = line.fields().text(Field.OP);
        if (name == null) {
            throw RefusedLineException.malformed("the field 'op' is missing");
        }
        final Op op = ops.get(name);
        if (op == null) {
            throw RefusedLineException.malformed("unknown op " + Quote.of(name));
        }
        line.fields().requireFields(name, op.required, op.optional);
        return op.builder.build(line);
    }

    private LineAction advance(final ParsedLine line) throws RefusedLineException {
        final FieldValues fields = line.fields();
        if (clock != ClockMode.MANUAL) {
            throw RefusedLineException.malformed("advance moves a manual clock only: start with --clock manual");
        }
        if (fields.has(Field.MS) == fields.has(Field.NS)) {
            throw RefusedLineException.malformed("advance needs either 'ms' or 'ns'");
        }
        final long maxMs = Long.MAX_VALUE / FieldReader.NS_PER_MS;
        return new LineAction.Advance(
                fields.has(Field.MS)
                        ? FieldReader.NS_PER_MS * fields.integer(Field.MS, 0, maxMs, 0)
                        : fields.integer(Field.NS, 0, Long.MAX_VALUE, 0));
    }

    private LineAction tick(final ParsedLine line) throws RefusedLineException {
        if (clock != ClockMode.RECORDED) {
            throw RefusedLineException.malformed("tick replays a recorded clock only: start with --clock recorded");
        }
        if (!line.fields().has(Field.AT)) {
            throw RefusedLineException.malformed("tick needs the field 'at'");
        }
        return new LineAction.Tick(at(line.fields()));
    }

    private static long at(final FieldValues fields) throws RefusedLineException {
        return fields.integer(Field.AT, 0, Long.MAX_VALUE, LineAction.NO_TIME);
    }

    /**
     * Whether a line asks to make something that later lines may name by a code.
     *
     * @param line decoded and accepted.
     * @return true for create_ledger and create_instrument.
     */
    public static boolean makesCode(final DecodedLine line) {
        return line.action() instanceof LineAction.Offer offer
                && (offer.request() instanceof Command.CreateLedger
                        || offer.request() instanceof Command.CreateInstrument);
    }
}
