package dev.florin.statemachine;

import static dev.florin.statemachine.TradingDriver.BTC;
import static dev.florin.statemachine.TradingDriver.Order.buy;
import static dev.florin.statemachine.TradingDriver.Order.sell;
import static dev.florin.statemachine.TradingDriver.USD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.florin.protocol.Outcome;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.order.Fee;
import dev.florin.protocol.order.InstrumentState;
import dev.florin.protocol.order.OrderStatus;
import dev.florin.protocol.order.SelfTrade;
import dev.florin.protocol.order.TimeInForce;
import org.junit.jupiter.api.Test;

/** Section 9 of the contract, with figures worked out by hand: owner 1 sells, owner 2 buys, lots of 10, ticks of 5. */
final class TradingTest {
    private static final long SELLER = 1;
    private static final long BUYER = 2;

    private static TradingDriver market(final Fee makerFee, final Fee takerFee) {
        final TradingDriver market = new TradingDriver(makerFee, takerFee);
        market.fund(SELLER, BTC, 1_000);
        market.fund(BUYER, USD, 100_000);
        return market;
    }

    private static TradingDriver freeMarket() {
        return market(Fee.NONE, Fee.NONE);
    }

    private static void assertOrder(
            final Answer.OfOrder answer, final OrderStatus status, final long filled, final long remaining) {
        assertThat(answer.outcome()).isEqualTo(Outcome.OK);
        assertThat(answer.order()).isEqualTo(new Answer.OrderProgress(status, filled, remaining));
    }

    /**
     * The maker sells 3 lots at 2,500, taken one by one at 100 ppm: 0.25 each. Exact 0.25, 0.50, 0.75; charged 1, 0, 0. Each
     * taker is an order of its own at 250 ppm: 0.625, so 1 each. The seller receives 7,500 - 1, the buyers pay 7,500 + 3.
     */
    @Test
    void shouldRoundFeesOncePerOrder() {
        final TradingDriver market = market(new Fee(0, 100), new Fee(0, 250));
        market.place(sell(10, SELLER, 3).at(2_500));
        for (int key = 11; key <= 13; key++) {
            assertOrder(market.place(buy(key, BUYER, 1).at(2_500)), OrderStatus.FILLED, 1, 0);
        }
        assertThat(market.told())
                .contains("trade 1@2500 of 10 by 11, fees 1 and 1", "trade 1@2500 of 10 by 13, fees 0 and 1");
        assertThat(market.balance(SELLER, USD)).isEqualTo(7_499);
        assertThat(market.balance(BUYER, USD)).isEqualTo(100_000 - 7_503);
        assertThat(market.balance(BUYER, BTC)).isEqualTo(30);
        assertThat(market.feesCollected()).isEqualTo(4);
    }

    /** Answers tell of fills all the same; who listens later hears from the next command on, of the book as it then is. */
    @Test
    void shouldTellNoEventsWhileNobodyListens() {
        final TradingDriver market = freeMarket();
        market.listen(false);
        market.place(sell(10, SELLER, 5).at(100));
        final Answer.OfOrder taker = market.place(buy(11, BUYER, 2).at(100));
        assertThat(taker.fills())
                .singleElement()
                .satisfies(fill -> assertThat(fill.quantity()).isEqualTo(2));
        assertThat(market.told()).isEmpty();
        market.listen(true);
        market.place(buy(12, BUYER, 1).at(100));
        assertThat(market.told())
                .containsExactly(
                        "trade 1@100 of 10 by 12, fees 0 and 0",
                        "order 10 resting 2",
                        "order 12 filled 0",
                        "sell level 100: 2");
    }

