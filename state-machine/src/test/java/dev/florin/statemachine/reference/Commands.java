package dev.florin.statemachine.reference;

import dev.florin.protocol.CommandKind;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Conditions;

/** What every command has, whatever its kind. */
final class Commands {
    private Commands() {}

    /** The same command under other conditions: the same content. */
    static Command withConditions(final Command command, final Conditions under) {
        return rebuilt(command, command.key(), under);
    }

    /** The same content under another key. */
    static Command withKey(final Command command, final Uint128 key) {
        return rebuilt(command, key, command.conditions());
    }

    private static Command rebuilt(final Command command, final Uint128 key, final Conditions under) {
        if (command instanceof Command.Transfer c) {
            return new Command.Transfer(key, c.debit(), c.credit(), c.amount(), c.upTo(), c.code(), c.ref(), under);
        } else if (command instanceof Command.Hold c) {
            return new Command.Hold(key, c.debit(), c.credit(), c.amount(), c.timeoutNs(), c.code(), c.ref(), under);
        } else if (command instanceof Command.Capture c) {
            return new Command.Capture(key, c.hold(), c.amount(), c.keepOpen(), c.code(), c.ref(), under);
        } else if (command instanceof Command.Release c) {
            return new Command.Release(key, c.hold(), c.code(), c.ref(), under);
        } else if (command instanceof Command.Entry c) {
            return new Command.Entry(key, c.legs(), c.code(), c.ref(), under);
        } else if (command instanceof Command.Reverse c) {
            return new Command.Reverse(key, c.transfer(), c.amount(), c.code(), c.ref(), under);
        } else if (command instanceof Command.CreateLedger c) {
            return new Command.CreateLedger(key, c.ledger(), c.code(), c.scale(), under);
        }
        return rebuiltAccountCommand(command, key, under);
    }

    private static Command rebuiltAccountCommand(final Command command, final Uint128 key, final Conditions under) {
        if (command instanceof Command.OpenAccount c) {
            return new Command.OpenAccount(key, c.account(), c.floor(), c.ceiling(), under);
        } else if (command instanceof Command.SetLimits c) {
            return new Command.SetLimits(key, c.account(), c.floor(), c.ceiling(), under);
        } else if (command instanceof Command.Freeze c) {
            return new Command.Freeze(key, c.account(), c.side(), under);
        } else if (command instanceof Command.Unfreeze c) {
            return new Command.Unfreeze(key, c.account(), c.side(), under);
        } else if (command instanceof Command.CloseAccount c) {
            return new Command.CloseAccount(key, c.account(), under);
        } else if (command instanceof Command.ReopenAccount c) {
            return new Command.ReopenAccount(key, c.account(), under);
        }
        return OrderCommands.rebuilt(command, key, under);
    }

    /** What a command means, without its conditions: what is written differently and means the same is the same. */
    static Command content(final Command command) {
        final Command content = withConditions(command, Conditions.NONE);
        return content instanceof Command.Place place ? OrderCommands.meaning(place) : content;
    }

    static CommandKind kind(final Command command) {
        if (command instanceof Command.Transfer) {
            return CommandKind.TRANSFER;
        } else if (command instanceof Command.Hold) {
            return CommandKind.HOLD;
        } else if (command instanceof Command.Capture) {
            return CommandKind.CAPTURE;
        } else if (command instanceof Command.Release) {
            return CommandKind.RELEASE;
        } else if (command instanceof Command.Entry) {
            return CommandKind.ENTRY;
        } else if (command instanceof Command.Reverse) {
            return CommandKind.REVERSE;
        } else if (command instanceof Command.CreateLedger) {
            return CommandKind.CREATE_LEDGER;
        }
        return kindOfAccountCommand(command);
    }

    private static CommandKind kindOfAccountCommand(final Command command) {
        if (command instanceof Command.OpenAccount) {
            return CommandKind.OPEN_ACCOUNT;
        } else if (command instanceof Command.SetLimits) {
            return CommandKind.SET_LIMITS;
        } else if (command instanceof Command.Freeze) {
            return CommandKind.FREEZE;
        } else if (command instanceof Command.Unfreeze) {
            return CommandKind.UNFREEZE;
        } else if (command instanceof Command.CloseAccount) {
            return CommandKind.CLOSE;
        } else if (command instanceof Command.ReopenAccount) {
            return CommandKind.REOPEN;
        }
        return OrderCommands.kind(command);
    }
}
