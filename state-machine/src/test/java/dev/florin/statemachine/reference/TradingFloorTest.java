package dev.florin.statemachine.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Conditions;
import dev.florin.protocol.order.Fee;
import dev.florin.protocol.order.InstrumentState;
import dev.florin.protocol.order.OrderSide;
import dev.florin.protocol.order.OrderStatus;
import dev.florin.protocol.order.SelfTrade;
import dev.florin.protocol.order.TimeInForce;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The model's section 9 by scenarios worked out by hand: what it is, before anything is compared with it. */
final class TradingFloorTest {
    private static final long ANNA = 1;
    private static final long BO = 2;
    private static final long CARL = 3;
    private static final AccountId FEES = new AccountId(TradingFloor.OPERATOR, TradingFloor.QUOTE, 1);

    private final TradingFloor free = new TradingFloor(Fee.NONE, Fee.NONE, ANNA, BO, CARL);

    @Test
    void shouldReserveValueWithTheDearestFeeAndGiveBackWhatBetterPricesSave() {
        // Maker 1,000 millionths, taker 1 a lot.
        final TradingFloor floor = new TradingFloor(new Fee(0, 1_000), new Fee(1, 0), ANNA, BO);
        // 10 @ 100: value 1,000; as maker 1, as taker 10: 1,010.
        floor.limit(ANNA, OrderSide.BUY, 100, 10);
        assertThat(floor.quote(ANNA).debitsPending()).isEqualTo(1_010);
        // Bo sells 4 @ 95, but trades at 100: value 400; maker 0.4 is 1 rounded up, taker 4.
        floor.limit(BO, OrderSide.SELL, 95, 4);
        assertThat(floor.told())
                .containsExactly(
                        "trade 4 @ 100 of 1 by 2 for 1 and 4", "order of 1 resting 4 + 6", "order of 2 filled 4 + 0");
        // Left: 600, and as taker 6: 0.4 + 6 = 6.4 is 7, of which 1 is charged: 606.
        assertThat(floor.quote(ANNA).debitsPending()).isEqualTo(606);
        assertThat(floor.quote(ANNA).balance()).isEqualTo(TradingFloor.FUNDS - 401);
        assertThat(floor.quote(BO).balance()).isEqualTo(TradingFloor.FUNDS + 396);
        assertThat(floor.base(ANNA).balance()).isEqualTo(TradingFloor.FUNDS + 40);
        assertThat(floor.account(FEES).balance()).isEqualTo(5);
    }

    @Test
    void shouldRoundFeesOnceForEachOrder() {
        // 100,000 millionths of 5 are 0.5 a lot: charged 1, 0, 1. The rebate of 0.5: given 0, 1, 0.
        final TradingFloor floor = new TradingFloor(new Fee(0, -100_000), new Fee(0, 100_000), ANNA, BO);
        floor.limit(ANNA, OrderSide.BUY, 5, 3);
        for (int i = 0; i < 3; i++) {
            floor.limit(BO, OrderSide.SELL, 5, 1, TimeInForce.IOC, 0, SelfTrade.CANCEL_TAKER);
            assertThat(floor.told().get(0)).isEqualTo("trade 1 @ 5 of 1 by 2 for " + (i == 1 ? -1 : 0) + " and 1");
        }
        assertThat(floor.account(FEES).balance()).isEqualTo(2);
    }

    @Test
    void shouldWaiveWhatASellersFeeExceedsItsProceeds() {
        // The taker pays 7 a lot, but one lot brings 5.
        final TradingFloor floor = new TradingFloor(Fee.NONE, new Fee(7, 0), ANNA, BO);
        floor.limit(ANNA, OrderSide.BUY, 5, 1);
        floor.limit(BO, OrderSide.SELL, 5, 1);
        assertThat(floor.told().get(0)).isEqualTo("trade 1 @ 5 of 1 by 2 for 0 and 5");
        assertThat(floor.quote(BO).balance()).isEqualTo(TradingFloor.FUNDS);
    }

    @Test
    void shouldServeRefilledSlicesBehindTheirPrice() {
        free.limit(ANNA, OrderSide.SELL, 100, 10, TimeInForce.GTC, 3, SelfTrade.CANCEL_TAKER);
        free.limit(BO, OrderSide.SELL, 100, 2);
        assertThat(free.book().asks()).containsExactly(new Answer.Level(100, 5, 2));
        free.limit(CARL, OrderSide.BUY, 100, 7);
        assertThat(free.told())
                .containsExactly(
                        "trade 3 @ 100 of 1 by 3 for 0 and 0",
                        "order of 1 resting 3 + 7",
                        "trade 2 @ 100 of 2 by 3 for 0 and 0",
                        "order of 2 filled 2 + 0",
                        "trade 2 @ 100 of 1 by 3 for 0 and 0",
                        "order of 1 resting 5 + 5",
                        "order of 3 filled 7 + 0");
        // One of the slice of 3 is left, and 4 are hidden.
        assertThat(free.book().asks()).containsExactly(new Answer.Level(100, 1, 1));
    }

