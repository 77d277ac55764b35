package dev.florin.gateway.request;

import static dev.florin.gateway.request.Lines.ETH;
import static dev.florin.gateway.request.Lines.ETH_SEK;
import static dev.florin.gateway.request.Lines.SEK;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.florin.engine.ClockMode;
import dev.florin.protocol.AccountId;
import dev.florin.protocol.Bounds;
import dev.florin.protocol.Outcome;
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
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What lines about instruments and orders become, and which of them the door refuses. */
class TradingLinesTest {
    private static final Conditions NONE = Conditions.NONE;
    private static final OptionalLong ABSENT = OptionalLong.empty();
    private static final String PLACE = "'op':'place','key':'21','owner':42,'instrument':'ETH-SEK','side':'buy'";
    private static final String CREATE = "'op':'create_instrument','key':'20','instrument':'ETH-JPY','id':4,"
            + "'base':'ETH','quote':'SEK','lot':1000,'tick':5,'operator':9";

    private static final String CREATE_FEE =
            "'op':'create_instrument','instrument':'E','id':1,'base':'ETH','quote':'SEK','lot':1,'tick':1,'operator':9,";
    private static final String LIMIT =
            "'op':'place','owner':42,'instrument':'ETH-SEK','side':'buy','type':'limit','quantity':1,";

    @Test
    void shouldMakeInstruments() {
        assertThat(request("{" + CREATE
                        + ",'maker_fee':{'per_lot':'-0.01','ppm':100},'taker_fee':{'ppm':-250,'per_lot':7}}"))
                .isEqualTo(new Command.CreateInstrument(
                        key(20), 4, "ETH-JPY", ETH, SEK, 1_000, 5, 9, new Fee(-1, 100), new Fee(7, -250), NONE));
        assertThat(request("{" + CREATE + ",'maker_fee':{}}"))
                .isEqualTo(new Command.CreateInstrument(
                        key(20), 4, "ETH-JPY", ETH, SEK, 1_000, 5, 9, Fee.NONE, Fee.NONE, NONE));
    }

    @Test
    void shouldSetWhatIsGivenOfAnInstrument() {
        final String set = "{'op':'set_instrument','key':'25','instrument':'ETH-SEK'";
        assertThat(request(set + ",'state':'auction','reference':2500,'band_ppm':50000}"))
                .isEqualTo(new Command.SetInstrument(
                        key(25),
                        ETH_SEK,
                        Optional.of(InstrumentState.AUCTION),
                        OptionalLong.of(2_500),
                        OptionalLong.of(50_000),
                        Optional.empty(),
                        Optional.empty(),
                        NONE));
        assertThat(request(set + ",'taker_fee':{'per_lot':'1.5'}}"))
                .isEqualTo(new Command.SetInstrument(
                        key(25),
                        ETH_SEK,
                        Optional.empty(),
                        ABSENT,
                        ABSENT,
                        Optional.empty(),
                        Optional.of(new Fee(150, 0)),
                        NONE));
    }

