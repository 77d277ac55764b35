package dev.florin.gateway.request;

import dev.florin.protocol.Bounds;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Read;
import dev.florin.protocol.command.Request;
import dev.florin.protocol.order.Fee;
import dev.florin.protocol.order.InstrumentState;
import dev.florin.protocol.order.OrderRef;
import dev.florin.protocol.order.OrderSide;
import dev.florin.protocol.order.OrderType;
import dev.florin.protocol.order.SelfTrade;
import dev.florin.protocol.order.TimeInForce;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Makes the request of each op of matching from a line whose fields are those of the op. What may be refused on the bytes
 * of a frame is left to the check there. Belongs to one thread, as its reader does.
 */
final class TradingRequests {
    private static final Words<OrderSide> SIDES = new Words<>(Field.SIDE, OrderSide.values(), OrderSide::text);
    private static final Words<OrderType> TYPES = new Words<>(Field.TYPE, OrderType.values(), OrderType::text);
    private static final Words<TimeInForce> TIFS = new Words<>(Field.TIF, TimeInForce.values(), TimeInForce::text);
    private static final Words<SelfTrade> SELF_TRADES =
            new Words<>(Field.SELF_TRADE, SelfTrade.values(), SelfTrade::text);
    private static final Words<InstrumentState> STATES =
            new Words<>(Field.STATE, InstrumentState.values(), InstrumentState::text);

    private final FieldReader reader;

    TradingRequests(final FieldReader reader) {
        this.reader = reader;
    }

    Request createInstrument(final ParsedLine line) throws RefusedLineException {
        final FieldValues fields = line.fields();
        final int base = reader.ledger(fields, Field.BASE);
        final int quote = reader.ledger(fields, Field.QUOTE);
        final OptionalInt quoteScale = reader.scaleOfLedger(fields, Field.QUOTE);
        return new Command.CreateInstrument(
                FieldReader.key(fields, Field.KEY),
                (int) fields.integer(Field.ID, 1, Bounds.MAX_INSTRUMENT, 0),
                FieldReader.instrumentCode(fields),
                base,
                quote,
                fields.integer(Field.LOT, 1, Long.MAX_VALUE, 0),
                fields.integer(Field.TICK, 1, Long.MAX_VALUE, 0),
                fields.integer(Field.OPERATOR, 0, Long.MAX_VALUE, 0),
                FieldReader.fee(line.fee(Field.MAKER_FEE), quoteScale),
                FieldReader.fee(line.fee(Field.TAKER_FEE), quoteScale),
                reader.conditions(line));
    }

    Request setInstrument(final ParsedLine line) throws RefusedLineException {
        final FieldValues fields = line.fields();
        return new Command.SetInstrument(
                FieldReader.key(fields, Field.KEY),
                reader.instrument(fields),
                Optional.ofNullable(STATES.of(fields, null)),
                FieldReader.given(fields, Field.REFERENCE),
                FieldReader.given(fields, Field.BAND_PPM),
                givenFee(line, Field.MAKER_FEE),
                givenFee(line, Field.TAKER_FEE),
                reader.conditions(line));
    }

    private Optional<Fee> givenFee(final ParsedLine line, final Field field) throws RefusedLineException {
        return line.fields().has(field)
                ? Optional.of(FieldReader.fee(line.fee(field), reader.quoteScale(line.fields())))
                : Optional.empty();
    }

    Request place(final ParsedLine line) throws RefusedLineException {
        final FieldValues fields = line.fields();
        return new Command.Place(
                FieldReader.key(fields, Field.KEY),
                FieldReader.owner(fields),
                (int) fields.integer(Field.ACCOUNT_TYPE, 0, Bounds.MAX_ACCOUNT_TYPE, 0),
                reader.instrument(fields),
                SIDES.of(fields),
                TYPES.of(fields),
                TIFS.of(fields, TimeInForce.GTC),
                FieldReader.given(fields, Field.PRICE),
                fields.integer(Field.QUANTITY),
                fields.flag(Field.POST_ONLY),
                FieldReader.given(fields, Field.DISPLAY),
                FieldReader.given(fields, Field.STOP),
                reader.budget(fields),
                FieldReader.timeoutNs(fields),
                SELF_TRADES.of(fields, SelfTrade.CANCEL_TAKER),
                reader.conditions(line));
    }

    Request replace(final ParsedLine line) throws RefusedLineException {
        final FieldValues fields = line.fields();
        return new Command.Replace(
                FieldReader.key(fields, Field.KEY),
                FieldReader.owner(fields),
                order(fields),
                FieldReader.given(fields, Field.PRICE),
                FieldReader.given(fields, Field.QUANTITY),
                FieldReader.given(fields, Field.REDUCE_BY),
                FieldReader.given(fields, Field.FILLED),
                FieldReader.given(fields, Field.STOP),
                reader.conditions(line));
    }

    Request cancel(final ParsedLine line) throws RefusedLineException {
        final FieldValues fields = line.fields();
        return new Command.Cancel(
                FieldReader.key(fields, Field.KEY), FieldReader.owner(fields), order(fields), reader.conditions(line));
    }

    Request cancelAll(final ParsedLine line) throws RefusedLineException {
        final FieldValues fields = line.fields();
        return new Command.CancelAll(
                FieldReader.key(fields, Field.KEY),
                FieldReader.owner(fields),
                fields.has(Field.INSTRUMENT) ? OptionalInt.of(reader.instrument(fields)) : OptionalInt.empty(),
                reader.conditions(line));
    }

    Request book(final ParsedLine line) throws RefusedLineException {
        final FieldValues fields = line.fields();
        final int depth = (int) fields.integer(Field.DEPTH, 1, Bounds.MAX_BOOK_DEPTH, Bounds.MAX_BOOK_DEPTH);
        return new Read.GetBook(reader.instrument(fields), depth);
    }

    Request orders(final ParsedLine line) throws RefusedLineException {
        return new Read.GetOrders(FieldReader.owner(line.fields()));
    }

    private static OrderRef order(final FieldValues fields) throws RefusedLineException {
        if (fields.has(Field.ORDER) == fields.has(Field.ORDER_ID)) {
            throw RefusedLineException.malformed(
                    "the order is named either by 'order', the key that placed it, or by" + " 'order_id'");
        }
        return fields.has(Field.ORDER)
                ? OrderRef.ofKey(FieldReader.key(fields, Field.ORDER))
                : OrderRef.ofId(fields.integer(Field.ORDER_ID));
    }
}
