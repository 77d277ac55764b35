package dev.florin.protocol.support;

import dev.florin.protocol.CommandKind;
import dev.florin.protocol.Frames;
import dev.florin.protocol.Options;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.codec.BookAnswerEncoder;
import dev.florin.protocol.codec.InstrumentEventEncoder;
import dev.florin.protocol.codec.InstrumentsAnswerEncoder;
import dev.florin.protocol.codec.LevelEventEncoder;
import dev.florin.protocol.codec.MessageHeaderEncoder;
import dev.florin.protocol.codec.OrderAnswerEncoder;
import dev.florin.protocol.codec.OrderEventEncoder;
import dev.florin.protocol.codec.OrdersAnswerEncoder;
import dev.florin.protocol.codec.TradeEventEncoder;
import dev.florin.protocol.order.InstrumentState;
import dev.florin.protocol.order.OrderSide;
import dev.florin.protocol.order.OrderStatus;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.sbe.MessageEncoderFlyweight;

/** One answer and one event of trading of every template, as a frame and, of answers, as the value it stands for. */
final class SampleTradingAnswers {
    private static final Uint128 KEY = SampleRequests.KEY;
    private static final Uint128 MAKER = new Uint128(0x1112131415161718L, 0x191a1b1c1d1e1f20L);
    private static final long AT = 1_700_000_000_000_000_000L;

    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();

    private SampleTradingAnswers() {}

    static Map<String, byte[]> answers() {
        final Map<String, byte[]> frames = new LinkedHashMap<>();
        frames.put("OrderAnswer", new SampleTradingAnswers().order());
        frames.put("BookAnswer", new SampleTradingAnswers().book());
        frames.put("OrdersAnswer", new SampleTradingAnswers().orders());
        frames.put("InstrumentsAnswer", new SampleTradingAnswers().instruments());
        return frames;
    }

    static Map<String, byte[]> events() {
        final Map<String, byte[]> frames = new LinkedHashMap<>();
        frames.put("TradeEvent", new SampleTradingAnswers().tradeEvent());
        frames.put("OrderEvent", new SampleTradingAnswers().orderEvent());
        frames.put("LevelEvent", new SampleTradingAnswers().levelEvent());
        frames.put("InstrumentEvent", new SampleTradingAnswers().instrumentEvent());
        return frames;
    }

    static Map<String, Answer> values() {
        final Map<String, Answer> values = new LinkedHashMap<>();
        values.put(
                "OrderAnswer",
                new Answer.OfOrder(
                        21,
                        AT,
                        CommandKind.PLACE,
                        Outcome.OK,
                        true,
                        new Answer.OrderProgress(OrderStatus.RESTING, 4, 6),
                        List.of(new Answer.Fill(2_500, 3, MAKER, 7), new Answer.Fill(2_505, 1, KEY, 8))));
        values.put(
                "BookAnswer",
                new Answer.OfBook(
                        21,
                        1,
                        Optional.of(InstrumentState.AUCTION),
                        Optional.of(new Answer.Indicative(2_500, 4)),
                        List.of(new Answer.Level(2_500, 6, 1), new Answer.Level(2_495, 9, 2)),
                        List.of(new Answer.Level(2_510, 8, 3))));
        values.put(
                "OrdersAnswer",
                new Answer.OfOrders(
                        21,
                        42,
                        List.of(new Answer.OpenOrder(
                                KEY,
                                21,
                                1,
                                OrderSide.SELL,
                                2_500,
                                2_400,
                                new Answer.OrderProgress(OrderStatus.WAITING, 0, 10))),
                        true));
        values.put(
                "InstrumentsAnswer",
                new Answer.OfInstruments(
                        21, List.of(new Answer.Instrument(1, "BTC-USD", 100, 840, 1_000, 5, InstrumentState.HALTED))));
        return values;
    }

