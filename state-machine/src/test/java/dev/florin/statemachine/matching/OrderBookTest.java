package dev.florin.statemachine.matching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.florin.protocol.order.OrderSide;
import dev.florin.protocol.order.OrderType;
import dev.florin.protocol.order.SelfTrade;
import dev.florin.protocol.order.TimeInForce;
import dev.florin.statemachine.hash.StateHash;
import dev.florin.statemachine.paged.UndoJournal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The book alone, as scripts of orders against expected trades and levels. Money is no object. */
final class OrderBookTest implements Settlement {
    private static final int INSTRUMENT = 7;
    private static final int TICK = 5;

    private final StateHash hash = new StateHash();
    private final OrderBook book = new OrderBook(new UndoJournal(), hash);
    private final Matcher matcher = new Matcher(book, this);
    private final UncrossPrice uncrossPrice = new UncrossPrice(book, this);
    private final List<String> trades = new ArrayList<>();
    private long nextId = 1;

    OrderBookTest() {
        book.createInstrument(INSTRUMENT, new long[] {1, 0, 0, 0}, 0x1_0002, 1, TICK, 9, 1);
    }

    @Test
    void shouldTradeByPriceThenTime() {
        sell(110, 5);
        sell(105, 3);
        sell(105, 4);
        buy(110, 9);
        assertThat(trades).containsExactly("3@105 of 2", "4@105 of 3", "2@110 of 1");
        assertThat(levels(Ladders.ASKS)).containsExactly("110: 3 in 1");
        assertThat(levels(Ladders.BIDS)).isEmpty();
    }

    @Test
    void shouldRestWhatDoesNotCross() {
        sell(105, 3);
        buy(105, 5);
        buy(100, 1);
        assertThat(levels(Ladders.BIDS)).containsExactly("105: 2 in 1", "100: 1 in 1");
        assertThat(levels(Ladders.ASKS)).isEmpty();
    }

    @Test
    void shouldKeepLevelsFromBestToWorstOnBothSides() {
        for (final long price : new long[] {500, 5, 5_000_000, 505, 495, 50_000_000_000L}) {
            buy(price, 1);
        }
        assertThat(levels(Ladders.BIDS))
                .containsExactly(
                        "50000000000: 1 in 1",
                        "5000000: 1 in 1",
                        "505: 1 in 1",
                        "500: 1 in 1",
                        "495: 1 in 1",
                        "5: 1 in 1");
        for (final long price : new long[] {60_000_000_000L, 90_000_000_000L, 60_000_000_005L}) {
            sell(price, 2);
        }
        assertThat(levels(Ladders.ASKS))
                .containsExactly("60000000000: 2 in 1", "60000000005: 2 in 1", "90000000000: 2 in 1");
    }

    /** 10 shown 4 at a time, before 3 of another: 4, then 3 of the other, then 4 and 2 of the hidden ones. */
    @Test
    void shouldRefillIcebergsAtTheBack() {
        iceberg(105, 10, 4);
        sell(105, 3);
        assertThat(levels(Ladders.ASKS)).containsExactly("105: 7 in 2");
        buy(105, 12);
        assertThat(trades).containsExactly("4@105 of 1", "3@105 of 2", "4@105 of 1", "1@105 of 1");
        assertThat(levels(Ladders.ASKS)).containsExactly("105: 1 in 1");
    }

    /** From 10, 4 of them shown, to 6: hidden ones go first, and the place stays; to 3: then shown ones. */
    @Test
    void shouldReduceInPlaceHiddenQuantityFirst() {
        final int iceberg = iceberg(105, 10, 4);
        sell(105, 3);
        reduce(iceberg, 6);
        assertThat(levels(Ladders.ASKS)).containsExactly("105: 7 in 2");
        reduce(iceberg, 3);
        assertThat(levels(Ladders.ASKS)).containsExactly("105: 6 in 2");
        buy(105, 4);
        assertThat(trades).containsExactly("3@105 of 1", "1@105 of 2");
    }

    @Test
    void shouldFindOrdersByIdAndOwnerUntilTheyEnd() {
        final int first = sell(105, 3);
        final int second = sell(110, 3);
        assertThat(book.find(1)).isEqualTo(first);
        assertThat(book.firstOfOwner(1_001)).isEqualTo(first);
        book.remove(first);
        assertThat(book.find(1)).isZero();
        assertThat(book.find(1 + (1L << 18))).isZero();
        assertThat(book.firstOfOwner(1_001)).isZero();
        assertThat(book.find(2)).isEqualTo(second);
        assertThat(levels(Ladders.ASKS)).containsExactly("110: 3 in 1");
    }

    @Test
    void shouldLeaveNothingBehind() {
        final long emptyHash = hash.value();
        buy(100, 3);
        iceberg(120, 9, 2);
        final int resting = sell(125, 4);
        assertThat(hash.value()).isEqualTo(book.recomputeHash());
        book.remove(resting);
        book.remove(book.find(2));
        book.remove(book.find(1));
        assertThat(book.orders().count()).isZero();
        assertThat(book.levels().levelCount()).isZero();
        assertThat(book.levels().nodeCount()).isZero();
        assertThat(hash.value()).isEqualTo(book.recomputeHash()).isNotEqualTo(emptyHash);
    }

