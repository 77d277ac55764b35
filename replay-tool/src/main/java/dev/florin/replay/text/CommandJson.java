package dev.florin.replay.text;

import dev.florin.protocol.Bounds;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.order.OrderStatus;
import dev.florin.replay.journal.CommandFrame;
import dev.florin.replay.journal.Names;
import java.util.List;

/** Commands as JSON: sequence, time, the fields that {@code florin run} takes, and the answer. */
final class CommandJson implements CommandFormat {
    private final CommandFields fields;
    private final Names names;

    CommandJson(final Names names) {
        this.names = names;
        fields = new CommandFields(names);
    }

    @Override
    public List<String> lines(final CommandFrame frame, final Answer.ToCommand answer) {
        final JsonFields line = new JsonFields().put("seq", frame.sequence()).put("at", frame.timestampNs());
        frame.command()
                .ifPresentOrElse(
                        command -> line.putAll(fields.of(frame.kind(), command)).put("answer", answer(frame, answer)),
                        () -> line.put("op", frame.kind().text()));
        return List.of(line.toString());
    }

    private JsonFields answer(final CommandFrame frame, final Answer.ToCommand answer) {
        final JsonFields told = new JsonFields().put("outcome", answer.outcome().name());
        if (answer.sequence() != frame.sequence()) {
            told.put("seq", answer.sequence());
        }
        if (answer instanceof Answer.OfCommand decided) {
            putDecided(told, decided);
        } else if (answer instanceof Answer.OfOrder order) {
            putOrder(told, order);
        }
        return told.putIf("duplicate", answer.duplicate());
    }

    private void putDecided(final JsonFields told, final Answer.OfCommand decided) {
        if (decided.amount() != 0) {
            told.put("amount", decided.amount());
        }
        if (decided.openedSequence() != 0) {
            told.put("opened", decided.openedSequence());
        }
        if (decided.leg() != Bounds.NO_LEG) {
            told.put("leg", decided.leg());
        }
        if (decided.outcome() == Outcome.VERSION_MISMATCH) {
            final JsonFields versions = new JsonFields();
            decided.versions().forEach(each -> versions.put(names.account(each.account()), each.version()));
            told.put("versions", versions);
        }
    }

    private static void putOrder(final JsonFields told, final Answer.OfOrder order) {
        if (order.order().status() != OrderStatus.NONE) {
            told.put("status", order.order().status().text());
            told.put("filled", order.order().filled());
            told.put("remaining", order.order().remaining());
        }
    }
}