    @Test
    void shouldPreventSelfTradesInEveryMode() {
        final long maker = iceberg();
        assertThat(selfTrade(SelfTrade.CANCEL_TAKER).order())
                .isEqualTo(new Answer.OrderProgress(OrderStatus.CANCELLED, 0, 4));
        assertThat(selfTrade(SelfTrade.ALLOW).fills()).hasSize(2);
        // Of 10 shown by 3: 4 went to the owner's own taker; decrement takes the 2 that are shown, then 2 of the next
        // slice.
        final Answer.OfOrder decremented = selfTrade(SelfTrade.DECREMENT);
        assertThat(decremented.order()).isEqualTo(new Answer.OrderProgress(OrderStatus.CANCELLED, 0, 0));
        assertThat(free.told().get(1)).isEqualTo("order of 1 resting 4 + 2");
        assertThat(selfTrade(SelfTrade.CANCEL_MAKER).order().status()).isEqualTo(OrderStatus.RESTING);
        assertThat(free.cancel(ANNA, maker).outcome()).isEqualTo(Outcome.ORDER_NOT_FOUND);
        free.cancelAll(ANNA);
        iceberg();
        assertThat(selfTrade(SelfTrade.CANCEL_BOTH).order().status()).isEqualTo(OrderStatus.CANCELLED);
        assertThat(free.book().asks()).isEmpty();
        assertThat(free.book().bids()).isEmpty();
        assertThat(free.base(ANNA).debitsPending()).isZero();
    }

    private long iceberg() {
        return free.limit(ANNA, OrderSide.SELL, 100, 10, TimeInForce.GTC, 3, SelfTrade.CANCEL_TAKER)
                .sequence();
    }

    private Answer.OfOrder selfTrade(final SelfTrade mode) {
        return free.limit(ANNA, OrderSide.BUY, 100, 4, TimeInForce.GTC, 0, mode);
    }

    @Test
    void shouldUndoAllOfAFillOrKillThatCannotFill() {
        free.limit(ANNA, OrderSide.SELL, 100, 9, TimeInForce.GTC, 2, SelfTrade.CANCEL_TAKER);
        assertThat(fillOrKill(10).outcome()).isEqualTo(Outcome.CANNOT_FILL);
        assertThat(free.told()).isEmpty();
        assertThat(free.quote(BO).debitsPending()).isZero();
        // Hidden quantity counts.
        assertThat(fillOrKill(9).order().status()).isEqualTo(OrderStatus.FILLED);
    }

    private Answer.OfOrder fillOrKill(final long quantity) {
        return free.limit(BO, OrderSide.BUY, 100, quantity, TimeInForce.FOK, 0, SelfTrade.CANCEL_TAKER);
    }

    @Test
    void shouldSpendNoMoreThanTheBudgetFeesIncluded() {
        // 3 a lot: at 100 a lot costs 103, at 105 it costs 108.
        final TradingFloor floor = new TradingFloor(Fee.NONE, new Fee(3, 0), ANNA, BO);
        floor.limit(ANNA, OrderSide.SELL, 100, 2);
        floor.limit(ANNA, OrderSide.SELL, 105, 5);
        // 206 for two, 216 for two more, and 107 of the 529 are not enough for a fifth.
        final Answer.OfOrder answer = floor.market(BO, OrderSide.BUY, 7, 529);
        assertThat(answer.order()).isEqualTo(new Answer.OrderProgress(OrderStatus.PARTIAL, 4, 3));
        assertThat(floor.quote(BO).balance()).isEqualTo(TradingFloor.FUNDS - 422);
        assertThat(floor.quote(BO).debitsPending()).isZero();
        // 108 buy a fifth.
        assertThat(floor.market(BO, OrderSide.BUY, 7, 108).order().filled()).isEqualTo(1);
        assertThat(floor.market(BO, OrderSide.BUY, 7, 107).outcome()).isEqualTo(Outcome.NOTHING_FILLED);
    }

    @Test
    void shouldLetStopsEnterInTheOrderOfTheirTriggers() {
        free.limit(ANNA, OrderSide.SELL, 100, 1);
        free.limit(ANNA, OrderSide.SELL, 105, 1);
        final long late = free.stop(CARL, OrderSide.BUY, 105, 50, 1).sequence();
        final long early = free.stop(CARL, OrderSide.BUY, 100, 50, 2).sequence();
        final long sell = free.stop(CARL, OrderSide.SELL, 100, 200, 3).sequence();
        assertThat(List.of(late, early, sell)).isSorted();
        // Trades at 100 and 105. The first triggers the buy at 100 and the sell, buys before sells; the second the
        // other.
        free.limit(BO, OrderSide.BUY, 105, 2);
        assertThat(free.told().subList(4, 8))
                .containsExactly(
                        "order of 2 filled 2 + 0",
                        "order of 3 resting 0 + 2",
                        "order of 3 resting 0 + 3",
                        "order of 3 resting 0 + 1");
    }