    /**
     * Bids 110 x 5, 105 x 5, 100 x 5; asks 95 x 4, 105 x 4, 110 x 9. Bought at or above / sold at or below: 95: 15/4,
     * 100: 15/4, 105: 10/8, 110: 5/17. Largest volume is 8, at 105 alone.
     */
    @Test
    void shouldUncrossAtTheLargestVolume() {
        auction(110, 5, 105, 5, 100, 5);
        auctionSells(95, 4, 105, 4, 110, 9);
        assertUncross(0, 105, 8);
    }

    /**
     * Bid 120 x 5 and ask 100 x 5: 5 trade without surplus at every tick of 100..120. The nearest to the anchor wins;
     * without one no buyers are over anywhere, so the lowest.
     */
    @Test
    void shouldBreakTiesByTheAnchor() {
        auction(120, 5);
        auctionSells(100, 5);
        assertUncross(110, 110, 5);
        assertUncross(150, 120, 5);
        assertUncross(50, 100, 5);
        assertUncross(0, 100, 5);
    }

    /**
     * Bid 120 x 9 and ask 100 x 5: 5 trade with 4 buyers over at every tick of 100..120; without an anchor the highest that
     * leaves buyers over is 120. Bid 120 x 5 and ask 100 x 9: 4 sellers over, so the lowest, 100.
     */
    @Test
    void shouldFavourWhoIsShortWithoutAnAnchor() {
        auction(120, 9);
        auctionSells(100, 5);
        assertUncross(0, 120, 5);
        book.remove(book.find(1));
        auction(120, 5);
        auctionSells(100, 4);
        assertUncross(0, 100, 5);
    }

    /**
     * Bids 110 x 5, 105 x 2; asks 100 x 5, 110 x 2. 5 trade at every tick of 100..110; over are 2 buyers up to 105, 2
     * sellers at 110, nobody between, but there is no tick between 105 and 110: a tie of both ends, 100..110.
     */
    @Test
    void shouldSeeSurplusOfBothSidesAsATie() {
        auction(110, 5, 105, 2);
        auctionSells(100, 5, 110, 2);
        assertUncross(200, 110, 5);
        assertUncross(103, 100, 5);
        assertUncross(0, 105, 5);
    }

    private void assertUncross(final long anchor, final long price, final long volume) {
        assertThat(uncrossPrice.compute(INSTRUMENT, anchor)).isTrue();
        assertThat(uncrossPrice.price()).isEqualTo(price);
        assertThat(uncrossPrice.volume()).isEqualTo(volume);
    }

    private void auction(final long... pricesAndQuantities) {
        for (int i = 0; i < pricesAndQuantities.length; i += 2) {
            book.enter(order(OrderSide.BUY, pricesAndQuantities[i], pricesAndQuantities[i + 1], 0), false);
        }
    }

    private void auctionSells(final long... pricesAndQuantities) {
        for (int i = 0; i < pricesAndQuantities.length; i += 2) {
            book.enter(order(OrderSide.SELL, pricesAndQuantities[i], pricesAndQuantities[i + 1], 0), false);
        }
    }

    private int buy(final long price, final long quantity) {
        return place(order(OrderSide.BUY, price, quantity, 0));
    }

    private int sell(final long price, final long quantity) {
        return place(order(OrderSide.SELL, price, quantity, 0));
    }

    private int iceberg(final long price, final long quantity, final long display) {
        return place(order(OrderSide.SELL, price, quantity, display));
    }

    private int place(final WorkingOrder order) {
        matcher.triggers().begin();
        if (matcher.match(order) == Matcher.Ending.NO_MORE) {
            book.enter(order, false);
        }
        return order.row;
    }

    private void reduce(final int row, final long open) {
        final WorkingOrder order = new WorkingOrder();
        book.load(row, order);
        order.open = open;
        book.change(order);
    }

    private WorkingOrder order(final OrderSide side, final long price, final long quantity, final long display) {
        final WorkingOrder order = new WorkingOrder();
        order.orderId = nextId++;
        order.owner = 1_000 + order.orderId;
        order.instrument = INSTRUMENT;
        order.side = side.code();
        order.isBuy = side == OrderSide.BUY;
        order.type = OrderType.LIMIT.code();
        order.timeInForce = TimeInForce.GTC.code();
        order.selfTrade = SelfTrade.CANCEL_TAKER.code();
        order.price = price;
        order.open = quantity;
        order.display = display;
        return order;
    }

    private List<String> levels(final int kind) {
        final Levels levels = book.levels();
        final List<String> found = new ArrayList<>();
        for (int level = levels.best(Ladders.of(INSTRUMENT, kind)); level != 0; level = levels.worse(level)) {
            found.add(levels.price(level) + ": " + levels.shown(level) + " in " + levels.count(level));
        }
        return found;
    }

    @Override
    public long affordable(final WorkingOrder taker, final long price, final long quantity) {
        return quantity;
    }

    @Override
    public long affordableTick(final int order) {
        return 0;
    }

    @Override
    public int settle(final WorkingOrder taker, final int maker, final long price, final long quantity) {
        return SETTLED;
    }

    @Override
    public void traded(final WorkingOrder taker, final int maker, final long price, final long quantity) {
        trades.add(quantity + "@" + price + " of " + book.orders().orderId(maker));
    }

    @Override
    public void cancelled(final int order) {
        throw new AssertionError("nothing is cancelled on the way here");
    }

    @Override
    public void decremented(final int order) {
        throw new AssertionError("nobody trades with himself here");
    }
}