    /**
     * A post-only buy of 2 trades 1 as maker. In an auction it may not go to the back; but replaced by 1 by somebody who does
     * not know of the trade, nothing of it is left, and it goes nowhere.
     */
    @Test
    void shouldCancelAPostOnlyOfWhichAReplaceLeavesNothingEvenInAnAuction() {
        final TradingDriver market = market(Fee.NONE, Fee.NONE);
        market.place(buy(10, BUYER, 2).at(100).postOnly());
        assertOrder(market.place(sell(11, SELLER, 1).at(100)), OrderStatus.FILLED, 1, 0);
        market.state(InstrumentState.AUCTION);
        assertThat(market.replaceUntraded(BUYER, 10, 105, 2).outcome()).isEqualTo(Outcome.IN_AUCTION);
        assertOrder(market.replaceUntraded(BUYER, 10, 105, 1), OrderStatus.PARTIAL, 1, 1);
        assertThat(market.reserved(BUYER, USD)).isZero();
    }

    /**
     * A buy of 4 lots at 2,505 reserves 10,020 and the dearer fee on that, 250 ppm = 2.505, so 3. It takes 1 at 2,500 and pays
     * 2,500 + 1 (0.625). What rests is 3 at 2,505 = 7,515 and as much fee as 0.625 + 1.87875 = 2.50375, so 3, less the 1.
     */
    @Test
    void shouldReserveTheDearerFeeAndGiveBackWhatBetterPricesSave() {
        final TradingDriver market = market(new Fee(0, 100), new Fee(0, 250));
        market.place(sell(10, SELLER, 1).at(2_500));
        assertOrder(market.place(buy(11, BUYER, 4).at(2_505)), OrderStatus.RESTING, 1, 3);
        assertThat(market.balance(BUYER, USD)).isEqualTo(100_000 - 2_501);
        assertThat(market.reserved(BUYER, USD)).isEqualTo(7_517);
        market.cancel(BUYER, 11);
        assertThat(market.reserved(BUYER, USD)).isZero();
    }

    /** 9,223,372,036,854,775,805 x 1 fits in 63 bits, with a fee of 3 it does not; x 2 does not either. */
    @Test
    void shouldRefuseWhatLeaves63Bits() {
        final long largest = Long.MAX_VALUE - 2;
        final TradingDriver free = freeMarket();
        assertThat(free.place(sell(10, SELLER, 2).at(largest)).outcome()).isEqualTo(Outcome.OVERFLOW);
        assertOrder(free.place(sell(11, SELLER, 1).at(largest)), OrderStatus.RESTING, 0, 1);
        assertThat(free.place(buy(12, BUYER, 1).at(largest)).outcome()).isEqualTo(Outcome.INSUFFICIENT_FUNDS);
        // 10 units a lot: 2^63 / 10 lots are more than can be counted.
        assertThat(free.place(sell(13, SELLER, Long.MAX_VALUE / 10 + 1).at(5)).outcome())
                .isEqualTo(Outcome.OVERFLOW);
        final TradingDriver dear = market(Fee.NONE, new Fee(3, 0));
        assertThat(dear.place(sell(10, SELLER, 1).at(largest)).outcome()).isEqualTo(Outcome.OVERFLOW);
    }

    /**
     * The maker is given 100% of the value and 30 a lot, more than the taker's 7 a lot brings: of 2 lots at 50, the seller
     * gets 100 and 160, the buyer pays 114, and the fee account is 146 short.
     */
    @Test
    void shouldGiveRebatesLargerThanFees() {
        final TradingDriver market = market(new Fee(-30, -1_000_000), new Fee(7, 0));
        market.place(sell(10, SELLER, 2).at(50));
        market.place(buy(11, BUYER, 2).at(50));
        assertThat(market.told()).contains("trade 2@50 of 10 by 11, fees -160 and 14");
        assertThat(market.balance(SELLER, USD)).isEqualTo(260);
        assertThat(market.balance(BUYER, USD)).isEqualTo(100_000 - 114);
        assertThat(market.feesCollected()).isEqualTo(-146);
    }

    /** A fee of 80 a lot on 2 lots at 50: 160 of proceeds of 100. 100 are charged and 60 waived; the seller is left with 0. */
    @Test
    void shouldWaiveWhatExceedsTheProceeds() {
        final TradingDriver market = market(Fee.NONE, new Fee(80, 0));
        market.place(buy(10, BUYER, 2).at(50));
        market.place(sell(11, SELLER, 2).at(50));
        assertThat(market.told()).contains("trade 2@50 of 10 by 11, fees 0 and 100");
        assertThat(market.balance(SELLER, USD)).isZero();
        assertThat(market.balance(SELLER, BTC)).isEqualTo(980);
        assertThat(market.feesCollected()).isEqualTo(100);
    }

