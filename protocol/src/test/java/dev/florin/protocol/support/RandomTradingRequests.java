package dev.florin.protocol.support;

import dev.florin.protocol.Bounds;
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
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/** Requests about instruments and orders that the door lets in, written as they mean, fields over their whole ranges. */
final class RandomTradingRequests {
    private static final TimeInForce[] TIMES = TimeInForce.values();
    private static final int KINDS = 9;

    private final SplittableRandom random;

    RandomTradingRequests(final SplittableRandom random) {
        this.random = random;
    }

    Request next(final Uint128 key, final Conditions conditions) {
        return switch (random.nextInt(KINDS)) {
            case 0 -> createInstrument(key, conditions);
            case 1 -> setInstrument(key, conditions);
            case 2 -> place(key, conditions);
            case 3 -> replace(key, conditions);
            case 4 -> new Command.Cancel(key, magnitude(), order(), conditions);
            case 5 -> new Command.CancelAll(key, magnitude(), maybeInstrument(), conditions);
            case 6 -> new Read.GetBook(id(), 1 + random.nextInt(Bounds.MAX_BOOK_DEPTH));
            case 7 -> new Read.GetOrders(magnitude());
            default -> new Read.GetInstruments();
        };
    }

    private Command createInstrument(final Uint128 key, final Conditions conditions) {
        final int base = id();
        final int quote = base == 1 ? 2 : base - 1;
        return new Command.CreateInstrument(
                key, id(), "I-" + id(), base, quote, positive(), positive(), magnitude(), fee(), fee(), conditions);
    }

    private Command setInstrument(final Uint128 key, final Conditions conditions) {
        final InstrumentState[] states = InstrumentState.values();
        return new Command.SetInstrument(
                key,
                id(),
                Optional.of(states[random.nextInt(states.length)]),
                maybe(),
                random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(magnitude()),
                random.nextBoolean() ? Optional.empty() : Optional.of(fee()),
                random.nextBoolean() ? Optional.empty() : Optional.of(fee()),
                conditions);
    }

    private Command place(final Uint128 key, final Conditions conditions) {
        final OrderType type = random.nextBoolean() ? OrderType.LIMIT : OrderType.MARKET;
        final OptionalLong stop = maybe();
        final TimeInForce time = time(type, stop.isPresent());
        final OrderSide side = random.nextBoolean() ? OrderSide.BUY : OrderSide.SELL;
        final boolean isLimit = type == OrderType.LIMIT;
        final boolean rests = isLimit && time != TimeInForce.IOC && time != TimeInForce.FOK;
        final boolean mayHaveBudget = !rests && (side == OrderSide.BUY || time == TimeInForce.FOK);
        final SelfTrade[] modes = SelfTrade.values();
        return new Command.Place(
                key,
                magnitude(),
                random.nextInt(256),
                id(),
                side,
                type,
                time,
                isLimit ? OptionalLong.of(positive()) : OptionalLong.empty(),
                positive(),
                rests && random.nextBoolean(),
                rests ? maybe() : OptionalLong.empty(),
                stop,
                mayHaveBudget ? maybe() : OptionalLong.empty(),
                time == TimeInForce.GTD ? positive() : 0,
                modes[random.nextInt(modes.length)],
                conditions);
    }

    private TimeInForce time(final OrderType type, final boolean isStop) {
        final TimeInForce time = TIMES[random.nextInt(TIMES.length)];
        if (type == OrderType.LIMIT || time == TimeInForce.FOK) {
            return time;
        }
        return isStop && (time == TimeInForce.DAY || time == TimeInForce.GTD) ? time : TimeInForce.IOC;
    }

    private Command replace(final Uint128 key, final Conditions conditions) {
        final OptionalLong none = OptionalLong.empty();
        if (random.nextInt(3) == 0) {
            final OptionalLong reduceBy = OptionalLong.of(positive());
            return new Command.Replace(key, magnitude(), order(), none, none, reduceBy, none, none, conditions);
        }
        final OptionalLong filled = random.nextBoolean() ? none : OptionalLong.of(magnitude());
        final OptionalLong quantity = OptionalLong.of(positive());
        return new Command.Replace(key, magnitude(), order(), maybe(), quantity, none, filled, maybe(), conditions);
    }

    private OrderRef order() {
        return random.nextBoolean()
                ? OrderRef.ofId(positive())
                : OrderRef.ofKey(new Uint128(random.nextLong(), random.nextLong()));
    }

    private OptionalInt maybeInstrument() {
        return random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(id());
    }

    private Fee fee() {
        final long perLot = random.nextBoolean() ? magnitude() : -magnitude();
        return new Fee(perLot, random.nextInt(-Bounds.MAX_FEE_PPM, Bounds.MAX_FEE_PPM + 1));
    }

    private int id() {
        return 1 + random.nextInt(Bounds.MAX_INSTRUMENT);
    }

    private OptionalLong maybe() {
        return random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(positive());
    }

    private long positive() {
        return Math.max(1, magnitude());
    }

    /** 0 to 2^63-1, every number of bits equally likely. */
    private long magnitude() {
        return random.nextLong() >>> (1 + random.nextInt(63));
    }
}
