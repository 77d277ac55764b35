package dev.florin.statemachine.reference;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.Bounds;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.order.Fee;
import dev.florin.protocol.order.OrderSide;
import dev.florin.protocol.order.OrderStatus;
import dev.florin.protocol.order.OrderType;
import dev.florin.protocol.order.SelfTrade;
import dev.florin.protocol.order.TimeInForce;
import java.math.BigInteger;
import java.util.Optional;
import java.util.OptionalLong;

/** An order of the model, with all arithmetic of fees and cost that concerns it alone. */
final class ModelOrder {
    private static final BigInteger MILLION = BigInteger.valueOf(1_000_000);

    final long id;
    final Command.Place placed;
    final Command.CreateInstrument terms;
    final Fee makerFee;
    final Fee takerFee;
    final long expiresAtNs;
    OrderStatus status = OrderStatus.NONE;
    /** 0: a market order. */
    long price;
    /** Trigger of a stop that waits; 0: none, or triggered. */
    long stop;
    /** Lower goes first, among stops of one trigger. */
    long stopRank;
    /** Lower goes first, among orders of one price. */
    long queueRank;
    /** Lots still to trade. */
    long open;
    /** Of these, lots that the book shows. */
    long shown;

    long filled;
    /** Millionths of a minor unit, not rounded. */
    BigInteger exactFees = BigInteger.ZERO;
    /** Value of its trades with what was posted as fees, as far as it is a buy. */
    BigInteger spent = BigInteger.ZERO;
    /** Value of its trades less what was posted as fees, as far as it is a sell. */
    BigInteger received = BigInteger.ZERO;

    BigInteger reserved = BigInteger.ZERO;
    /** Most that it may spend while it takes; empty: no more limit than its price. */
    Optional<BigInteger> spendLimit = Optional.empty();

    ModelOrder(final Command.Place placed, final ModelInstrument instrument, final long id, final long timestampNs) {
        this.id = id;
        this.placed = placed;
        this.terms = instrument.made;
        this.makerFee = instrument.makerFee;
        this.takerFee = instrument.takerFee;
        this.price = placed.price().orElse(0);
        this.stop = placed.stop().orElse(0);
        this.stopRank = id;
        this.open = placed.quantity();
        final BigInteger expiry = BigInteger.valueOf(timestampNs).add(BigInteger.valueOf(placed.timeoutNs()));
        final boolean expires =
                placed.timeInForce() == TimeInForce.GTD && expiry.compareTo(BigInteger.valueOf(Bounds.NO_EXPIRY)) < 0;
        this.expiresAtNs = expires ? expiry.longValueExact() : Bounds.NO_EXPIRY;
    }

    ModelOrder(final ModelOrder other) {
        id = other.id;
        placed = other.placed;
        terms = other.terms;
        makerFee = other.makerFee;
        takerFee = other.takerFee;
        expiresAtNs = other.expiresAtNs;
        status = other.status;
        price = other.price;
        stop = other.stop;
        stopRank = other.stopRank;
        queueRank = other.queueRank;
        open = other.open;
        shown = other.shown;
        filled = other.filled;
        exactFees = other.exactFees;
        spent = other.spent;
        received = other.received;
        reserved = other.reserved;
        spendLimit = other.spendLimit;
    }

    Uint128 key() {
        return placed.key();
    }

    long owner() {
        return placed.owner();
    }

    int instrument() {
        return placed.instrument();
    }

    OrderSide side() {
        return placed.side();
    }

    boolean isBuy() {
        return placed.side() == OrderSide.BUY;
    }

    boolean isMarket() {
        return placed.type() == OrderType.MARKET;
    }

    boolean isFillOrKill() {
        return placed.timeInForce() == TimeInForce.FOK;
    }

    /** What trades at once or not at all; a market order is IOC whatever else it says. */
    boolean neverRests() {
        return isMarket() || isFillOrKill() || placed.timeInForce() == TimeInForce.IOC;
    }

    boolean isWaiting() {
        return status == OrderStatus.WAITING;
    }

    boolean isResting() {
        return status == OrderStatus.RESTING;
    }

    /** Whether GTD may end it now: what never rests has a time only while it waits. */
    boolean isDue(final long timestampNs) {
        return expiresAtNs != Bounds.NO_EXPIRY && expiresAtNs <= timestampNs && (isWaiting() || !neverRests());
    }

