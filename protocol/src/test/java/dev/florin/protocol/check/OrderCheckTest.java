package dev.florin.protocol.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.florin.protocol.Bounds;
import dev.florin.protocol.Frames;
import dev.florin.protocol.Options;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.codec.CancelAllDecoder;
import dev.florin.protocol.codec.PlaceDecoder;
import dev.florin.protocol.codec.ReplaceDecoder;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Conditions;
import dev.florin.protocol.command.Read;
import dev.florin.protocol.command.Request;
import dev.florin.protocol.order.OrderRef;
import dev.florin.protocol.order.TimeInForce;
import dev.florin.protocol.support.FrameBytes;
import dev.florin.protocol.support.Orders;
import dev.florin.protocol.support.Patched;
import dev.florin.protocol.support.SampleRequests;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the door says of commands and reads about orders. */
final class OrderCheckTest {
    private static final Uint128 KEY = SampleRequests.KEY;
    private static final OrderRef ORDER = OrderRef.ofKey(Uint128.of(21));
    private static final OptionalLong NONE = OptionalLong.empty();
    private static final OptionalLong ONE = OptionalLong.of(1);
    private static final OptionalLong ZERO = OptionalLong.of(0);
    private static final int BLOCK = Frames.HEADER_LENGTH;
    private static final String OWNER = "owner must be 0..2^63-1";
    private static final String ABSENT = "what is not given must be 0";
    private static final String KINDS = "side, type, tif and self_trade must be of those that there are";

    private final CommandCheck check = new CommandCheck();

    @ParameterizedTest(name = "{0}")
    @MethodSource("right")
    void shouldLetInWhatIsRight(final String name, final Request request) {
        assertThat(check(FrameBytes.of(request))).as(check.why()).isEqualTo(Outcome.OK);
        assertThat(check.why()).isNull();
    }

