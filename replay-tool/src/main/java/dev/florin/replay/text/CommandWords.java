package dev.florin.replay.text;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.Bounds;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Leg;
import dev.florin.replay.journal.CommandFrame;
import dev.florin.replay.journal.Names;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** Commands in words: what was asked for on the left, what came of it on the right. */
final class CommandWords implements CommandFormat {
    private static final String INDENT = " ".repeat(43);

    private final Names names;
    private final CommandFields fields;

    CommandWords(final Names names) {
        this.names = names;
        fields = new CommandFields(names);
    }

    @Override
    public List<String> lines(final CommandFrame frame, final Answer.ToCommand answer) {
        final String start =
                String.format(Locale.ROOT, "%10d  %s ", frame.sequence(), Times.format(frame.timestampNs()));
        if (frame.command().isEmpty()) {
            return List.of(start + frame.kind().text());
        }
        final Command command = frame.command().get();
        final List<String> lines = new ArrayList<>();
        lines.add(start + frame.kind().text() + " " + command.key() + ": " + words(frame, command) + "  "
                + outcome(answer));
        if (command instanceof Command.Entry entry) {
            for (int i = 0; i < entry.legs().size(); i++) {
                lines.add(INDENT + "#" + i + " " + leg(entry.legs().get(i)));
            }
        }
        return lines;
    }

    private String words(final CommandFrame frame, final Command command) {
        if (command instanceof Command.Transfer it) {
            return (it.upTo() ? "up to " : "") + money(it.debit(), it.credit(), it.amount()) + own(it.code(), it.ref());
        }
        if (command instanceof Command.Hold it) {
            return money(it.debit(), it.credit(), it.amount()) + timeout(it.timeoutNs()) + own(it.code(), it.ref());
        }
        if (command instanceof Command.Capture it) {
            return part(it.amount()) + " of hold " + it.hold() + keep(it.keepOpen()) + own(it.code(), it.ref());
        }
        if (command instanceof Command.Release it) {
            return "hold " + it.hold() + own(it.code(), it.ref());
        }
        if (command instanceof Command.Reverse it) {
            return part(it.amount()) + " of transfer " + it.transfer() + own(it.code(), it.ref());
        }
        if (command instanceof Command.Entry it) {
            return it.legs().size() + " legs" + own(it.code(), it.ref());
        }
        return fields.of(frame.kind(), command).wordsWithout("op", "key");
    }

    private String leg(final Leg leg) {
        if (leg instanceof Leg.Transfer it) {
            return "transfer " + money(it.debit(), it.credit(), it.amount()) + own(it.code(), it.ref());
        }
        if (leg instanceof Leg.Hold it) {
            return "hold " + money(it.debit(), it.credit(), it.amount()) + timeout(it.timeoutNs())
                    + own(it.code(), it.ref());
        }
        if (leg instanceof Leg.Capture it) {
            return "capture " + part(it.amount()) + " of hold " + it.hold() + keep(it.keepOpen())
                    + own(it.code(), it.ref());
        }
        final Leg.Release it = (Leg.Release) leg;
        return "release hold " + it.hold() + own(it.code(), it.ref());
    }

    private String money(final AccountId debit, final AccountId credit, final long amount) {
        return names.account(debit) + " -> " + names.account(credit) + " " + names.amount(amount, debit.ledger());
    }

    private static String part(final OptionalLong amount) {
        return amount.isPresent() ? amount.getAsLong() + " minor units" : "all";
    }

    private static String keep(final boolean isKept) {
        return isKept ? ", keeps it open" : "";
    }

    private static String timeout(final long timeoutNs) {
        return timeoutNs == 0 ? "" : ", expires after " + Duration.ofNanos(timeoutNs);
    }

    private static String own(final int code, final Uint128 ref) {
        return (code == 0 ? "" : ", code " + code) + (ref.isZero() ? "" : ", ref " + ref);
    }

    private static String outcome(final Answer.ToCommand answer) {
        final StringBuilder words = new StringBuilder(answer.outcome().name());
        if (answer instanceof Answer.OfCommand decided) {
            if (decided.leg() != Bounds.NO_LEG) {
                words.append(" at leg ").append(decided.leg());
            }
            if (decided.amount() != 0) {
                words.append(' ').append(decided.amount());
            }
        } else if (answer instanceof Answer.OfOrder order) {
            words.append(' ').append(order.order().status().text()).append(", filled ");
            words.append(order.order().filled())
                    .append(", remaining ")
                    .append(order.order().remaining());
        }
        if (answer.duplicate()) {
            words.append(", as sequence ").append(answer.sequence());
        }
        return words.toString();
    }
}