    private byte[] order() {
        final OrderAnswerEncoder out = new OrderAnswerEncoder().wrapAndApplyHeader(buffer, 0, header);
        header.options(Options.DUPLICATE);
        out.sequence(21).timestampNs(AT).filled(4).remaining(6);
        out.kind(CommandKind.PLACE.templateId()).outcome(Outcome.OK.code()).status(OrderStatus.RESTING.code());
        final OrderAnswerEncoder.FillsEncoder fills = out.fillsCount(2);
        fills.next().price(2_500).quantity(3).makerHigh(MAKER.high()).makerLow(MAKER.low());
        fills.makerOwner(7);
        fills.next().price(2_505).quantity(1).makerHigh(KEY.high()).makerLow(KEY.low());
        fills.makerOwner(8);
        return finish(out);
    }

    private byte[] book() {
        final BookAnswerEncoder out = new BookAnswerEncoder().wrapAndApplyHeader(buffer, 0, header);
        header.options(Options.INDICATIVE);
        out.sequence(21).indicativePrice(2_500).indicativeQuantity(4).instrument(1);
        out.state(InstrumentState.AUCTION.code());
        final BookAnswerEncoder.BidsEncoder bids = out.bidsCount(2);
        bids.next().price(2_500).quantity(6).orders(1);
        bids.next().price(2_495).quantity(9).orders(2);
        out.asksCount(1).next().price(2_510).quantity(8).orders(3);
        return finish(out);
    }

    private byte[] orders() {
        final OrdersAnswerEncoder out = new OrdersAnswerEncoder().wrapAndApplyHeader(buffer, 0, header);
        header.options(Options.MORE);
        final OrdersAnswerEncoder.OrdersEncoder each =
                out.sequence(21).owner(42).ordersCount(1).next();
        each.orderHigh(KEY.high()).orderLow(KEY.low()).orderId(21).price(2_500).stop(2_400);
        each.filled(0).remaining(10).instrument(1).side(OrderSide.SELL.code()).status(OrderStatus.WAITING.code());
        return finish(out);
    }

    private byte[] instruments() {
        final InstrumentsAnswerEncoder out = new InstrumentsAnswerEncoder().wrapAndApplyHeader(buffer, 0, header);
        final InstrumentsAnswerEncoder.InstrumentsEncoder each =
                out.sequence(21).instrumentsCount(1).next();
        each.code("BTC-USD").lot(1_000).tick(5).instrument(1).baseLedger(100).quoteLedger(840);
        each.state(InstrumentState.HALTED.code());
        return finish(out);
    }

    private byte[] tradeEvent() {
        final TradeEventEncoder out = new TradeEventEncoder().wrapAndApplyHeader(buffer, 0, header);
        out.sequence(21).timestampNs(AT).trade(1).price(2_500).quantity(4);
        out.makerHigh(MAKER.high()).makerLow(MAKER.low()).takerHigh(KEY.high()).takerLow(KEY.low());
        out.makerOwner(7).takerOwner(42).makerFee(-1).takerFee(3);
        out.instrument(1).takerSide(OrderSide.BUY.code());
        return finish(out);
    }

    private byte[] orderEvent() {
        final OrderEventEncoder out = new OrderEventEncoder().wrapAndApplyHeader(buffer, 0, header);
        out.sequence(21)
                .timestampNs(AT)
                .orderHigh(KEY.high())
                .orderLow(KEY.low())
                .owner(42);
        out.filled(4).remaining(6).instrument(1).status(OrderStatus.PARTIAL.code());
        return finish(out);
    }

    private byte[] levelEvent() {
        final LevelEventEncoder out = new LevelEventEncoder().wrapAndApplyHeader(buffer, 0, header);
        out.sequence(21).timestampNs(AT).price(2_500).quantity(6).orders(1).instrument(1);
        out.side(OrderSide.BUY.code());
        return finish(out);
    }

    private byte[] instrumentEvent() {
        final InstrumentEventEncoder out = new InstrumentEventEncoder().wrapAndApplyHeader(buffer, 0, header);
        out.sequence(25).timestampNs(AT).instrument(1).state(InstrumentState.AUCTION.code());
        return finish(out);
    }

    private byte[] finish(final MessageEncoderFlyweight out) {
        final int length = Frames.align(Frames.HEADER_LENGTH + out.encodedLength());
        header.wrap(buffer, 0).frameLength(length);
        return Arrays.copyOf(buffer.byteArray(), length);
    }
}
