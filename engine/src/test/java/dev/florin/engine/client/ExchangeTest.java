package dev.florin.engine.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.florin.engine.Engine;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.event.Event;
import dev.florin.protocol.order.Fee;
import dev.florin.protocol.order.InstrumentState;
import dev.florin.protocol.order.OrderSide;
import dev.florin.protocol.order.OrderStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ExchangeTest {
    private static final Ledger BTC = new Ledger(1, "BTC", 8);
    private static final Ledger USD = new Ledger(840, "USD", 2);
    private static final Instrument BTC_USD = new Instrument(1, "BTC-USD", BTC, USD, 1_000, 5);
    private static final long ANNA = 42;
    private static final long MAKER = 7;
    private static final long OPERATOR = 9;

    @TempDir
    private Path directory;

    private Engine engine;
    private Florin florin;
    private Exchange exchange;

    @BeforeEach
    void open() {
        engine = Engine.open(FlorinTest.config(directory));
        florin = Florin.on(engine);
        exchange = florin.exchange();
        florin.createLedger(BTC).callOrThrow();
        florin.createLedger(USD).callOrThrow();
        fund(BTC.account(MAKER), BTC.minor(1_000_000));
        fund(USD.account(ANNA), USD.amount("1000.00"));
        exchange.createInstrument(BTC_USD, OPERATOR)
                .makerFee(new Fee(0, 100))
                .takerFee(new Fee(0, 250))
                .callOrThrow();
    }

    @AfterEach
    void close() {
        engine.close();
    }

    private void fund(final Account account, final Money amount) {
        final Account bank = account.ledger().account(0);
        florin.openAccount(bank).noFloor().callOrThrow();
        florin.openAccount(account).callOrThrow();
        florin.transfer(Key.random()).from(bank).to(account).amount(amount).callOrThrow();
    }

    private Receipt.Placed sell(final long quantity, final String price) {
        return exchange.sell(Key.random(), MAKER, BTC_USD, quantity)
                .at(BTC_USD.price(price))
                .callOrThrow();
    }

    @Test
    void shouldTradeAndTellTheFills() {
        final Receipt.Placed resting = sell(4, "25.00");
        assertThat(resting.progress()).isEqualTo(new Answer.OrderProgress(OrderStatus.RESTING, 0, 4));

        final PlaceBuilder buy = exchange.buy(Key.random(), ANNA, BTC_USD, 10).at(BTC_USD.price("25.00"));
        final Receipt.Placed bought = buy.callOrThrow();
        assertThat(bought.progress()).isEqualTo(new Answer.OrderProgress(OrderStatus.RESTING, 4, 6));
        assertThat(bought.fills())
                .containsExactly(new Answer.Fill(2_500, 4, resting.order().key().value(), MAKER));

        final Receipt.Placed again = buy.callOrThrow();
        assertThat(again.isDuplicate()).isTrue();
        assertThat(again.progress()).isEqualTo(bought.progress());
        assertThat(again.fills()).isEmpty();
        assertThat(florin.read(BTC.account(ANNA)).balance()).isEqualTo(BTC.minor(4_000));
    }

    @Test
    void shouldTakeOffWhatTradedBeforeTheReplaceCame() {
        final Order order = sell(4, "25.00").order();
        exchange.buy(Key.random(), ANNA, BTC_USD, 1).at(BTC_USD.price("25.00")).callOrThrow();

        // Of the 3 that whoever believes nothing traded still wants to sell, 1 is sold.
        final Receipt.Replaced replaced =
                exchange.replace(Key.random(), order).quantity(3, 0).callOrThrow();
        assertThat(replaced.progress()).isEqualTo(new Answer.OrderProgress(OrderStatus.RESTING, 1, 2));
    }

    @Test
    void shouldReplaceAndCancel() {
        final Order order = sell(4, "25.00").order();
        final Receipt.Replaced replaced = exchange.replace(Key.random(), order)
                .at(BTC_USD.price(2_600))
                .quantity(3, 0)
                .callOrThrow();
        assertThat(replaced.progress().remaining()).isEqualTo(3);
        assertThat(exchange.replace(Key.random(), order)
                        .at(BTC_USD.price("26.00"))
                        .callOrThrow()
                        .progress()
                        .remaining())
                .isEqualTo(3);
        assertThat(exchange.replace(Key.random(), order)
                        .reduceBy(1)
                        .callOrThrow()
                        .progress()
                        .remaining())
                .isEqualTo(2);
        assertThat(exchange.orders(MAKER).orders())
                .singleElement()
                .satisfies(open -> assertThat(open.price()).isEqualTo(2_600));

        final Receipt.Cancelled cancelled = exchange.cancel(Key.random(), order).callOrThrow();
        assertThat(cancelled.progress()).isEqualTo(new Answer.OrderProgress(OrderStatus.CANCELLED, 0, 2));
        assertThat(exchange.cancel(Key.random(), order).call().outcome()).isEqualTo(Outcome.ORDER_DONE);
        assertThat(exchange.book(BTC_USD, 10).asks()).isEmpty();
    }

    @Test
    void shouldCancelAllOfAnOwner() {
        sell(1, "25.00");
        sell(2, "26.00");
        final Receipt.AllCancelled cancelled =
                exchange.cancelAll(Key.random(), MAKER).on(BTC_USD).callOrThrow();
        assertThat(cancelled.count()).isEqualTo(2);
        assertThat(cancelled.more()).isFalse();
        assertThat(exchange.orders(MAKER).orders()).isEmpty();
    }

    @Test
    void shouldRefuseWithAValue() {
        final Result<Receipt.Placed> none =
                exchange.buy(Key.random(), ANNA, BTC_USD, 1).call();
        assertThat(none.outcome()).isEqualTo(Outcome.NOTHING_FILLED);
        assertThat(none.receipt()).isEmpty();
        final Result<Receipt.Placed> tooMuch = exchange.buy(Key.random(), ANNA, BTC_USD, 1_000_000)
                .at(BTC_USD.price("25.00"))
                .call();
        assertThat(tooMuch.outcome()).isEqualTo(Outcome.INSUFFICIENT_FUNDS);
        assertThatIllegalArgumentException().isThrownBy(() -> BTC_USD.price("25.01"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> exchange.buy(Key.random(), ANNA, BTC_USD, 1).at(BTC.minor(5)));
    }

    @Test
    void shouldOfferEveryKindOfOrder() {
        sell(4, "25.00");
        assertThat(exchange.buy(Key.random(), ANNA, BTC_USD, 1)
                        .budget(USD.amount("25.10"))
                        .callOrThrow()
                        .progress()
                        .status())
                .isEqualTo(OrderStatus.FILLED);
        assertThat(exchange.buy(Key.random(), ANNA, BTC_USD, 5)
                        .at(BTC_USD.price("25.00"))
                        .fillOrKill()
                        .call()
                        .outcome())
                .isEqualTo(Outcome.CANNOT_FILL);
        assertThat(exchange.buy(Key.random(), ANNA, BTC_USD, 1)
                        .at(BTC_USD.price("25.00"))
                        .postOnly()
                        .call()
                        .outcome())
                .isEqualTo(Outcome.WOULD_TRADE);
        assertThat(exchange.buy(Key.random(), ANNA, BTC_USD, 5)
                        .at(BTC_USD.price("25.00"))
                        .immediateOrCancel()
                        .callOrThrow()
                        .progress())
                .isEqualTo(new Answer.OrderProgress(OrderStatus.PARTIAL, 3, 2));
        assertThat(exchange.buy(Key.random(), ANNA, BTC_USD, 2)
                        .at(BTC_USD.price("30.00"))
                        .stop(BTC_USD.price("30.00"))
                        .expiresAfter(Duration.ofHours(1))
                        .callOrThrow()
                        .progress()
                        .status())
                .isEqualTo(OrderStatus.WAITING);
        assertThat(exchange.buy(Key.random(), ANNA, BTC_USD, 4)
                        .at(BTC_USD.price("20.00"))
                        .display(1)
                        .forTheDay()
                        .callOrThrow()
                        .progress()
                        .status())
                .isEqualTo(OrderStatus.RESTING);
        assertThat(exchange.book(BTC_USD, 10).bids()).containsExactly(new Answer.Level(2_000, 1, 1));
    }

    @Test
    void shouldSetInstrumentsAndFindThemByCode() {
        assertThat(florin.exchange().instrument("BTC-USD")).isEqualTo(BTC_USD);
        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(() -> exchange.instrument("BTC-EUR"));
        assertThat(exchange.createInstrument(BTC_USD, OPERATOR + 1).call().outcome())
                .isEqualTo(Outcome.INSTRUMENT_CONFLICT);
        exchange.setInstrument(Key.random(), BTC_USD)
                .state(InstrumentState.AUCTION)
                .reference(BTC_USD.price("25.00"))
                .bandPpm(50_000)
                .callOrThrow();
        assertThat(exchange.book(BTC_USD, 1).state()).hasValue(InstrumentState.AUCTION);
        assertThat(exchange.book(BTC_USD, 1).indicative()).hasValue(new Answer.Indicative(0, 0));
    }

    @Test
    void shouldFeedEventsAsValues() {
        final List<Event> events = new ArrayList<>();
        try (EventFeed feed = EventFeed.of(engine)) {
            final Receipt.Placed maker = sell(4, "25.00");
            final Receipt.Placed taker = exchange.buy(Key.random(), ANNA, BTC_USD, 4)
                    .at(BTC_USD.price("25.00"))
                    .callOrThrow();
            while (feed.poll(events::add, 100) > 0) {
                Thread.onSpinWait();
            }
            assertThat(feed.missedCount()).isZero();
            final long sequence = taker.stamp().sequence();
            final long at = taker.stamp().timestampNs();
            assertThat(events)
                    .hasSize(6)
                    .contains(
                            new Event.Traded(
                                    sequence,
                                    at,
                                    1,
                                    1,
                                    2_500,
                                    4,
                                    maker.order().key().value(),
                                    MAKER,
                                    1,
                                    taker.order().key().value(),
                                    ANNA,
                                    3,
                                    OrderSide.BUY),
                            new Event.LevelChanged(sequence, at, 1, OrderSide.SELL, 2_500, 0, 0));
        }
    }
}
