package dev.florin.statemachine.settlement;

import dev.florin.protocol.Bounds;
import dev.florin.protocol.codec.PlaceDecoder;
import dev.florin.protocol.order.InstrumentState;
import dev.florin.protocol.order.TimeInForce;
import dev.florin.statemachine.idempotency.OutcomeStore;
import dev.florin.statemachine.matching.Instruments;
import dev.florin.statemachine.matching.Ladders;
import dev.florin.statemachine.matching.Levels;
import dev.florin.statemachine.matching.OrderBook;
import dev.florin.statemachine.matching.OrderRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Looks for broken invariants among orders: that they reserve what they can still cost, stand where they belong and are
 * found by id, owner and key. Slow; changes nothing. Called on the engine thread.
 */
final class OrderAudit {
    private final OrderBook book;
    private final OrderRows orders;
    private final Levels levels;
    private final Instruments instruments;
    private final Reservations reservations;
    private final OutcomeStore outcomes;
    private final List<String> findings = new ArrayList<>();
    private int placedCount;

    OrderAudit(final OrderBook book, final Reservations reservations, final OutcomeStore outcomes) {
        this.book = book;
        this.reservations = reservations;
        this.outcomes = outcomes;
        orders = book.orders();
        levels = book.levels();
        instruments = book.instruments();
    }

    /** Looks at all orders, and adds what they reserve to the accounts. */
    List<String> findings(final long[] debits, final long[] credits) {
        int expiringCount = 0;
        for (int row = 1; row <= orders.rowsUsed(); row++) {
            if (orders.isInUse(row)) {
                checkOrder(row);
                final int clearing = reservations.clearing(orders.instrument(row), orders.isBuy(row));
                debits[orders.paying(row)] += orders.reserved(row);
                credits[clearing] += orders.reserved(row);
                expiringCount +=
                        orders.timeInForce(row) == TimeInForce.GTD.code() && orders.expiryNs(row) != Bounds.NO_EXPIRY
                                ? 1
                                : 0;
            }
        }
        check(
                book.expiringCount() == expiringCount,
                "the queue of expiries has %d orders, there are %d",
                book.expiringCount(),
                expiringCount);
        for (int id = instruments.next(0); id != 0; id = instruments.next(id)) {
            for (int kind = Ladders.BIDS; kind <= Ladders.MARKET_SELLS; kind++) {
                checkLadder(Ladders.of(id, kind));
            }
            checkSpread(id);
        }
        check(placedCount == orders.count(), "%d orders stand somewhere, there are %d", placedCount, orders.count());
        return findings;
    }

    private void checkOrder(final int row) {
        final long id = orders.orderId(row);
        check(
                orders.reserved(row) == reservations.requiredOfRow(row),
                "order %d reserves %d, it can still cost %d",
                id,
                orders.reserved(row),
                reservations.requiredOfRow(row));
        check(
                orders.open(row) > 0 && orders.shown(row) > 0 && orders.shown(row) <= orders.open(row),
                "order %d has %d open, of which it displays %d",
                id,
                orders.open(row),
                orders.shown(row));
        check(book.find(id) == row, "order %d is not found by its id", id);
        final int location = outcomes.find(orders.keyHigh(row), orders.keyLow(row));
        check(
                location != 0
                        && outcomes.sequence(location) == id
                        && outcomes.kind(location) == PlaceDecoder.TEMPLATE_ID
                        && Math.min(location, 0) == orders.pinnedLocation(row),
                "order %d is not found by its key",
                id);
        boolean isListed = false;
        for (int other = book.firstOfOwner(orders.owner(row)); other != 0; other = book.nextOfOwner(other)) {
            isListed |= other == row;
        }
        check(isListed, "order %d is not among its owner's", id);
    }

    private void checkLadder(final int ladder) {
        int better = 0;
        for (int level = levels.best(ladder); level != 0; level = levels.worse(level)) {
            checkLevel(ladder, level);
            final long price = levels.price(level);
            final boolean isRising = Ladders.kind(ladder) == Ladders.ASKS || Ladders.kind(ladder) == Ladders.BUY_STOPS;
            check(
                    better == 0 || (isRising ? levels.price(better) < price : levels.price(better) > price),
                    "the level of ladder %d at %d is out of order",
                    ladder,
                    price);
            check(
                    Ladders.kind(ladder) >= Ladders.MARKET_BUYS
                            || levels.find(ladder, price / instruments.tick(Ladders.instrument(ladder))) == level,
                    "the level of ladder %d at %d is not found by its price",
                    ladder,
                    price);
            better = level;
        }
    }

    private void checkLevel(final int ladder, final int level) {
        long shown = 0;
        long open = 0;
        int count = 0;
        long priority = 0;
        for (int order = levels.first(level); order != 0; order = orders.nextInQueue(order)) {
            final long price = orders.isWaiting(order) ? orders.trigger(order) : orders.price(order);
            check(
                    book.ladder(order) == ladder && orders.level(order) == level && price == levels.price(level),
                    "order %d does not stand where it belongs",
                    orders.orderId(order));
            check(orders.priority(order) > priority, "order %d is out of turn", orders.orderId(order));
            priority = orders.priority(order);
            shown += orders.shown(order);
            open += orders.open(order);
            count++;
        }
        placedCount += count;
        check(
                levels.shown(level) == shown && levels.open(level) == open && levels.count(level) == count,
                "the level of ladder %d at %d does not add up",
                ladder,
                levels.price(level));
    }

    private void checkSpread(final int instrument) {
        final int bid = levels.best(Ladders.of(instrument, Ladders.BIDS));
        final int ask = levels.best(Ladders.of(instrument, Ladders.ASKS));
        final boolean isAuction = instruments.state(instrument) == InstrumentState.AUCTION.code();
        check(
                isAuction || bid == 0 || ask == 0 || levels.price(bid) < levels.price(ask),
                "the book of instrument %d is crossed",
                instrument);
    }

    private void check(final boolean isRight, final String format, final Object... values) {
        if (!isRight) {
            findings.add(String.format(Locale.ROOT, format, values));
        }
    }
}
