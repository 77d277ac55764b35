package dev.florin.replay.text;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.Bounds;
import dev.florin.protocol.CommandKind;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Conditions;
import dev.florin.protocol.command.Leg;
import dev.florin.protocol.command.Side;
import dev.florin.replay.journal.Names;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * Commands as the fields of the lines that {@code florin run} takes: what a door would have to read to make the same
 * command, and nothing that it would fill in by itself.
 */
public final class CommandFields {
    private static final long NS_PER_MS = 1_000_000;

    private final Names names;

    /**
     * Fields in names.
     *
     * @param names of ledgers and instruments, which may grow.
     */
    public CommandFields(final Names names) {
        this.names = names;
    }

    /**
     * The fields of a command.
     *
     * @param kind of the command.
     * @param command to be written.
     * @return op and key first.
     */
    public JsonFields of(final CommandKind kind, final Command command) {
        final JsonFields fields =
                new JsonFields().put("op", kind.text()).put("key", command.key().toString());
        if (!TradingFields.putIfTrading(fields, command, names)) {
            putMoney(fields, command);
        }
        putConditions(fields, command.conditions());
        return fields;
    }

    private void putMoney(final JsonFields fields, final Command command) {
        if (command instanceof Command.Transfer it) {
            putParties(fields, it.debit(), it.credit(), it.amount()).putIf("up_to", it.upTo());
            putOwn(fields, it.code(), it.ref());
        } else if (command instanceof Command.Hold it) {
            putTimeout(putParties(fields, it.debit(), it.credit(), it.amount()), it.timeoutNs());
            putOwn(fields, it.code(), it.ref());
        } else if (command instanceof Command.Capture it) {
            fields.put("hold", it.hold().toString()).put("amount", it.amount()).putIf("keep_open", it.keepOpen());
            putOwn(fields, it.code(), it.ref());
        } else if (command instanceof Command.Release it) {
            putOwn(fields.put("hold", it.hold().toString()), it.code(), it.ref());
        } else if (command instanceof Command.Reverse it) {
            fields.put("transfer", it.transfer().toString()).put("amount", it.amount());
            putOwn(fields, it.code(), it.ref());
        } else if (command instanceof Command.Entry it) {
            final List<JsonFields> legs = it.legs().stream().map(this::leg).toList();
            putOwn(fields.put("legs", legs), it.code(), it.ref());
        } else {
            putAdministration(fields, command);
        }
    }

    private void putAdministration(final JsonFields fields, final Command command) {
        if (command instanceof Command.CreateLedger it) {
            fields.put("ledger", it.code()).put("id", it.ledger()).put("scale", it.scale());
        } else if (command instanceof Command.OpenAccount it) {
            fields.put("account", names.account(it.account()));
            if (it.floor() != 0) {
                putLimit(fields, "floor", it.floor(), Bounds.NO_FLOOR);
            }
            if (it.ceiling() != Bounds.NO_CEILING) {
                fields.put("ceiling", it.ceiling());
            }
        } else if (command instanceof Command.SetLimits it) {
            fields.put("account", names.account(it.account()));
            putLimit(fields, "floor", it.floor(), Bounds.NO_FLOOR);
            putLimit(fields, "ceiling", it.ceiling(), Bounds.NO_CEILING);
        } else if (command instanceof Command.Freeze it) {
            fields.put("account", names.account(it.account())).put("side", side(it.side()));
        } else if (command instanceof Command.Unfreeze it) {
            fields.put("account", names.account(it.account())).put("side", side(it.side()));
        } else if (command instanceof Command.CloseAccount it) {
            fields.put("account", names.account(it.account()));
        } else if (command instanceof Command.ReopenAccount it) {
            fields.put("account", names.account(it.account()));
        } else {
            throw new IllegalStateException("no fields are known of " + command);
        }
    }

    JsonFields leg(final Leg leg) {
        final JsonFields fields = new JsonFields();
        if (leg instanceof Leg.Transfer it) {
            putParties(fields.put("op", "transfer"), it.debit(), it.credit(), it.amount());
            return putOwn(fields, it.code(), it.ref());
        }
        if (leg instanceof Leg.Hold it) {
            putParties(fields.put("op", "hold"), it.debit(), it.credit(), it.amount());
            return putOwn(putTimeout(fields, it.timeoutNs()), it.code(), it.ref());
        }
        if (leg instanceof Leg.Capture it) {
            fields.put("op", "capture").put("hold", it.hold().toString());
            fields.put("amount", it.amount()).putIf("keep_open", it.keepOpen());
            return putOwn(fields, it.code(), it.ref());
        }
        final Leg.Release it = (Leg.Release) leg;
        return putOwn(fields.put("op", "release").put("hold", it.hold().toString()), it.code(), it.ref());
    }

    private JsonFields putParties(
            final JsonFields fields, final AccountId debit, final AccountId credit, final long amount) {
        return fields.put("debit", names.account(debit))
                .put("credit", names.account(credit))
                .put("amount", amount);
    }

    private static JsonFields putOwn(final JsonFields fields, final int code, final Uint128 ref) {
        if (code != 0) {
            fields.put("code", code);
        }
        return ref.isZero() ? fields : fields.put("ref", ref.toString());
    }

    /** In whole milliseconds where it is so many, else in nanoseconds. */
    static JsonFields putTimeout(final JsonFields fields, final long timeoutNs) {
        if (timeoutNs == 0) {
            return fields;
        }
        return timeoutNs % NS_PER_MS == 0
                ? fields.put("timeout_ms", timeoutNs / NS_PER_MS)
                : fields.put("timeout_ns", timeoutNs);
    }

    private static void putLimit(
            final JsonFields fields, final String name, final OptionalLong limit, final long none) {
        limit.ifPresent(given -> putLimit(fields, name, given, none));
    }

    private static void putLimit(final JsonFields fields, final String name, final long limit, final long none) {
        if (limit == none) {
            fields.put(name, "none");
        } else {
            fields.put(name, limit);
        }
    }

    private static String side(final Side side) {
        return side.name().toLowerCase(Locale.ROOT);
    }

    private void putConditions(final JsonFields fields, final Conditions conditions) {
        if (!conditions.expectations().isEmpty()) {
            final JsonFields versions = new JsonFields();
            conditions.expectations().forEach(each -> versions.put(names.account(each.account()), each.version()));
            fields.put("expect", versions);
        }
        if (conditions.notAfterNs() != Bounds.NO_DEADLINE) {
            fields.put("not_after", conditions.notAfterNs());
        }
    }
}