    @Test
    void shouldPlaceOrders() {
        assertThat(request("{" + PLACE + ",'type':'limit','price':2500,'quantity':10,'tif':'GTC'}"))
                .isEqualTo(Command.Place.limit(key(21), 42, ETH_SEK, OrderSide.BUY, 2_500, 10))
                .isEqualTo(request("{" + PLACE + ",'type':'limit','price':2500,'quantity':10,'post_only':false,"
                        + "'self_trade':'cancel_taker','account_type':0,'timeout_ms':0}"));
        final Conditions expected = new Conditions(9, List.of(new Conditions.Expectation(AccountId.of(42, SEK), 6)));
        assertThat(request("{'op':'place','key':'21','owner':42,'account_type':3,'instrument':'ETH-SEK','side':'sell',"
                        + "'type':'limit','price':1,'quantity':2,'tif':'GTD','timeout_ms':60000,'post_only':true,"
                        + "'display':1,'stop':7,'self_trade':'decrement','expect':{'42/SEK':6},'not_after':9}"))
                .isEqualTo(new Command.Place(
                        key(21),
                        42,
                        3,
                        ETH_SEK,
                        OrderSide.SELL,
                        OrderType.LIMIT,
                        TimeInForce.GTD,
                        OptionalLong.of(1),
                        2,
                        true,
                        OptionalLong.of(1),
                        OptionalLong.of(7),
                        ABSENT,
                        60_000_000_000L,
                        SelfTrade.DECREMENT,
                        expected));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"5 | 5", "'5' | 500", "'0.25' | 25", "'92233720368547758.07' | 9223372036854775807"})
    void shouldReadBudgetsByTheScaleOfTheQuoteLedger(final String budget, final long minor) {
        final Request request = request("{" + PLACE + ",'type':'market','quantity':1,'budget':" + budget + "}");

        assertThat(((Command.Place) request).budget()).hasValue(minor);
    }

    @Test
    void shouldNameOrdersByKeyOrId() {
        assertThat(request("{'op':'cancel','key':'23','owner':42,'order':'0021'}"))
                .isEqualTo(new Command.Cancel(key(23), 42, OrderRef.ofKey(key(21)), NONE));
        assertThat(request("{'op':'cancel','key':'23','owner':42,'order_id':21}"))
                .isEqualTo(new Command.Cancel(key(23), 42, OrderRef.ofId(21), NONE));
        assertThat(request("{'op':'replace','key':'22','owner':42,'order_id':21,'price':2505,'quantity':8,'filled':0,"
                        + "'stop':1}"))
                .isEqualTo(new Command.Replace(
                        key(22),
                        42,
                        OrderRef.ofId(21),
                        OptionalLong.of(2_505),
                        OptionalLong.of(8),
                        ABSENT,
                        OptionalLong.of(0),
                        OptionalLong.of(1),
                        NONE));
        assertThat(request("{'op':'replace','key':'22','owner':42,'order':'21','reduce_by':3}"))
                .isEqualTo(new Command.Replace(
                        key(22),
                        42,
                        OrderRef.ofKey(key(21)),
                        ABSENT,
                        ABSENT,
                        OptionalLong.of(3),
                        ABSENT,
                        ABSENT,
                        NONE));
    }

    @Test
    void shouldCancelAllOfOneInstrumentOrOfEvery() {
        assertThat(request("{'op':'cancel_all','key':'24','owner':42}"))
                .isEqualTo(new Command.CancelAll(key(24), 42, OptionalInt.empty(), NONE));
        assertThat(request("{'op':'cancel_all','key':'24','owner':42,'instrument':'ETH-SEK'}"))
                .isEqualTo(new Command.CancelAll(key(24), 42, OptionalInt.of(ETH_SEK), NONE));
    }

    @Test
    void shouldReadBooksAndOrders() {
        assertThat(request("{'op':'book','instrument':'ETH-SEK','depth':10}")).isEqualTo(new Read.GetBook(ETH_SEK, 10));
        assertThat(request("{'op':'book','instrument':'ETH-SEK'}"))
                .isEqualTo(new Read.GetBook(ETH_SEK, Bounds.MAX_BOOK_DEPTH));
        assertThat(request("{'op':'orders','owner':42}")).isEqualTo(new Read.GetOrders(42));
    }

    @Test
    void shouldLeaveUnknownCodesToTheCheckAtTheDoor() {
        final Catalogue catalogue = new Catalogue();
        final LineDecoder decoder = new LineDecoder(catalogue, ClockMode.SYSTEM);
        final String place = "{" + PLACE + ",'type':'market','quantity':1,'budget':'1.234567'}";
        assertThat(decoded(decoder, place))
                .isInstanceOfSatisfying(
                        Command.Place.class,
                        order -> assertThat(order.instrument()).isZero());
        assertThat(catalogue.hasMissed()).isTrue();
        assertThat(decoded(decoder, "{" + CREATE + ",'maker_fee':{'per_lot':'1.234567'}}"))
                .isInstanceOfSatisfying(
                        Command.CreateInstrument.class,
                        made -> assertThat(made.baseLedger() + made.quoteLedger())
                                .isZero());
        assertThat(decoded(decoder, "{'op':'book','instrument':'A'}")).isEqualTo(new Read.GetBook(0, 10_000));
    }

    /** Whatever the scale: the door refuses a budget below 1, or where none may be, before it looks for the instrument. */
    @ParameterizedTest
    @CsvSource({"0.01, 1", "10, 1", "0.00, 0", "-0.01, 0", "0, 0"})
    void shouldTellTheDoorOfABudgetOnAnUnknownInstrument(final String budget, final long told) {
        final LineDecoder decoder = new LineDecoder(new Catalogue(), ClockMode.SYSTEM);
        final Request request =
                decoded(decoder, "{" + PLACE + ",'type':'market','quantity':1,'budget':'" + budget + "'}");
        assertThat(((Command.Place) request).budget()).hasValue(told);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'op':'create_instrument','instrument':'E','id':0,'base':'ETH','quote':'SEK','lot':1,'tick':1,'operator':9",
                "'op':'create_instrument','instrument':'e','id':1,'base':'ETH','quote':'SEK','lot':1,'tick':1,'operator':9",
                "'op':'create_instrument','instrument':'E','id':1,'base':'eth','quote':'SEK','lot':1,'tick':1,'operator':9",
                "'op':'create_instrument','instrument':'E','id':1,'base':'ETH','quote':'SEK','lot':0,'tick':1,'operator':9",
                "'op':'create_instrument','instrument':'E','id':1,'base':'ETH','quote':'SEK','lot':1,'tick':0,'operator':9",
                "'op':'create_instrument','instrument':'E','id':1,'base':'ETH','quote':'SEK','lot':'1','tick':1,'operator':9",
                "'op':'create_instrument','instrument':'E','id':1,'base':'ETH','quote':'SEK','lot':1,'tick':1,'operator':-1",
                "'op':'create_instrument','instrument':'E','id':1,'base':'ETH','quote':'SEK','lot':1,'tick':1",
                CREATE_FEE + "'maker_fee':5",
                CREATE_FEE + "'maker_fee':{'ppm':1.5}",
                CREATE_FEE + "'maker_fee':{'ppm':1000001}",
                CREATE_FEE + "'maker_fee':{'ppm':-1000001}",
                CREATE_FEE + "'maker_fee':{'per_lot':'0.001'}",
                CREATE_FEE + "'maker_fee':{'per_lot':-9223372036854775808}",
                CREATE_FEE + "'maker_fee':{'ppm':1,'ppm':1}",
                CREATE_FEE + "'maker_fee':{'bogus':1}",
                CREATE_FEE + "'maker_fee':{'price':1}",
                CREATE_FEE + "'maker_fee':{'ppm':{}}",
                CREATE_FEE + "'ppm':1",
                "'op':'set_instrument','instrument':'ETH-SEK','state':'OPEN'",
                "'op':'set_instrument','instrument':'ETH-SEK','reference':'1.00'",
                "'op':'set_instrument','instrument':'ETH/SEK','state':'open'",
                LIMIT + "'price':'1'",
                LIMIT + "'price':1.0",
                LIMIT + "'price':9223372036854775808",
                LIMIT + "'price':1,'tif':'gtc'",
                LIMIT + "'price':1,'self_trade':'none'",
                LIMIT + "'price':1,'account_type':256",
                LIMIT + "'price':1,'post_only':1",
                LIMIT + "'price':1,'budget':'1.234'",
                LIMIT + "'price':1,'order_id':1",
                LIMIT + "'price':1,'code':1",
                LIMIT + "'price':1,'timeout_ms':-1",
                "'op':'place','owner':-1,'instrument':'ETH-SEK','side':'buy','type':'limit','price':1,'quantity':1",
                "'op':'place','owner':1,'instrument':'ETH-SEK','side':'both','type':'limit','price':1,'quantity':1",
                "'op':'place','owner':1,'instrument':'ETH-SEK','side':'buy','type':'stop','price':1,'quantity':1",
                "'op':'place','owner':1,'instrument':'ETH-SEK','side':'buy','type':'limit','price':1",
                "'op':'place','owner':1,'instrument':'ETH-SEK','side':'buy','price':1,'quantity':1",
                "'op':'replace','owner':1,'price':1",
                "'op':'replace','owner':1,'order':'1','order_id':1,'price':1",
                "'op':'replace','owner':1,'order':1,'price':1",
                "'op':'replace','owner':1,'order':'8#0','price':1",
                "'op':'replace','owner':1,'order_id':'1','price':1",
                "'op':'cancel','owner':1",
                "'op':'cancel','order':'1'",
                "'op':'cancel_all'",
                "'op':'cancel_all','owner':1,'side':'buy'"
            })
    void shouldRefuseWhatIsMalformed(final String fields) {
        final DecodedLine line = Lines.decode(quoted("{'key':'77'," + fields + "}"));

        assertThat(line.refusal()).as(fields).isNotNull();
        assertThat(line.refusal().outcome()).isEqualTo(Outcome.MALFORMED);
        assertThat(line.key()).isEqualTo("77");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'op':'book'}",
                "{'op':'book','instrument':'ETH-SEK','depth':0}",
                "{'op':'book','instrument':'ETH-SEK','depth':10001}",
                "{'op':'book','instrument':'ETH-SEK','key':'1'}",
                "{'op':'book','instrument':5}",
                "{'op':'orders'}",
                "{'op':'orders','owner':-1}",
                "{'op':'orders','owner':'42'}",
                "{'op':'orders','owner':42,'instrument':'ETH-SEK'}"
            })
    void shouldRefuseMalformedReads(final String line) {
        assertThat(Lines.decode(quoted(line)).refusal().outcome()).isEqualTo(Outcome.MALFORMED);
    }

    private static Request request(final String line) {
        return decoded(Lines.decoder(ClockMode.SYSTEM), line);
    }

    private static Request decoded(final LineDecoder decoder, final String line) {
        final DecodedLine decoded = Lines.decode(decoder, quoted(line).getBytes(UTF_8));
        assertThat(decoded.refusal()).as(line).isNull();
        return ((LineAction.Offer) decoded.action()).request();
    }

    private static String quoted(final String line) {
        return line.replace('\'', '"');
    }

    private static Uint128 key(final long number) {
        return Uint128.of(number);
    }
}
