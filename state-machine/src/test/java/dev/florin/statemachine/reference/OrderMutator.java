package dev.florin.statemachine.reference;

import dev.florin.protocol.Uint128;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.order.Fee;
import dev.florin.protocol.order.OrderRef;
import dev.florin.protocol.order.OrderSide;
import dev.florin.protocol.order.OrderType;
import dev.florin.protocol.order.SelfTrade;
import dev.florin.protocol.order.TimeInForce;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/**
 * Changes one field of a command of matching. Most changes make another content of it; a market order that is GTC instead
 * of IOC still means the same.
 */
final class OrderMutator {
    private final SplittableRandom random;

    OrderMutator(final SplittableRandom random) {
        this.random = random;
    }

    Command mutate(final Command command) {
        if (command instanceof Command.Place c) {
            return mutatePlace(c);
        } else if (command instanceof Command.Replace c) {
            return mutateReplace(c);
        } else if (command instanceof Command.Cancel c) {
            return random.nextBoolean()
                    ? new Command.Cancel(c.key(), c.owner() ^ 1, c.order(), c.conditions())
                    : new Command.Cancel(c.key(), c.owner(), other(c.order()), c.conditions());
        } else if (command instanceof Command.CancelAll c) {
            final OptionalInt other = c.instrument().isPresent() ? OptionalInt.empty() : OptionalInt.of(1);
            return new Command.CancelAll(c.key(), c.owner(), other, c.conditions());
        } else if (command instanceof Command.SetInstrument c) {
            return new Command.SetInstrument(
                    c.key(),
                    c.instrument(),
                    c.state(),
                    c.reference(),
                    OptionalLong.of(c.bandPpm().orElse(0) ^ 1),
                    c.makerFee(),
                    c.takerFee(),
                    c.conditions());
        } else if (command instanceof Command.CreateInstrument c) {
            return new Command.CreateInstrument(
                    c.key(),
                    c.instrument(),
                    c.code(),
                    c.baseLedger(),
                    c.quoteLedger(),
                    c.lot(),
                    c.tick() + 1,
                    c.operator(),
                    c.makerFee(),
                    Fee.NONE,
                    c.conditions());
        }
        throw new IllegalArgumentException("the generator does not know " + command);
    }

    private Command mutatePlace(final Command.Place c) {
        final boolean isMarket = c.type() == OrderType.MARKET;
        return switch (random.nextInt(6)) {
            case 0 -> with(c, c.side(), (c.quantity() ^ 1) | 2, c.timeInForce(), c.price(), c.selfTrade());
            case 1 -> with(c, c.side(), c.quantity(), c.timeInForce(), c.price(), other(c.selfTrade()));
            case 2 -> with(c, c.side(), c.quantity(), otherTime(c), c.price(), c.selfTrade());
            case 3 ->
                c.budget().isPresent()
                        ? with(c, c.side(), (c.quantity() ^ 4) | 1, c.timeInForce(), c.price(), c.selfTrade())
                        : with(c, other(c.side()), c.quantity(), c.timeInForce(), c.price(), c.selfTrade());
            case 4 ->
                isMarket
                        ? with(c, c.side(), (c.quantity() ^ 8) | 1, c.timeInForce(), c.price(), c.selfTrade())
                        : with(c, c.side(), c.quantity(), c.timeInForce(), other(c.price()), c.selfTrade());
            default -> c;
        };
    }

    private static Command with(
            final Command.Place c,
            final OrderSide side,
            final long quantity,
            final TimeInForce timeInForce,
            final OptionalLong price,
            final SelfTrade selfTrade) {
        return new Command.Place(
                c.key(),
                c.owner(),
                c.accountType(),
                c.instrument(),
                side,
                c.type(),
                timeInForce,
                price,
                quantity,
                c.postOnly(),
                c.display(),
                c.stop(),
                c.budget(),
                c.timeoutNs(),
                selfTrade,
                c.conditions());
    }

    /** Only where the door takes both. */
    private static TimeInForce otherTime(final Command.Place c) {
        return switch (c.timeInForce()) {
            case GTC -> TimeInForce.DAY;
            case DAY -> TimeInForce.GTC;
            case IOC -> c.type() == OrderType.MARKET ? TimeInForce.GTC : TimeInForce.FOK;
            default -> c.timeInForce();
        };
    }

    private Command mutateReplace(final Command.Replace c) {
        final OptionalLong quantity = c.quantity().isPresent() ? other(c.quantity()) : c.quantity();
        final OptionalLong reduceBy = c.reduceBy().isPresent() ? other(c.reduceBy()) : c.reduceBy();
        final boolean isOwner = random.nextBoolean();
        return new Command.Replace(
                c.key(),
                isOwner ? c.owner() ^ 1 : c.owner(),
                isOwner ? c.order() : other(c.order()),
                c.price(),
                quantity,
                reduceBy,
                c.filled(),
                c.stop(),
                c.conditions());
    }

    private static OptionalLong other(final OptionalLong figure) {
        return OptionalLong.of(figure.orElse(0) == Long.MAX_VALUE ? 1 : figure.orElse(0) + 1);
    }

    private static OrderSide other(final OrderSide side) {
        return side == OrderSide.BUY ? OrderSide.SELL : OrderSide.BUY;
    }

    private static SelfTrade other(final SelfTrade selfTrade) {
        return selfTrade == SelfTrade.ALLOW ? SelfTrade.DECREMENT : SelfTrade.ALLOW;
    }

    private static OrderRef other(final OrderRef order) {
        return order.isId()
                ? OrderRef.ofId(order.name().low() + 1)
                : new OrderRef(
                        false, new Uint128(order.name().high() ^ 1, order.name().low()));
    }
}