    /** 10 lots of which 4 show meet the owner's own 6: the taker is cancelled, the iceberg stays whole. */
    @Test
    void shouldCancelTheTakerAgainstItsOwnIceberg() {
        final TradingDriver market = ownIceberg();
        final Answer.OfOrder answer = market.place(buy(11, SELLER, 6).at(50).meetingOwn(SelfTrade.CANCEL_TAKER));
        assertOrder(answer, OrderStatus.CANCELLED, 0, 6);
        assertThat(market.told()).containsExactly("order 11 cancelled 6");
        assertThat(market.reserved(SELLER, BTC)).isEqualTo(100);
    }

    /** The whole iceberg goes, hidden part included; the taker rests. */
    @Test
    void shouldCancelTheWholeIcebergOfItsOwn() {
        final TradingDriver market = ownIceberg();
        final Answer.OfOrder answer = market.place(buy(11, SELLER, 6).at(50).meetingOwn(SelfTrade.CANCEL_MAKER));
        assertOrder(answer, OrderStatus.RESTING, 0, 6);
        assertThat(market.told())
                .containsExactly("order 10 cancelled 10", "order 11 resting 6", "buy level 50: 6", "sell level 50: 0");
        assertThat(market.reserved(SELLER, BTC)).isZero();
        assertThat(market.reserved(SELLER, USD)).isEqualTo(300);
    }

    @Test
    void shouldCancelBoth() {
        final TradingDriver market = ownIceberg();
        final Answer.OfOrder answer = market.place(buy(11, SELLER, 6).at(50).meetingOwn(SelfTrade.CANCEL_BOTH));
        assertOrder(answer, OrderStatus.CANCELLED, 0, 6);
        assertThat(market.told()).containsExactly("order 10 cancelled 10", "order 11 cancelled 6", "sell level 50: 0");
    }

    /** The taker's 6 meet the 4 that show, then 2 of the next 4: 10 - 6 = 4 stay, 2 of them showing; the taker is gone. */
    @Test
    void shouldDecrementByWhatIsDisplayed() {
        final TradingDriver market = ownIceberg();
        final Answer.OfOrder answer = market.place(buy(11, SELLER, 6).at(50).meetingOwn(SelfTrade.DECREMENT));
        assertOrder(answer, OrderStatus.CANCELLED, 0, 0);
        assertThat(market.told())
                .containsExactly(
                        "order 10 resting 6", "order 10 resting 4", "order 11 cancelled 0", "sell level 50: 2");
        assertThat(market.reserved(SELLER, BTC)).isEqualTo(40);
    }

    /** 4 and 2 trade with itself: base and quote move from the account to itself. */
    @Test
    void shouldTradeWithItselfWhereAllowed() {
        final TradingDriver market = ownIceberg();
        final Answer.OfOrder answer = market.place(buy(11, SELLER, 6).at(50).meetingOwn(SelfTrade.ALLOW));
        assertOrder(answer, OrderStatus.FILLED, 6, 0);
        assertThat(answer.fills()).extracting(Answer.Fill::quantity).containsExactly(4L, 2L);
        assertThat(market.balance(SELLER, BTC)).isEqualTo(1_000);
        assertThat(market.balance(SELLER, USD)).isEqualTo(1_000);
    }

    private static TradingDriver ownIceberg() {
        final TradingDriver market = freeMarket();
        market.fund(SELLER, USD, 1_000);
        market.place(sell(10, SELLER, 10).at(50).showing(4));
        market.told();
        return market;
    }