    boolean mayTradeAt(final long other) {
        return isMarket() || (isBuy() ? other <= price : other >= price);
    }

    boolean isOnSameSideAs(final ModelOrder other) {
        return side() == other.side();
    }

    boolean isSelfTradeWith(final ModelOrder other) {
        return owner() == other.owner();
    }

    SelfTrade selfTrade() {
        return placed.selfTrade();
    }

    AccountId payingAccount() {
        return new AccountId(owner(), isBuy() ? terms.quoteLedger() : terms.baseLedger(), placed.accountType());
    }

    AccountId receivingAccount() {
        return new AccountId(owner(), isBuy() ? terms.baseLedger() : terms.quoteLedger(), placed.accountType());
    }

    BigInteger lots(final long quantity) {
        return BigInteger.valueOf(quantity).multiply(BigInteger.valueOf(terms.lot()));
    }

    static BigInteger value(final long price, final long quantity) {
        return BigInteger.valueOf(price).multiply(BigInteger.valueOf(quantity));
    }

    static BigInteger exactFee(final Fee fee, final long price, final long quantity) {
        final BigInteger fixed = value(fee.perLot(), quantity).multiply(MILLION);
        return fixed.add(value(price, quantity).multiply(BigInteger.valueOf(fee.ppm())));
    }

    /** What one more trade adds to what the order has been charged: rounded up once for the whole order. */
    BigInteger nextFee(final Fee fee, final long tradePrice, final long quantity) {
        return ceiling(exactFees.add(exactFee(fee, tradePrice, quantity))).subtract(ceiling(exactFees));
    }

    /** At either rate, and rebates are not counted ahead. */
    BigInteger dearestFee(final long tradePrice, final long quantity) {
        return nextFee(makerFee, tradePrice, quantity)
                .max(nextFee(takerFee, tradePrice, quantity))
                .max(BigInteger.ZERO);
    }

    /** What a buy of the whole open quantity may cost at most at a price. */
    BigInteger costAt(final long tradePrice) {
        return value(tradePrice, open).add(dearestFee(tradePrice, open));
    }

    /** What it must have reserved, as it stands. */
    BigInteger toReserve() {
        if (!isBuy()) {
            return lots(open);
        }
        final Optional<BigInteger> left = budgetLeft();
        if (isMarket()) {
            return left.orElse(BigInteger.ZERO);
        }
        final BigInteger cost = costAt(price);
        return left.map(cost::min).orElse(cost);
    }

    Optional<BigInteger> budgetLeft() {
        final OptionalLong budget = placed.budget();
        return budget.isPresent()
                ? Optional.of(BigInteger.valueOf(budget.getAsLong()).subtract(spent))
                : Optional.empty();
    }

    /** Whether a market buy that waits for an uncross would pay a price for all that it wants. */
    boolean bids(final long uncrossPrice) {
        return costAt(uncrossPrice).compareTo(budgetLeft().orElse(BigInteger.ZERO)) <= 0;
    }

    /** Most lots that it can pay for as taker, up to a quantity. */
    long affordable(final long tradePrice, final long quantity) {
        if (spendLimit.isEmpty()) {
            return quantity;
        }
        final BigInteger left = spendLimit.get().subtract(spent);
        long least = 0;
        long most = quantity;
        while (least < most) {
            final long middle = most - (most - least) / 2;
            if (costAsTaker(tradePrice, middle).compareTo(left) <= 0) {
                least = middle;
            } else {
                most = middle - 1;
            }
        }
        return least;
    }

    BigInteger costAsTaker(final long tradePrice, final long quantity) {
        return value(tradePrice, quantity)
                .add(nextFee(takerFee, tradePrice, quantity).max(BigInteger.ZERO));
    }

    /** What the book shows of it when it comes to the back of its price. */
    long slice() {
        return Math.min(open, placed.display().orElse(Long.MAX_VALUE));
    }

    void take(final long quantity) {
        open -= quantity;
        shown -= quantity;
    }

    OrderStatus endedEarly() {
        return filled > 0 ? OrderStatus.PARTIAL : OrderStatus.CANCELLED;
    }

    static BigInteger ceiling(final BigInteger millionths) {
        final BigInteger[] parts = millionths.divideAndRemainder(MILLION);
        return parts[1].signum() > 0 ? parts[0].add(BigInteger.ONE) : parts[0];
    }
}
