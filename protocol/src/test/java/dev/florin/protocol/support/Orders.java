package dev.florin.protocol.support;

import dev.florin.protocol.Uint128;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Conditions;
import dev.florin.protocol.order.OrderSide;
import dev.florin.protocol.order.OrderType;
import dev.florin.protocol.order.SelfTrade;
import dev.florin.protocol.order.TimeInForce;
import java.util.OptionalLong;

/** An order to place, field by field: at first a plain limit order that buys 10 lots at 2,500. */
public final class Orders {
    private Uint128 key = SampleRequests.KEY;
    private long owner = 42;
    private int instrument = 1;
    private OrderSide side = OrderSide.BUY;
    private OrderType type = OrderType.LIMIT;
    private TimeInForce time = TimeInForce.GTC;
    private OptionalLong price = OptionalLong.of(2_500);
    private long quantity = 10;
    private boolean postOnly;
    private OptionalLong display = OptionalLong.empty();
    private OptionalLong stop = OptionalLong.empty();
    private OptionalLong budget = OptionalLong.empty();
    private long timeoutNs;

    private Orders() {}

    /** A limit order. */
    public static Orders limit(final TimeInForce time) {
        final Orders order = new Orders();
        order.time = time;
        return order;
    }

    /** A market order, which has no price. */
    public static Orders market(final TimeInForce time) {
        final Orders order = limit(time);
        order.type = OrderType.MARKET;
        order.price = OptionalLong.empty();
        return order;
    }

    /** Without a key. */
    public Orders keyless() {
        key = Uint128.ZERO;
        return this;
    }

    /** Of another owner. */
    public Orders owner(final long newOwner) {
        owner = newOwner;
        return this;
    }

    /** On another instrument. */
    public Orders instrument(final int newInstrument) {
        instrument = newInstrument;
        return this;
    }

    /** A sell. */
    public Orders sell() {
        side = OrderSide.SELL;
        return this;
    }

    /** At another price. */
    public Orders price(final long newPrice) {
        price = OptionalLong.of(newPrice);
        return this;
    }

    /** At no price. */
    public Orders priceless() {
        price = OptionalLong.empty();
        return this;
    }

    /** Of another quantity. */
    public Orders quantity(final long newQuantity) {
        quantity = newQuantity;
        return this;
    }

    /** Post-only. */
    public Orders postOnly() {
        postOnly = true;
        return this;
    }

    /** Showing so much. */
    public Orders display(final long newDisplay) {
        display = OptionalLong.of(newDisplay);
        return this;
    }

    /** Waiting for a trigger. */
    public Orders stop(final long newStop) {
        stop = OptionalLong.of(newStop);
        return this;
    }

    /** With a budget. */
    public Orders budget(final long newBudget) {
        budget = OptionalLong.of(newBudget);
        return this;
    }

    /** With a timeout. */
    public Orders timeoutNs(final long newTimeoutNs) {
        timeoutNs = newTimeoutNs;
        return this;
    }

    /** The command. */
    public Command.Place place() {
        return new Command.Place(
                key,
                owner,
                0,
                instrument,
                side,
                type,
                time,
                price,
                quantity,
                postOnly,
                display,
                stop,
                budget,
                timeoutNs,
                SelfTrade.CANCEL_TAKER,
                Conditions.NONE);
    }
}
