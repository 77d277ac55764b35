package dev.florin.statemachine.reference;

import dev.florin.protocol.CommandKind;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Conditions;
import dev.florin.protocol.order.Fee;
import dev.florin.protocol.order.OrderSide;
import dev.florin.protocol.order.OrderType;
import dev.florin.protocol.order.SelfTrade;
import dev.florin.protocol.order.TimeInForce;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Makes commands of instruments and orders that the door lets in, of every kind, without conditions. */
final class OrderMaker {
    private static final List<SelfTrade> SELF_TRADES = List.of(SelfTrade.values());
    private static final List<TimeInForce> TIMES = List.of(
            TimeInForce.GTC,
            TimeInForce.GTC,
            TimeInForce.GTC,
            TimeInForce.DAY,
            TimeInForce.GTD,
            TimeInForce.IOC,
            TimeInForce.FOK);

    private final OrderPicker pick;
    private final Picker ledgers;

    OrderMaker(final OrderPicker pick, final Picker ledgers) {
        this.pick = pick;
        this.ledgers = ledgers;
    }

    Command make(final CommandKind kind, final Uint128 key, final long timestampNs) {
        return switch (kind) {
            case CREATE_INSTRUMENT -> createInstrument(key);
            case SET_INSTRUMENT -> setInstrument(key);
            case PLACE -> place(key, timestampNs);
            case REPLACE -> replace(key);
            case CANCEL -> cancel(key);
            case CANCEL_ALL -> new Command.CancelAll(key, pick.owner(), cancelled(), Conditions.NONE);
            default -> throw new IllegalArgumentException(kind + " is no command of matching");
        };
    }

    /** One of the instruments of the stream, by its place. */
    Command.CreateInstrument createInstrument(final Uint128 key, final int index) {
        return new Command.CreateInstrument(
                key,
                pick.id(index),
                "I" + index,
                ledgers.ledger(index + 1),
                ledgers.ledger(0),
                pick.lot(),
                pick.tick(),
                pick.owner(),
                pick.fee(),
                pick.fee(),
                Conditions.NONE);
    }

    private Command createInstrument(final Uint128 key) {
        final Optional<Command.CreateInstrument> known = pick.madeInstrument();
        if (known.isPresent() && pick.chance(60)) {
            return Commands.withKey(known.get(), key);
        }
        final int base = ledgers.ledger();
        final int quote = ledgers.ledger();
        final boolean isOld = pick.chance(50) && pick.count() > 0;
        return new Command.CreateInstrument(
                key,
                isOld ? pick.id(0) : 7_000,
                pick.chance(50) ? "I0" : "NEW-1",
                base,
                base == quote ? Picker.UNKNOWN_LEDGER + 1 : quote,
                pick.lot(),
                pick.tick(),
                pick.owner(),
                pick.fee(),
                Fee.NONE,
                Conditions.NONE);
    }

    private Command setInstrument(final Uint128 key) {
        final int instrument = pick.instrument();
        final boolean isState = pick.chance(75);
        return new Command.SetInstrument(
                key,
                instrument,
                isState ? Optional.of(pick.nextState(instrument)) : Optional.empty(),
                pick.optional(isState ? 20 : 60, pick.price(instrument)),
                isState ? pick.optional(15, pick.bandPpm()) : OptionalLong.of(pick.bandPpm()),
                pick.chance(8) ? Optional.of(pick.fee()) : Optional.empty(),
                pick.chance(8) ? Optional.of(pick.fee()) : Optional.empty(),
                Conditions.NONE);
    }

    private Command place(final Uint128 key, final long timestampNs) {
        final int instrument = pick.instrument();
        final boolean isMarket = pick.chance(15);
        final OrderSide side = pick.side();
        final TimeInForce time = pick.any(TIMES);
        final long price = pick.price(instrument);
        final long quantity = pick.quantity();
        final boolean mayRest = !isMarket && time != TimeInForce.IOC && time != TimeInForce.FOK;
        final boolean mayHaveBudget = !mayRest && (side == OrderSide.BUY || time == TimeInForce.FOK);
        return new Command.Place(
                key,
                pick.owner(),
                pick.accountType(),
                instrument,
                side,
                isMarket ? OrderType.MARKET : OrderType.LIMIT,
                time,
                isMarket ? OptionalLong.empty() : OptionalLong.of(price),
                quantity,
                mayRest && pick.chance(10),
                mayRest ? pick.optional(20, pick.quantity()) : OptionalLong.empty(),
                pick.optional(15, pick.price(instrument)),
                mayHaveBudget ? pick.optional(60, pick.budget(price, quantity)) : OptionalLong.empty(),
                time == TimeInForce.GTD ? pick.timeoutNs(timestampNs) : 0,
                pick.chance(40) ? SelfTrade.ALLOW : pick.any(SELF_TRADES),
                Conditions.NONE);
    }

    private Command replace(final Uint128 key) {
        final Optional<ModelOrder> order = pick.order();
        final long open = order.map(it -> it.open).orElse(1L);
        final long filled = order.map(it -> it.filled).orElse(0L);
        if (pick.chance(25)) {
            return new Command.Replace(
                    key,
                    pick.ownerOf(order),
                    pick.name(order),
                    OptionalLong.empty(),
                    OptionalLong.empty(),
                    OptionalLong.of(near(open)),
                    OptionalLong.empty(),
                    OptionalLong.empty(),
                    Conditions.NONE);
        }
        final int instrument = order.map(ModelOrder::instrument).orElse(1);
        final boolean isMarket = order.map(ModelOrder::isMarket).orElse(false);
        final boolean isWaiting = order.map(ModelOrder::isWaiting).orElse(false);
        final boolean hasQuantity = pick.chance(60);
        final OptionalLong stop = pick.optional(isWaiting ? 40 : 1, pick.price(instrument));
        final OptionalLong price = pick.optional(isMarket ? 2 : 60, pick.price(instrument));
        final boolean isEmpty = !hasQuantity && stop.isEmpty() && price.isEmpty();
        return new Command.Replace(
                key,
                pick.ownerOf(order),
                pick.name(order),
                price,
                hasQuantity || isEmpty ? OptionalLong.of(near(open)) : OptionalLong.empty(),
                OptionalLong.empty(),
                hasQuantity ? pick.optional(30, Math.max(0, near(filled) - 1)) : OptionalLong.empty(),
                stop,
                Conditions.NONE);
    }

    /** The figure, a little more or less, or any; at least 1. */
    private long near(final long figure) {
        if (pick.chance(30) || figure > Integer.MAX_VALUE) {
            return pick.quantity();
        }
        return Math.max(1, figure + (pick.chance(50) ? -1 : 1) * (pick.chance(50) ? 0 : pick.quantity() % 4));
    }

    private Command cancel(final Uint128 key) {
        final Optional<ModelOrder> order = pick.order();
        return new Command.Cancel(key, pick.ownerOf(order), pick.name(order), Conditions.NONE);
    }

    private OptionalInt cancelled() {
        return pick.chance(50) ? OptionalInt.empty() : OptionalInt.of(pick.instrument());
    }
}