    /**
     * A trade at 100 triggers the buy stops at 100 and 95 by rising trigger: first 21 (95), which takes 1 at 105; that
     * triggers 22 (105), which queues behind 20 (100). 20 takes 1 at 110, then 22 takes 1 at 115.
     */
    @Test
    void shouldLetStopsEnterInTheOrderOfTheirTriggers() {
        final TradingDriver market = freeMarket();
        for (int i = 0; i < 4; i++) {
            market.place(sell(10 + i, SELLER, 1).at(100 + 5L * i));
        }
        market.place(buy(20, BUYER, 1).triggeredAt(100));
        market.place(buy(21, BUYER, 1).triggeredAt(95));
        market.place(buy(22, BUYER, 1).triggeredAt(105));
        market.told();
        assertOrder(market.place(buy(30, BUYER, 1).at(100)), OrderStatus.FILLED, 1, 0);
        assertThat(market.told())
                .containsExactly(
                        "trade 1@100 of 10 by 30, fees 0 and 0",
                        "order 10 filled 0",
                        "order 30 filled 0",
                        "trade 1@105 of 11 by 21, fees 0 and 0",
                        "order 11 filled 0",
                        "order 21 filled 0",
                        "trade 1@110 of 12 by 20, fees 0 and 0",
                        "order 12 filled 0",
                        "order 20 filled 0",
                        "trade 1@115 of 13 by 22, fees 0 and 0",
                        "order 13 filled 0",
                        "order 22 filled 0",
                        "sell level 100: 0",
                        "sell level 105: 0",
                        "sell level 110: 0",
                        "sell level 115: 0");
    }

    /** 1,001 stops at one trigger: 1,000 enter and find nothing, the instrument is halted, and the last one waits on. */
    @Test
    void shouldHaltWhereStopsCascadeBeyondTheBound() {
        final TradingDriver market = freeMarket();
        market.place(sell(10, SELLER, 1).at(100));
        for (int i = 0; i <= 1_000; i++) {
            market.place(buy(10_000 + i, BUYER, 1).triggeredAt(100));
        }
        market.told();
        market.place(buy(11, BUYER, 1).at(100));
        assertThat(market.told())
                .hasSize(3 + 1_000 + 1 + 1)
                .contains("order 10000 cancelled 1", "order 10999 cancelled 1", "instrument halted")
                .doesNotContain("order 11000 cancelled 1");
        assertOrder(market.cancel(BUYER, 11_000), OrderStatus.CANCELLED, 0, 1);
    }

    /**
     * A resting buy of 5 at 90 (450 reserved) is replaced by 4 at 105 while 3 are offered at 100: it takes 3, pays 300, and
     * rests with 1 at 105.
     */
    @Test
    void shouldMatchAtOnceWhereAReplaceCrosses() {
        final TradingDriver market = freeMarket();
        market.place(buy(10, BUYER, 5).at(90));
        market.place(sell(11, SELLER, 3).at(100));
        market.told();
        final Answer.OfOrder answer = market.replace(BUYER, 10, 105, 4);
        assertOrder(answer, OrderStatus.RESTING, 3, 1);
        assertThat(market.told())
                .containsExactly(
                        "trade 3@100 of 11 by 10, fees 0 and 0",
                        "order 11 filled 0",
                        "order 10 resting 1",
                        "buy level 105: 1",
                        "buy level 90: 0",
                        "sell level 100: 0");
        assertThat(market.balance(BUYER, USD)).isEqualTo(99_700);
        assertThat(market.reserved(BUYER, USD)).isEqualTo(105);
    }

    /**
     * Bids 120 x 3 (order 10) and 120 x 4 (11), ask 100 x 5 (12): 5 trade without regard to price anywhere in 100..120, 2
     * buyers over, so without an anchor at 120, the highest. 3 go to the earlier bid, 2 to the later; the sell is the taker
     * both times, as its id is higher.
     */
    @Test
    void shouldUncrossTiesByTimeAtTheHighestPriceThatLeavesBuyers() {
        final TradingDriver market = freeMarket();
        market.state(InstrumentState.AUCTION);
        market.place(buy(10, BUYER, 3).at(120));
        market.place(buy(11, BUYER, 4).at(120));
        market.place(sell(12, SELLER, 5).at(100));
        market.told();
        market.state(InstrumentState.OPEN);
        assertThat(market.told())
                .containsExactly(
                        "trade 3@120 of 10 by 12, fees 0 and 0",
                        "order 10 filled 0",
                        "order 12 resting 2",
                        "trade 2@120 of 11 by 12, fees 0 and 0",
                        "order 11 resting 2",
                        "order 12 filled 0",
                        "instrument open",
                        "buy level 120: 2",
                        "sell level 100: 0");
        assertThat(market.balance(SELLER, USD)).isEqualTo(600);
    }