    @Test
    void shouldHaltWhereTheNextTradeIsOutsideTheBand() {
        free.limit(ANNA, OrderSide.SELL, 100, 1);
        free.limit(ANNA, OrderSide.SELL, 110, 1);
        free.limit(ANNA, OrderSide.SELL, 115, 1);
        // 10 % of 100: 110 is inside, 115 is not.
        free.set(Optional.empty(), OptionalLong.of(100), OptionalLong.of(100_000));
        final Answer.OfOrder answer = free.limit(BO, OrderSide.BUY, 120, 5);
        assertThat(answer.order()).isEqualTo(new Answer.OrderProgress(OrderStatus.PARTIAL, 2, 3));
        assertThat(free.told().subList(4, 6)).containsExactly("instrument halted", "order of 2 partial 2 + 3");
        assertThat(free.limit(BO, OrderSide.BUY, 120, 5).outcome()).isEqualTo(Outcome.INSTRUMENT_HALTED);
        // The anchor is now the last trade at 110, of which 10 % are 11: 115 is inside.
        free.enter(InstrumentState.OPEN);
        assertThat(free.limit(BO, OrderSide.BUY, 120, 1).order().status()).isEqualTo(OrderStatus.FILLED);
    }

    @Test
    void shouldUncrossAtThePriceOfLargestVolumeThenLeastSurplusThenNearestTheAnchor() {
        free.enter(InstrumentState.AUCTION);
        free.limit(ANNA, OrderSide.BUY, 120, 5);
        free.limit(BO, OrderSide.SELL, 100, 5);
        // 5 trade at any of 100..120. Without an anchor nobody is left over anywhere: the lowest.
        assertThat(free.book().indicative()).contains(new Answer.Indicative(100, 5));
        free.set(Optional.empty(), OptionalLong.of(110), OptionalLong.empty());
        assertThat(free.book().indicative()).contains(new Answer.Indicative(110, 5));
        // Two more buyers at 105: up to there 2 are left over, above nobody.
        free.limit(CARL, OrderSide.BUY, 105, 2);
        free.set(Optional.empty(), OptionalLong.of(100), OptionalLong.empty());
        assertThat(free.book().indicative()).contains(new Answer.Indicative(110, 5));
        free.enter(InstrumentState.OPEN);
        assertThat(free.told())
                .containsExactly(
                        "trade 5 @ 110 of 1 by 2 for 0 and 0",
                        "order of 1 filled 5 + 0",
                        "order of 2 filled 5 + 0",
                        "instrument open");
    }

    @Test
    void shouldKeepThePlaceOfWhatOnlyGrowsSmaller() {
        final long first = free.limit(ANNA, OrderSide.BUY, 100, 5).sequence();
        free.limit(BO, OrderSide.BUY, 100, 5);
        free.replace(ANNA, first, 100, 3);
        free.limit(CARL, OrderSide.SELL, 100, 1);
        assertThat(free.told().get(1)).isEqualTo("order of 1 resting 1 + 2");
        // More goes to the back: Bo is first then.
        free.replace(ANNA, first, 100, 4);
        free.limit(CARL, OrderSide.SELL, 100, 1);
        assertThat(free.told().get(1)).isEqualTo("order of 2 resting 1 + 4");
        assertThat(free.quote(ANNA).debitsPending()).isEqualTo(400);
        // And at a better price it may match at once.
        free.limit(CARL, OrderSide.SELL, 110, 1);
        final Answer.OfOrder answer = free.replace(ANNA, first, 110, 4);
        assertThat(answer.order()).isEqualTo(new Answer.OrderProgress(OrderStatus.RESTING, 2, 3));
        assertThat(answer.fills()).hasSize(1);
    }

    @Test
    void shouldCancelTheOrderWhoseAccountCannotTake() {
        // Anna may hold 5 more: the sale of one lot for 100 cannot be credited.
        free.apply(new Command.SetLimits(
                free.nextKey(),
                AccountId.of(ANNA, TradingFloor.QUOTE),
                OptionalLong.empty(),
                OptionalLong.of(TradingFloor.FUNDS + 5),
                Conditions.NONE));
        free.limit(ANNA, OrderSide.SELL, 100, 1);
        free.limit(CARL, OrderSide.SELL, 100, 1);
        free.limit(BO, OrderSide.BUY, 100, 1);
        assertThat(free.told())
                .containsExactly(
                        "order of 1 cancelled 0 + 1",
                        "trade 1 @ 100 of 3 by 2 for 0 and 0",
                        "order of 3 filled 1 + 0",
                        "order of 2 filled 1 + 0");
    }

    @Test
    void shouldRefuseWhatCannotBeCoveredWhole() {
        // A lot is 10 of base: 100,000 lots are all that Anna has.
        assertThat(free.limit(ANNA, OrderSide.SELL, 5, 100_001).outcome()).isEqualTo(Outcome.INSUFFICIENT_FUNDS);
        assertThat(free.limit(ANNA, OrderSide.SELL, 5, 100_000).outcome()).isEqualTo(Outcome.OK);
        assertThat(free.limit(BO, OrderSide.BUY, 5, Long.MAX_VALUE / 5 + 1).outcome())
                .isEqualTo(Outcome.OVERFLOW);
        assertThat(free.limit(BO, OrderSide.BUY, 5, Long.MAX_VALUE / 10 + 1).outcome())
                .isEqualTo(Outcome.OVERFLOW);
    }
}
