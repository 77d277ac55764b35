package dev.florin.protocol.command;

import dev.florin.protocol.Frames;
import dev.florin.protocol.Options;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.codec.CancelAllDecoder;
import dev.florin.protocol.codec.CancelDecoder;
import dev.florin.protocol.codec.CreateInstrumentDecoder;
import dev.florin.protocol.codec.GetBookDecoder;
import dev.florin.protocol.codec.GetInstrumentsDecoder;
import dev.florin.protocol.codec.GetOrdersDecoder;
import dev.florin.protocol.codec.PlaceDecoder;
import dev.florin.protocol.codec.ReplaceDecoder;
import dev.florin.protocol.codec.SetInstrumentDecoder;
import dev.florin.protocol.order.Fee;
import dev.florin.protocol.order.InstrumentState;
import dev.florin.protocol.order.OrderRef;
import dev.florin.protocol.order.OrderSide;
import dev.florin.protocol.order.OrderType;
import dev.florin.protocol.order.SelfTrade;
import dev.florin.protocol.order.TimeInForce;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.agrona.DirectBuffer;
import org.agrona.sbe.MessageDecoderFlyweight;

/** Reads requests about instruments and orders back, through the generated decoders only. */
final class TradingRequestDecoder {
    private final DirectBuffer buffer;
    private final int options;
    private final Conditions conditions;

    TradingRequestDecoder(final DirectBuffer buffer, final Conditions conditions) {
        this.buffer = buffer;
        this.options = Frames.options(buffer, 0);
        this.conditions = conditions;
    }

    Request decode() {
        return switch (Frames.templateId(buffer, 0)) {
            case CreateInstrumentDecoder.TEMPLATE_ID -> createInstrument(at(new CreateInstrumentDecoder()));
            case SetInstrumentDecoder.TEMPLATE_ID -> setInstrument(at(new SetInstrumentDecoder()));
            case PlaceDecoder.TEMPLATE_ID -> place(at(new PlaceDecoder()));
            case ReplaceDecoder.TEMPLATE_ID -> replace(at(new ReplaceDecoder()));
            case CancelDecoder.TEMPLATE_ID -> cancel(at(new CancelDecoder()));
            case CancelAllDecoder.TEMPLATE_ID -> cancelAll(at(new CancelAllDecoder()));
            case GetBookDecoder.TEMPLATE_ID -> {
                final GetBookDecoder d = at(new GetBookDecoder());
                yield new Read.GetBook(d.instrument(), d.depth());
            }
            case GetOrdersDecoder.TEMPLATE_ID ->
                new Read.GetOrders(at(new GetOrdersDecoder()).owner());
            case GetInstrumentsDecoder.TEMPLATE_ID -> new Read.GetInstruments();
            default -> throw new IllegalArgumentException("no request has the template of this frame");
        };
    }

    private <T extends MessageDecoderFlyweight> T at(final T decoder) {
        return Frames.wrap(decoder, buffer, 0);
    }

    private boolean has(final int option) {
        return (options & option) != 0;
    }

    private OptionalLong given(final int option, final long value) {
        return has(option) ? OptionalLong.of(value) : OptionalLong.empty();
    }

    private Request createInstrument(final CreateInstrumentDecoder d) {
        return new Command.CreateInstrument(
                new Uint128(d.keyHigh(), d.keyLow()),
                d.instrument(),
                d.code(),
                d.baseLedger(),
                d.quoteLedger(),
                d.lot(),
                d.tick(),
                d.operatorId(),
                new Fee(d.makerPerLot(), d.makerPpm()),
                new Fee(d.takerPerLot(), d.takerPpm()),
                conditions);
    }

    private Request setInstrument(final SetInstrumentDecoder d) {
        final Fee makerFee = new Fee(d.makerPerLot(), d.makerPpm());
        final Fee takerFee = new Fee(d.takerPerLot(), d.takerPpm());
        return new Command.SetInstrument(
                new Uint128(d.keyHigh(), d.keyLow()),
                d.instrument(),
                has(Options.STATE_GIVEN) ? Optional.of(InstrumentState.of(d.state())) : Optional.empty(),
                given(Options.REFERENCE_GIVEN, d.reference()),
                given(Options.BAND_GIVEN, d.bandPpm()),
                has(Options.MAKER_FEE_GIVEN) ? Optional.of(makerFee) : Optional.empty(),
                has(Options.TAKER_FEE_GIVEN) ? Optional.of(takerFee) : Optional.empty(),
                conditions);
    }

    private Request place(final PlaceDecoder d) {
        return new Command.Place(
                new Uint128(d.keyHigh(), d.keyLow()),
                d.owner(),
                d.accountType(),
                d.instrument(),
                OrderSide.of(d.side()),
                OrderType.of(d.orderType()),
                TimeInForce.of(d.timeInForce()),
                given(Options.PRICE_GIVEN, d.price()),
                d.quantity(),
                has(Options.POST_ONLY),
                given(Options.DISPLAY_GIVEN, d.display()),
                given(Options.STOP_GIVEN, d.stop()),
                given(Options.BUDGET_GIVEN, d.budget()),
                d.timeoutNs(),
                SelfTrade.of(d.selfTrade()),
                conditions);
    }

    private Request replace(final ReplaceDecoder d) {
        return new Command.Replace(
                new Uint128(d.keyHigh(), d.keyLow()),
                d.owner(),
                new OrderRef(has(Options.BY_ORDER_ID), new Uint128(d.orderHigh(), d.orderLow())),
                given(Options.PRICE_GIVEN, d.price()),
                given(Options.QUANTITY_GIVEN, d.quantity()),
                given(Options.REDUCE_BY_GIVEN, d.reduceBy()),
                given(Options.FILLED_GIVEN, d.filled()),
                given(Options.STOP_GIVEN, d.stop()),
                conditions);
    }

    private Request cancel(final CancelDecoder d) {
        final OrderRef order = new OrderRef(has(Options.BY_ORDER_ID), new Uint128(d.orderHigh(), d.orderLow()));
        return new Command.Cancel(new Uint128(d.keyHigh(), d.keyLow()), d.owner(), order, conditions);
    }

    private Request cancelAll(final CancelAllDecoder d) {
        return new Command.CancelAll(
                new Uint128(d.keyHigh(), d.keyLow()),
                d.owner(),
                has(Options.INSTRUMENT_GIVEN) ? OptionalInt.of(d.instrument()) : OptionalInt.empty(),
                conditions);
    }
}
