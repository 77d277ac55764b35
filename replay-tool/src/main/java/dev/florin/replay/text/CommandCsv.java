package dev.florin.replay.text;

import dev.florin.protocol.Bounds;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.command.Command;
import dev.florin.replay.journal.CommandFrame;
import dev.florin.replay.journal.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The figures of commands as comma separated values. None of them holds a comma or a quote, so none is quoted. */
final class CommandCsv implements CommandFormat {
    private static final List<String> COLUMNS = List.of(
            "account",
            "floor",
            "ceiling",
            "debit",
            "credit",
            "amount",
            "hold",
            "transfer",
            "code",
            "ref",
            "instrument",
            "owner",
            "side",
            "price",
            "quantity",
            "order");

    private final CommandFields fields;

    CommandCsv(final Names names) {
        fields = new CommandFields(names);
    }

    @Override
    public Optional<String> heading() {
        return Optional.of(
                "seq,at,op,key,leg," + String.join(",", COLUMNS) + ",outcome,answer_amount,failing_leg," + "duplicate");
    }

    @Override
    public List<String> lines(final CommandFrame frame, final Answer.ToCommand answer) {
        final List<String> lines = new ArrayList<>();
        final String start = frame.sequence() + "," + frame.timestampNs() + ",";
        if (frame.command().isEmpty()) {
            lines.add(row(start + frame.kind().text() + ",,", new JsonFields(), "", answer));
            return lines;
        }
        final Command command = frame.command().get();
        final JsonFields whole = fields.of(frame.kind(), command);
        lines.add(row(start + frame.kind().text() + "," + command.key() + ",", whole, "", answer));
        if (command instanceof Command.Entry entry) {
            for (int i = 0; i < entry.legs().size(); i++) {
                final JsonFields leg = fields.leg(entry.legs().get(i));
                lines.add(row(start + leg.text("op") + "," + command.key() + ",", leg, Integer.toString(i), answer));
            }
        }
        return lines;
    }

    private static String row(
            final String start, final JsonFields fields, final String leg, final Answer.ToCommand answer) {
        final StringBuilder row = new StringBuilder(start).append(leg);
        COLUMNS.forEach(column -> row.append(',').append(fields.text(column)));
        row.append(',').append(answer.outcome().name()).append(',');
        if (answer instanceof Answer.OfCommand decided) {
            row.append(decided.amount() == 0 ? "" : decided.amount()).append(',');
            row.append(decided.leg() == Bounds.NO_LEG ? "" : decided.leg());
        } else {
            row.append(',');
        }
        return row.append(',').append(answer.duplicate() ? "true" : "").toString();
    }
}