    /** 3 offered at 100 and 3 at 105, 5 wanted whole below 105: 3 would trade, so nothing does, and nothing is told. */
    @Test
    void shouldUndoEverythingOfAFillOrKill() {
        final TradingDriver market = freeMarket();
        market.place(sell(10, SELLER, 3).at(100));
        market.place(sell(11, SELLER, 3).at(105));
        market.told();
        assertThat(market.place(buy(12, BUYER, 5).at(100).during(TimeInForce.FOK))
                        .outcome())
                .isEqualTo(Outcome.CANNOT_FILL);
        assertThat(market.told()).isEmpty();
        assertThat(market.balance(BUYER, USD)).isEqualTo(100_000);
        assertOrder(market.place(buy(13, BUYER, 5).at(105).during(TimeInForce.FOK)), OrderStatus.FILLED, 5, 0);
        assertThat(market.balance(BUYER, USD)).isEqualTo(100_000 - 300 - 210);
    }

    /**
     * Half of each trade comes back as a rebate: 3 lots at 400 cost 1,200 before and 600 after. The budget of 1,000 is all that
     * is reserved, for which the clearing account has just room.
     */
    @Test
    void shouldReserveNoMoreThanTheBudgetWhereRebatesPayForMore() {
        final TradingDriver market = new TradingDriver(Fee.NONE, new Fee(0, -500_000));
        market.fund(SELLER, BTC, 30);
        market.fund(BUYER, USD, 1_000);
        market.leaveRoomForBuyers(1_000);
        market.place(sell(10, SELLER, 3).at(400));
        assertOrder(market.place(buy(11, BUYER, 3).within(1_000)), OrderStatus.FILLED, 3, 0);
        assertThat(market.balance(BUYER, USD)).isEqualTo(400);
    }

    /**
     * As before, but it is the buyer's own debits that have room for 1,000: two lots, 800, are posted; the third would take the
     * counter to 1,200, although the rebates would pay for it.
     */
    @Test
    void shouldPostNoMoreThanTheCountersHoldWhereRebatesPayForMore() {
        final TradingDriver market = new TradingDriver(Fee.NONE, new Fee(0, -500_000));
        market.fund(SELLER, BTC, 30);
        market.openNearTheEndOfItsDebits(BUYER, 5_000, 1_000);
        market.place(sell(10, SELLER, 3).at(400));
        assertOrder(market.place(buy(11, BUYER, 3).within(1_000)), OrderStatus.PARTIAL, 2, 1);
        assertThat(market.balance(BUYER, USD)).isEqualTo(-1_000 - 800 + 400);
    }

    /**
     * As before, in an uncross: a budget of 1,000 for 6 lots bids 165. 3 trade at 165, 495 in all, and come back as a rebate;
     * for the other 3 the 1,000 that are left bid 330. 2 are offered at that, 660: but the counter has room for 505 more.
     */
    @Test
    void shouldPostNoMoreThanTheCountersHoldInAnUncross() {
        final TradingDriver market = new TradingDriver(new Fee(0, -1_000_000), Fee.NONE);
        market.fund(SELLER, BTC, 50);
        market.openNearTheEndOfItsDebits(BUYER, 5_000, 1_000);
        market.state(InstrumentState.AUCTION);
        market.place(buy(10, BUYER, 6).within(1_000));
        market.place(sell(11, SELLER, 3).at(160));
        market.place(sell(12, SELLER, 2).at(330));
        market.told();
        market.state(InstrumentState.OPEN);
        assertThat(market.told())
                .startsWith(
                        "trade 3@165 of 10 by 11, fees -495 and 0",
                        "order 10 resting 3",
                        "order 11 filled 0",
                        "order 10 partial 3",
                        "instrument open");
        assertThat(market.balance(BUYER, USD)).isEqualTo(-1_000);
        assertThat(market.reserved(BUYER, USD)).isZero();
    }

