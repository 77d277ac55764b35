package dev.florin.statemachine.reference;

import dev.florin.protocol.CommandKind;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Conditions;
import dev.florin.protocol.order.OrderType;
import dev.florin.protocol.order.TimeInForce;

/** What every command of matching has, whatever its kind. */
final class OrderCommands {
    private OrderCommands() {}

    static Command rebuilt(final Command command, final Uint128 key, final Conditions under) {
        if (command instanceof Command.Place c) {
            return withTime(c, key, c.timeInForce(), c.timeoutNs(), under);
        } else if (command instanceof Command.Replace c) {
            return new Command.Replace(
                    key, c.owner(), c.order(), c.price(), c.quantity(), c.reduceBy(), c.filled(), c.stop(), under);
        } else if (command instanceof Command.Cancel c) {
            return new Command.Cancel(key, c.owner(), c.order(), under);
        } else if (command instanceof Command.CancelAll c) {
            return new Command.CancelAll(key, c.owner(), c.instrument(), under);
        } else if (command instanceof Command.SetInstrument c) {
            return new Command.SetInstrument(
                    key, c.instrument(), c.state(), c.reference(), c.bandPpm(), c.makerFee(), c.takerFee(), under);
        } else if (command instanceof Command.CreateInstrument c) {
            return new Command.CreateInstrument(
                    key,
                    c.instrument(),
                    c.code(),
                    c.baseLedger(),
                    c.quoteLedger(),
                    c.lot(),
                    c.tick(),
                    c.operator(),
                    c.makerFee(),
                    c.takerFee(),
                    under);
        }
        throw new IllegalArgumentException("the model does not know " + command);
    }

    /** A market order is IOC unless it says FOK, but DAY and GTD count while it waits for its trigger. */
    static Command.Place meaning(final Command.Place c) {
        final TimeInForce given = c.timeInForce();
        final boolean endsWhileWaiting = c.stop().isPresent() && (given == TimeInForce.DAY || given == TimeInForce.GTD);
        final boolean isImmediate = c.type() == OrderType.MARKET && given != TimeInForce.FOK && !endsWhileWaiting;
        return isImmediate ? withTime(c, c.key(), TimeInForce.IOC, 0, c.conditions()) : c;
    }

    private static Command.Place withTime(
            final Command.Place c,
            final Uint128 key,
            final TimeInForce timeInForce,
            final long timeoutNs,
            final Conditions under) {
        return new Command.Place(
                key,
                c.owner(),
                c.accountType(),
                c.instrument(),
                c.side(),
                c.type(),
                timeInForce,
                c.price(),
                c.quantity(),
                c.postOnly(),
                c.display(),
                c.stop(),
                c.budget(),
                timeoutNs,
                c.selfTrade(),
                under);
    }

    static CommandKind kind(final Command command) {
        if (command instanceof Command.Place) {
            return CommandKind.PLACE;
        } else if (command instanceof Command.Replace) {
            return CommandKind.REPLACE;
        } else if (command instanceof Command.Cancel) {
            return CommandKind.CANCEL;
        } else if (command instanceof Command.CancelAll) {
            return CommandKind.CANCEL_ALL;
        } else if (command instanceof Command.SetInstrument) {
            return CommandKind.SET_INSTRUMENT;
        } else if (command instanceof Command.CreateInstrument) {
            return CommandKind.CREATE_INSTRUMENT;
        }
        throw new IllegalArgumentException("the model does not know " + command);
    }
}
