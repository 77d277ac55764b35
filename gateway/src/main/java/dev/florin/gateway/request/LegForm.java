package dev.florin.gateway.request;

import dev.florin.protocol.command.Leg;
import java.util.Map;

/** An op that a leg of an entry may have: its fields, and how they become a leg. */
final class LegForm {
    private static final long PARTIES = Field.setOf(Field.DEBIT, Field.CREDIT, Field.AMOUNT);
    private static final long HOLD = Field.setOf(Field.HOLD);
    private static final Map<String, LegForm> BY_OP = Map.of(
            "transfer", new LegForm(PARTIES, 0, LegForm::transfer),
            "hold", new LegForm(PARTIES, Field.setOf(Field.TIMEOUT_MS, Field.TIMEOUT_NS), LegForm::hold),
            "capture", new LegForm(HOLD, Field.setOf(Field.AMOUNT, Field.KEEP_OPEN), LegForm::capture),
            "release", new LegForm(HOLD, 0, LegForm::release));

    private final long required;
    private final long optional;
    private final Builder builder;

    @FunctionalInterface
    private interface Builder {
        Leg build(FieldValues leg, FieldReader reader) throws RefusedLineException;
    }

    private LegForm(final long required, final long optional, final Builder builder) {
        this.required = required | Field.OP.bit();
        this.optional = optional | Field.setOf(Field.CODE, Field.REF);
        this.builder = builder;
    }

    /** The form of a leg, whose fields are those that it may and must have. */
    static LegForm of(final FieldValues leg) throws RefusedLineException {
        final String op = leg.text(Field.OP);
        final LegForm form = op == null ? null : BY_OP.get(op);
        if (form == null) {
            throw RefusedLineException.malformed("a leg needs the field 'op': transfer, hold, capture or release"
                    + (op == null ? "" : ", not " + Quote.of(op)));
        }
        leg.requireFields("a " + op + " in an entry", form.required, form.optional);
        return form;
    }

    Leg build(final FieldValues leg, final FieldReader reader) throws RefusedLineException {
        return builder.build(leg, reader);
    }

    private static Leg transfer(final FieldValues leg, final FieldReader reader) throws RefusedLineException {
        return new Leg.Transfer(
                reader.account(leg, Field.DEBIT),
                reader.account(leg, Field.CREDIT),
                reader.amount(leg),
                FieldReader.code(leg),
                FieldReader.ref(leg));
    }

    private static Leg hold(final FieldValues leg, final FieldReader reader) throws RefusedLineException {
        return new Leg.Hold(
                reader.account(leg, Field.DEBIT),
                reader.account(leg, Field.CREDIT),
                reader.amount(leg),
                FieldReader.timeoutNs(leg),
                FieldReader.code(leg),
                FieldReader.ref(leg));
    }

    private static Leg capture(final FieldValues leg, final FieldReader reader) throws RefusedLineException {
        return new Leg.Capture(
                FieldReader.hold(leg),
                FieldReader.minorUnits(leg),
                leg.flag(Field.KEEP_OPEN),
                FieldReader.code(leg),
                FieldReader.ref(leg));
    }

    private static Leg release(final FieldValues leg, final FieldReader reader) throws RefusedLineException {
        return new Leg.Release(FieldReader.hold(leg), FieldReader.code(leg), FieldReader.ref(leg));
    }
}
