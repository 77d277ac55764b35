package dev.florin.engine.client;

import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.order.OrderSide;
import dev.florin.protocol.order.OrderType;
import dev.florin.protocol.order.SelfTrade;
import dev.florin.protocol.order.TimeInForce;
import java.time.Duration;
import java.util.Objects;
import java.util.OptionalLong;

/** An order, ready to be sent: a market order unless a price is given, then one that stands until it is cancelled. */
public final class PlaceBuilder extends OrderCommandBuilder<Receipt.Placed, PlaceBuilder> {
    private final long owner;
    private final Instrument instrument;
    private final OrderSide side;
    private final long quantity;
    private int accountType;
    private TimeInForce timeInForce = TimeInForce.GTC;
    private OptionalLong price = OptionalLong.empty();
    private OptionalLong display = OptionalLong.empty();
    private OptionalLong stop = OptionalLong.empty();
    private OptionalLong budget = OptionalLong.empty();
    private boolean postOnly;
    private long timeoutNs;
    private SelfTrade selfTrade = SelfTrade.CANCEL_TAKER;

    PlaceBuilder(
            final Caller caller,
            final Key key,
            final long owner,
            final Instrument instrument,
            final OrderSide side,
            final long quantity) {
        super(caller, key);
        this.owner = owner;
        this.instrument = Objects.requireNonNull(instrument, "instrument");
        this.side = side;
        this.quantity = quantity;
    }

    /**
     * Trades at this price or better.
     *
     * @param limit for one lot, see {@link Instrument#price(String)}.
     * @return this.
     */
    public PlaceBuilder at(final Money limit) {
        price = quoted(instrument, limit);
        return this;
    }

    /**
     * Trades what it can at once; the rest is cancelled.
     *
     * @return this.
     */
    public PlaceBuilder immediateOrCancel() {
        timeInForce = TimeInForce.IOC;
        return this;
    }

    /**
     * Trades whole at once, or not at all.
     *
     * @return this.
     */
    public PlaceBuilder fillOrKill() {
        timeInForce = TimeInForce.FOK;
        return this;
    }

    /**
     * Stands until its instrument closes.
     *
     * @return this.
     */
    public PlaceBuilder forTheDay() {
        timeInForce = TimeInForce.DAY;
        return this;
    }

    /**
     * Stands for a time.
     *
     * @param timeout after the command's time stamp, above 0.
     * @return this.
     */
    public PlaceBuilder expiresAfter(final Duration timeout) {
        timeoutNs = HoldBuilder.requireTimeout(timeout);
        timeInForce = TimeInForce.GTD;
        return this;
    }

    /**
     * Rather refused, {@link dev.florin.protocol.Outcome#WOULD_TRADE}, than a taker.
     *
     * @return this.
     */
    public PlaceBuilder postOnly() {
        postOnly = true;
        return this;
    }

    /**
     * Shows only so much at a time.
     *
     * @param lots at least 1.
     * @return this.
     */
    public PlaceBuilder display(final long lots) {
        display = OptionalLong.of(lots);
        return this;
    }

    /**
     * Waits for a trade at or beyond a price.
     *
     * @param trigger on tick.
     * @return this.
     */
    public PlaceBuilder stop(final Money trigger) {
        stop = quoted(instrument, trigger);
        return this;
    }

    /**
     * The most that a buy spends, or the least that a fill-or-kill sell receives, fees included.
     *
     * @param amount of the quote ledger.
     * @return this.
     */
    public PlaceBuilder budget(final Money amount) {
        budget = quoted(instrument, amount);
        return this;
    }

    /**
     * What to do about orders of the same owner; unless said, this order is cancelled where it meets one.
     *
     * @param mode any.
     * @return this.
     */
    public PlaceBuilder selfTrade(final SelfTrade mode) {
        selfTrade = Objects.requireNonNull(mode, "mode");
        return this;
    }

    /**
     * Trades on the owner's accounts of another type than 0.
     *
     * @param type 0..255.
     * @return this.
     */
    public PlaceBuilder accountType(final int type) {
        accountType = type;
        return this;
    }

    @Override
    PlaceBuilder self() {
        return this;
    }

    @Override
    public Command command() {
        return new Command.Place(
                key().value(),
                owner,
                accountType,
                instrument.id(),
                side,
                price.isPresent() ? OrderType.LIMIT : OrderType.MARKET,
                timeInForce,
                price,
                quantity,
                postOnly,
                display,
                stop,
                budget,
                timeoutNs,
                selfTrade,
                conditions());
    }

    @Override
    Receipt.Placed receipt(final Receipt.Stamp stamp, final Answer.OfOrder answer) {
        return new Receipt.Placed(stamp, instrument.order(key(), owner), answer.order(), answer.fills());
    }
}