    static Stream<Arguments> right() {
        return Stream.of(
                arguments("limit", Orders.limit(TimeInForce.GTC).place()),
                arguments("limit for the day", Orders.limit(TimeInForce.DAY).place()),
                arguments("limit IOC", Orders.limit(TimeInForce.IOC).place()),
                arguments(
                        "shortest GTD",
                        Orders.limit(TimeInForce.GTD).timeoutNs(1).place()),
                arguments("market", Orders.market(TimeInForce.GTC).place()),
                arguments("market for the day", Orders.market(TimeInForce.DAY).place()),
                arguments(
                        "market GTD",
                        Orders.market(TimeInForce.GTD).timeoutNs(5).place()),
                arguments("market FOK", Orders.market(TimeInForce.FOK).place()),
                arguments("stop-market", Orders.market(TimeInForce.GTC).stop(1).place()),
                arguments(
                        "stop-market for the day",
                        Orders.market(TimeInForce.DAY).stop(1).place()),
                arguments(
                        "stop-market GTD",
                        Orders.market(TimeInForce.GTD).stop(1).timeoutNs(1).place()),
                arguments("stop-limit", Orders.limit(TimeInForce.FOK).stop(1).place()),
                arguments("post-only", Orders.limit(TimeInForce.DAY).postOnly().place()),
                arguments(
                        "post-only iceberg stop",
                        Orders.limit(TimeInForce.GTC)
                                .postOnly()
                                .display(1)
                                .stop(7)
                                .place()),
                arguments(
                        "display of all",
                        Orders.limit(TimeInForce.GTC).display(11).place()),
                arguments(
                        "IOC buy on a budget",
                        Orders.limit(TimeInForce.IOC).budget(1).place()),
                arguments(
                        "market buy on a budget",
                        Orders.market(TimeInForce.GTC).budget(1).place()),
                arguments(
                        "FOK sell for at least",
                        Orders.limit(TimeInForce.FOK).sell().budget(1).place()),
                arguments(
                        "market FOK sell for at least",
                        Orders.market(TimeInForce.FOK).sell().budget(1).place()),
                arguments("reduce by", replace(NONE, NONE, ONE, NONE, NONE)),
                arguments("new stop alone", replace(NONE, NONE, NONE, NONE, ONE)),
                arguments("believing that nothing traded", replace(NONE, ONE, NONE, ZERO, NONE)),
                arguments("all but reduce by", replace(ONE, ONE, NONE, ONE, ONE)),
                arguments("order of key 0", cancel(KEY, 0, OrderRef.ofKey(Uint128.ZERO))),
                arguments("cancel all", cancelAll(OptionalInt.empty())),
                arguments("deepest book", new Read.GetBook(65_535, Bounds.MAX_BOOK_DEPTH)),
                arguments("orders of owner 0", new Read.GetOrders(0)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"malformedOrders", "malformedReplaces", "malformedOthers"})
    void shouldRefuseWhatIsMalformed(final String name, final Patched frame, final String why) {
        assertThat(check(frame.bytes())).isEqualTo(Outcome.MALFORMED);
        assertThat(check.why()).isEqualTo(why);
    }

    static Stream<Arguments> malformedOrders() {
        final String rest = "an order that may rest has no budget";
        final String market = "a market order is IOC or FOK; DAY and GTD end one that waits for its stop";
        return Stream.of(
                malformed("owner", Orders.limit(TimeInForce.GTC).owner(-1), OWNER),
                malformed("side 0", Patched.of(limit()).put8(BLOCK + PlaceDecoder.sideEncodingOffset(), 0), KINDS),
                malformed("side 3", Patched.of(limit()).put8(BLOCK + PlaceDecoder.sideEncodingOffset(), 3), KINDS),
                malformed("type 3", Patched.of(limit()).put8(BLOCK + PlaceDecoder.orderTypeEncodingOffset(), 3), KINDS),
                malformed(
                        "tif 6", Patched.of(limit()).put8(BLOCK + PlaceDecoder.timeInForceEncodingOffset(), 6), KINDS),
                malformed(
                        "self_trade 255",
                        Patched.of(limit()).put8(BLOCK + PlaceDecoder.selfTradeEncodingOffset(), 255),
                        KINDS),
                malformed(
                        "reserved", Patched.of(limit()).put8(BLOCK + PlaceDecoder.reservedEncodingOffset(), 1), KINDS),
                malformed(
                        "display not given",
                        Patched.of(limit()).put64(BLOCK + PlaceDecoder.displayEncodingOffset(), 1),
                        ABSENT),
                malformed(
                        "stop not given",
                        Patched.of(limit()).put64(BLOCK + PlaceDecoder.stopEncodingOffset(), 1),
                        ABSENT),
                malformed(
                        "budget not given",
                        Patched.of(limit()).put64(BLOCK + PlaceDecoder.budgetEncodingOffset(), 1),
                        ABSENT),
                malformed("price not given", Patched.of(limit()).options(0), ABSENT),
                malformed(
                        "limit without price",
                        Orders.limit(TimeInForce.GTC).priceless(),
                        "a limit order needs a price"),
                malformed("market with price", Orders.market(TimeInForce.GTC).price(1), "a market order has no price"),
                malformed("GTD without timeout", Orders.limit(TimeInForce.GTD), "a GTD order needs a timeout"),
                malformed("market GTD without timeout", Orders.market(TimeInForce.GTD), "a GTD order needs a timeout"),
                malformed(
                        "GTC with timeout",
                        Orders.limit(TimeInForce.GTC).timeoutNs(1),
                        "only a GTD order has a timeout"),
                malformed(
                        "market FOK with timeout",
                        Orders.market(TimeInForce.FOK).timeoutNs(1),
                        "only a GTD order has a timeout"),
                malformed(
                        "negative timeout",
                        Orders.limit(TimeInForce.GTD).timeoutNs(-1),
                        "timeout must be 0..2^63-1 ns"),
                malformed("market GTC in the frame", inTime(Orders.market(TimeInForce.IOC), TimeInForce.GTC), market),
                malformed("market DAY in the frame", inTime(Orders.market(TimeInForce.IOC), TimeInForce.DAY), market),
                malformed(
                        "stop-market GTC in the frame",
                        inTime(Orders.market(TimeInForce.IOC).stop(1), TimeInForce.GTC),
                        market),
                malformed(
                        "post-only IOC",
                        Orders.limit(TimeInForce.IOC).postOnly(),
                        "post_only needs an order that may rest"),
                malformed(
                        "post-only market",
                        Orders.market(TimeInForce.GTC).postOnly(),
                        "post_only needs an order that may rest"),
                malformed(
                        "display of a FOK",
                        Orders.limit(TimeInForce.FOK).display(1),
                        "display needs an order that may rest"),
                malformed(
                        "display of a market order",
                        Orders.market(TimeInForce.DAY).stop(1).display(1),
                        "display needs an order that may rest"),
                malformed("budget 0", Orders.limit(TimeInForce.IOC).budget(0), "budget must be 1..2^63-1"),
                malformed("budget of a GTC", Orders.limit(TimeInForce.GTC).budget(1), rest),
                malformed(
                        "budget of a GTC sell",
                        Orders.limit(TimeInForce.GTC).sell().budget(1),
                        rest),
                malformed(
                        "budget of an IOC sell",
                        Orders.limit(TimeInForce.IOC).sell().budget(1),
                        "of sells only FOK orders have a budget"),
                malformed(
                        "budget of a market sell",
                        Orders.market(TimeInForce.GTC).sell().budget(1),
                        "of sells only FOK orders have a budget"),
                malformed(
                        "before the key",
                        Orders.limit(TimeInForce.GTC).keyless().owner(-1),
                        OWNER));
    }

    static Stream<Arguments> malformedReplaces() {
        final Patched replace = Patched.of(replace(ONE, NONE, NONE, NONE, NONE));
        return Stream.of(
                malformed(
                        "replace of nothing",
                        replace(NONE, NONE, NONE, NONE, NONE),
                        "a replace needs something to change"),
                malformed("reduce_by with price", replace(ONE, NONE, ONE, NONE, NONE), "reduce_by is given alone"),
                malformed("reduce_by with quantity", replace(NONE, ONE, ONE, NONE, NONE), "reduce_by is given alone"),
                malformed("reduce_by with filled", replace(NONE, NONE, ONE, ONE, NONE), "reduce_by is given alone"),
                malformed("reduce_by with stop", replace(NONE, NONE, ONE, NONE, ONE), "reduce_by is given alone"),
                malformed("filled alone", replace(NONE, NONE, NONE, ONE, NONE), "filled needs a quantity"),
                malformed("filled with price", replace(ONE, NONE, NONE, ONE, NONE), "filled needs a quantity"),
                malformed(
                        "negative filled",
                        replace(NONE, ONE, NONE, OptionalLong.of(-1), NONE),
                        "filled must be 0..2^63-1"),
                malformed("stop not given", replace.put64(BLOCK + ReplaceDecoder.stopEncodingOffset(), 1), ABSENT),
                malformed(
                        "owner of a replace",
                        Patched.of(replace(ONE, NONE, NONE, NONE, NONE))
                                .put64(BLOCK + ReplaceDecoder.ownerEncodingOffset(), -1),
                        OWNER),
                malformed(
                        "order id with an upper half",
                        Patched.of(replace(ONE, NONE, NONE, NONE, NONE))
                                .options(Options.PRICE_GIVEN | Options.BY_ORDER_ID)
                                .put64(BLOCK + ReplaceDecoder.orderHighEncodingOffset(), 1),
                        "order_id must be 1..2^63-1"));
    }

    static Stream<Arguments> malformedOthers() {
        return Stream.of(
                malformed("owner of a cancel", cancel(KEY, -1, ORDER), OWNER),
                malformed("order id 0", cancel(KEY, 42, OrderRef.ofId(0)), "order_id must be 1..2^63-1"),
                malformed("order id -1", cancel(KEY, 42, OrderRef.ofId(-1)), "order_id must be 1..2^63-1"),
                malformed(
                        "owner of a cancel_all",
                        new Command.CancelAll(KEY, -1, OptionalInt.of(1), Conditions.NONE),
                        OWNER),
                malformed(
                        "instrument not given",
                        Patched.of(cancelAll(OptionalInt.empty()))
                                .put16(BLOCK + CancelAllDecoder.instrumentEncodingOffset(), 1),
                        ABSENT),
                malformed("no depth", new Read.GetBook(1, 0), "depth must be 1..10000"),
                malformed("too deep", new Read.GetBook(1, 10_001), "depth must be 1..10000"),
                malformed("owner of orders", new Read.GetOrders(-1), OWNER));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("otherRefusals")
    void shouldRefuseWithTheFirstReason(
            final String name, final Request request, final Outcome outcome, final String why) {
        assertThat(check(FrameBytes.of(request))).isEqualTo(outcome);
        assertThat(check.why()).isEqualTo(why);
    }

    static Stream<Arguments> otherRefusals() {
        final String key = "key must be 1 or more";
        final String instrument = "no instrument has this code";
        final String price = "prices must be at least 1";
        final String quantity = "quantities must be at least 1";
        final Outcome noKey = Outcome.KEY_ZERO;
        final Outcome noInstrument = Outcome.INSTRUMENT_NOT_FOUND;
        final OptionalLong negative = OptionalLong.of(-1);
        return Stream.of(
                arguments("key of place", limitOf().keyless().instrument(0).place(), noKey, key),
                arguments("key of cancel", cancel(Uint128.ZERO, 42, ORDER), noKey, key),
                arguments(
                        "key of replace",
                        new Command.Replace(Uint128.ZERO, 42, ORDER, ZERO, NONE, NONE, NONE, NONE, Conditions.NONE),
                        noKey,
                        key),
                arguments(
                        "key of cancel_all",
                        new Command.CancelAll(Uint128.ZERO, 42, OptionalInt.of(0), Conditions.NONE),
                        noKey,
                        key),
                arguments(
                        "instrument of place", limitOf().instrument(0).price(0).place(), noInstrument, instrument),
                arguments("instrument of cancel_all", cancelAll(OptionalInt.of(0)), noInstrument, instrument),
                arguments("instrument of book", new Read.GetBook(0, 1), noInstrument, instrument),
                arguments("price 0", limitOf().price(0).quantity(0).place(), Outcome.PRICE_INVALID, price),
                arguments("price -1", limitOf().price(-1).place(), Outcome.PRICE_INVALID, price),
                arguments("stop 0", limitOf().stop(0).quantity(0).place(), Outcome.PRICE_INVALID, price),
                arguments("quantity 0", limitOf().quantity(0).place(), Outcome.QUANTITY_INVALID, quantity),
                arguments("quantity -1", limitOf().quantity(-1).place(), Outcome.QUANTITY_INVALID, quantity),
                arguments("display 0", limitOf().display(0).place(), Outcome.QUANTITY_INVALID, quantity),
                arguments("new price 0", replace(ZERO, ZERO, NONE, NONE, NONE), Outcome.PRICE_INVALID, price),
                arguments("new stop -1", replace(NONE, ZERO, NONE, NONE, negative), Outcome.PRICE_INVALID, price),
                arguments("new quantity 0", replace(ONE, ZERO, NONE, NONE, NONE), Outcome.QUANTITY_INVALID, quantity),
                arguments("reduce_by 0", replace(NONE, NONE, ZERO, NONE, NONE), Outcome.QUANTITY_INVALID, quantity));
    }

    @Test
    void shouldWriteMarketOrdersAsTheyMean() {
        final byte[] ioc = FrameBytes.of(Orders.market(TimeInForce.IOC).place());
        assertThat(FrameBytes.of(Orders.market(TimeInForce.GTC).place())).isEqualTo(ioc);
        assertThat(FrameBytes.of(Orders.market(TimeInForce.DAY).place())).isEqualTo(ioc);
        assertThat(FrameBytes.of(Orders.market(TimeInForce.GTD).timeoutNs(5).place()))
                .isEqualTo(ioc);
        assertThat(FrameBytes.of(Orders.market(TimeInForce.FOK).place())).isNotEqualTo(ioc);
    }

    @Test
    void shouldLetStopMarketOrdersEndBeforeTheyEnter() {
        final byte[] ioc = FrameBytes.of(Orders.market(TimeInForce.IOC).stop(7).place());
        assertThat(FrameBytes.of(Orders.market(TimeInForce.GTC).stop(7).place()))
                .isEqualTo(ioc);
        assertThat(FrameBytes.of(Orders.market(TimeInForce.DAY).stop(7).place()))
                .isNotEqualTo(ioc);
    }

    @Test
    void shouldFitAPlainOrderIntoASlotOfTheRing() {
        assertThat(FrameBytes.of(limit())).hasSize(96);
    }

    private static Orders limitOf() {
        return Orders.limit(TimeInForce.GTC);
    }

    private static Command limit() {
        return limitOf().place();
    }

    private static Patched inTime(final Orders order, final TimeInForce time) {
        return Patched.of(order.place()).put8(BLOCK + PlaceDecoder.timeInForceEncodingOffset(), time.code());
    }

    private static Command replace(
            final OptionalLong price,
            final OptionalLong quantity,
            final OptionalLong reduceBy,
            final OptionalLong filled,
            final OptionalLong stop) {
        return new Command.Replace(KEY, 42, ORDER, price, quantity, reduceBy, filled, stop, Conditions.NONE);
    }

    private static Command cancel(final Uint128 key, final long owner, final OrderRef order) {
        return new Command.Cancel(key, owner, order, Conditions.NONE);
    }

    private static Command cancelAll(final OptionalInt instrument) {
        return new Command.CancelAll(KEY, 42, instrument, Conditions.NONE);
    }

    private static Arguments malformed(final String name, final Orders order, final String why) {
        return malformed(name, order.place(), why);
    }

    private static Arguments malformed(final String name, final Request request, final String why) {
        return malformed(name, Patched.of(request), why);
    }

    private static Arguments malformed(final String name, final Patched frame, final String why) {
        return arguments(name, frame, why);
    }

    private Outcome check(final byte[] frame) {
        return check.check(FrameBytes.exactly(frame), 0, frame.length);
    }
}