    /**
     * Lots cost 60; the buyer has 100, the clearing account room for 150. Of three, 180, the counters decide before the money
     * does; of two, 120, the money; a budget of 140 pays for two.
     */
    @Test
    void shouldRefuseAMarketBuyForItsCountersBeforeItsMoney() {
        final TradingDriver market = new TradingDriver(Fee.NONE, Fee.NONE);
        market.fund(SELLER, BTC, 30);
        market.fund(BUYER, USD, 100);
        market.leaveRoomForBuyers(150);
        for (int key = 10; key < 13; key++) {
            market.place(sell(key, SELLER, 1).at(60));
        }
        assertThat(market.place(buy(20, BUYER, 3).within(200)).outcome()).isEqualTo(Outcome.OVERFLOW);
        assertThat(market.place(buy(21, BUYER, 2).within(200)).outcome()).isEqualTo(Outcome.INSUFFICIENT_FUNDS);
        assertThat(market.place(buy(22, BUYER, 3).within(140)).outcome()).isEqualTo(Outcome.INSUFFICIENT_FUNDS);
        assertOrder(market.place(buy(23, BUYER, 3).within(100)), OrderStatus.PARTIAL, 1, 2);
    }

    /** 100 a lot with a fee of 1: a budget of 250 pays for 2 lots, 202. The third is cancelled. */
    @Test
    void shouldStopAtTheLastLotThatTheBudgetPaysFor() {
        final TradingDriver market = market(Fee.NONE, new Fee(1, 0));
        market.place(sell(10, SELLER, 5).at(100));
        assertOrder(market.place(buy(11, BUYER, 3).within(250)), OrderStatus.PARTIAL, 2, 1);
        assertThat(market.balance(BUYER, USD)).isEqualTo(100_000 - 202);
        assertThat(market.reserved(BUYER, USD)).isZero();
    }

    /** 5% around 100 is 95..105: 105 trades, 110 does not; the rest is cancelled and the instrument halted. */
    @Test
    void shouldHaltAtTheBand() {
        final TradingDriver market = freeMarket();
        market.place(sell(10, SELLER, 1).at(105));
        market.place(sell(11, SELLER, 1).at(110));
        market.band(100, 50_000);
        market.told();
        assertOrder(market.place(buy(12, BUYER, 3).at(110)), OrderStatus.PARTIAL, 1, 2);
        assertThat(market.told()).contains("instrument halted", "order 12 partial 2");
        assertThat(market.place(buy(13, BUYER, 1).at(100)).outcome()).isEqualTo(Outcome.INSTRUMENT_HALTED);
        market.state(InstrumentState.OPEN);
        // Of 105, the last trade, 5% is 5.25: 110 is inside now.
        assertOrder(market.place(buy(14, BUYER, 1).at(110)), OrderStatus.FILLED, 1, 0);
    }

    @Test
    void shouldRefuseAPostOnlyThatWouldTake() {
        final TradingDriver market = freeMarket();
        market.place(sell(10, SELLER, 1).at(100));
        assertThat(market.place(buy(11, BUYER, 1).at(100).postOnly()).outcome()).isEqualTo(Outcome.WOULD_TRADE);
        assertOrder(market.place(buy(12, BUYER, 1).at(95).postOnly()), OrderStatus.RESTING, 0, 1);
        assertThat(market.place(buy(13, BUYER, 1).at(95).during(TimeInForce.IOC))
                        .outcome())
                .isEqualTo(Outcome.NOTHING_FILLED);
        assertThat(market.cancel(SELLER, 12).outcome()).isEqualTo(Outcome.ORDER_NOT_FOUND);
        market.cancel(BUYER, 12);
        assertThat(market.cancel(BUYER, 12).outcome()).isEqualTo(Outcome.ORDER_DONE);
        assertThat(market.cancel(SELLER, 12).outcome()).isEqualTo(Outcome.ORDER_NOT_FOUND);
    }
}
