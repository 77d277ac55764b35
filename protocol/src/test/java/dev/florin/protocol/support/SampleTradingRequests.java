package dev.florin.protocol.support;

import dev.florin.protocol.Uint128;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Conditions;
import dev.florin.protocol.command.Read;
import dev.florin.protocol.command.Request;
import dev.florin.protocol.order.Fee;
import dev.florin.protocol.order.InstrumentState;
import dev.florin.protocol.order.OrderRef;
import dev.florin.protocol.order.OrderSide;
import dev.florin.protocol.order.OrderType;
import dev.florin.protocol.order.SelfTrade;
import dev.florin.protocol.order.TimeInForce;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** One request about instruments and orders of every template, with another value in every field that it may have. */
final class SampleTradingRequests {
    private static final Uint128 KEY = SampleRequests.KEY;
    private static final Uint128 ORDER = new Uint128(0x1112131415161718L, 0x191a1b1c1d1e1f20L);
    private static final Conditions NONE = Conditions.NONE;

    private SampleTradingRequests() {}

    static Map<String, Request> commands() {
        final Map<String, Request> samples = new LinkedHashMap<>();
        samples.put(
                "CreateInstrument",
                new Command.CreateInstrument(
                        KEY, 1, "BTC-USD", 100, 840, 1_000, 5, 9, new Fee(-1, -50), new Fee(2, 250), NONE));
        samples.put(
                "SetInstrument",
                new Command.SetInstrument(
                        KEY,
                        1,
                        Optional.of(InstrumentState.AUCTION),
                        OptionalLong.of(2_500),
                        OptionalLong.of(50_000),
                        Optional.of(new Fee(3, -4)),
                        Optional.of(new Fee(-5, 6)),
                        NONE));
        samples.put("Place", place());
        samples.put(
                "Replace",
                new Command.Replace(
                        KEY,
                        42,
                        OrderRef.ofKey(ORDER),
                        OptionalLong.of(2_505),
                        OptionalLong.of(8),
                        OptionalLong.empty(),
                        OptionalLong.of(4),
                        OptionalLong.of(2_600),
                        NONE));
        samples.put("Cancel", new Command.Cancel(KEY, 42, OrderRef.ofId(21), NONE));
        samples.put("CancelAll", new Command.CancelAll(KEY, 42, OptionalInt.of(1), NONE));
        return samples;
    }

    static Map<String, Request> reads() {
        final Map<String, Request> samples = new LinkedHashMap<>();
        samples.put("GetBook", new Read.GetBook(1, 10));
        samples.put("GetOrders", new Read.GetOrders(42));
        samples.put("GetInstruments", new Read.GetInstruments());
        return samples;
    }

    private static Command place() {
        return new Command.Place(
                KEY,
                42,
                3,
                1,
                OrderSide.SELL,
                OrderType.LIMIT,
                TimeInForce.GTD,
                OptionalLong.of(2_500),
                10,
                true,
                OptionalLong.of(2),
                OptionalLong.of(2_400),
                OptionalLong.empty(),
                60_000_000_000L,
                SelfTrade.DECREMENT,
                NONE);
    }
}
