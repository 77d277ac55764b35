package dev.florin.gateway.request;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.Bounds;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Leg;
import dev.florin.protocol.command.Read;
import dev.florin.protocol.command.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Makes the request of each op of the ledger from a line whose fields are those of the op. Belongs to one thread, as its
 * reader does.
 */
final class Requests {
    private final FieldReader reader;

    Requests(final FieldReader reader) {
        this.reader = reader;
    }

    Request createLedger(final ParsedLine line) throws RefusedLineException {
        final FieldValues fields = line.fields();
        return new Command.CreateLedger(
                FieldReader.key(fields, Field.KEY),
                (int) fields.integer(Field.ID, 1, Bounds.MAX_LEDGER, 0),
                FieldReader.ledgerCode(fields, Field.LEDGER),
                (int) fields.integer(Field.SCALE, 0, Bounds.MAX_SCALE, 0),
                reader.conditions(line));
    }

    Request openAccount(final ParsedLine line) throws RefusedLineException {
        final FieldValues fields = line.fields();
        return new Command.OpenAccount(
                FieldReader.key(fields, Field.KEY),
                reader.account(fields, Field.ACCOUNT),
                reader.limit(fields, Field.FLOOR, Bounds.NO_FLOOR, 0),
                reader.limit(fields, Field.CEILING, Bounds.NO_CEILING, Bounds.NO_CEILING),
                reader.conditions(line));
    }

    Request setLimits(final ParsedLine line) throws RefusedLineException {
        final FieldValues fields = line.fields();
        if (!fields.has(Field.FLOOR) && !fields.has(Field.CEILING)) {
            throw RefusedLineException.malformed("set_limits needs the field 'floor', 'ceiling' or both");
        }
        return new Command.SetLimits(
                FieldReader.key(fields, Field.KEY),
                reader.account(fields, Field.ACCOUNT),
                givenLimit(fields, Field.FLOOR, Bounds.NO_FLOOR),
                givenLimit(fields, Field.CEILING, Bounds.NO_CEILING),
                reader.conditions(line));
    }

    Request freeze(final ParsedLine line) throws RefusedLineException {
        final FieldValues fields = line.fields();
        return new Command.Freeze(
                FieldReader.key(fields, Field.KEY),
                reader.account(fields, Field.ACCOUNT),
                FieldReader.side(fields),
                reader.conditions(line));
    }

    Request unfreeze(final ParsedLine line) throws RefusedLineException {
        final FieldValues fields = line.fields();
        return new Command.Unfreeze(
                FieldReader.key(fields, Field.KEY),
                reader.account(fields, Field.ACCOUNT),
                FieldReader.side(fields),
                reader.conditions(line));
    }

    Request close(final ParsedLine line) throws RefusedLineException {
        final FieldValues fields = line.fields();
        return new Command.CloseAccount(
                FieldReader.key(fields, Field.KEY), reader.account(fields, Field.ACCOUNT), reader.conditions(line));
    }

    Request reopen(final ParsedLine line) throws RefusedLineException {
        final FieldValues fields = line.fields();
        return new Command.ReopenAccount(
                FieldReader.key(fields, Field.KEY), reader.account(fields, Field.ACCOUNT), reader.conditions(line));
    }

    Request transfer(final ParsedLine line) throws RefusedLineException {
        final FieldValues fields = line.fields();
        return new Command.Transfer(
                FieldReader.key(fields, Field.KEY),
                reader.account(fields, Field.DEBIT),
                reader.account(fields, Field.CREDIT),
                reader.amount(fields),
                fields.flag(Field.UP_TO),
                FieldReader.code(fields),
                FieldReader.ref(fields),
                reader.conditions(line));
    }

    Request hold(final ParsedLine line) throws RefusedLineException {
        final FieldValues fields = line.fields();
        return new Command.Hold(
                FieldReader.key(fields, Field.KEY),
                reader.account(fields, Field.DEBIT),
                reader.account(fields, Field.CREDIT),
                reader.amount(fields),
                FieldReader.timeoutNs(fields),
                FieldReader.code(fields),
                FieldReader.ref(fields),
                reader.conditions(line));
    }

    Request capture(final ParsedLine line) throws RefusedLineException {
        final FieldValues fields = line.fields();
        return new Command.Capture(
                FieldReader.key(fields, Field.KEY),
                FieldReader.hold(fields),
                FieldReader.minorUnits(fields),
                fields.flag(Field.KEEP_OPEN),
                FieldReader.code(fields),
                FieldReader.ref(fields),
                reader.conditions(line));
    }

    Request release(final ParsedLine line) throws RefusedLineException {
        final FieldValues fields = line.fields();
        return new Command.Release(
                FieldReader.key(fields, Field.KEY),
                FieldReader.hold(fields),
                FieldReader.code(fields),
                FieldReader.ref(fields),
                reader.conditions(line));
    }

    Request entry(final ParsedLine line) throws RefusedLineException {
        final FieldValues fields = line.fields();
        return new Command.Entry(
                FieldReader.key(fields, Field.KEY),
                legs(line.legs()),
                FieldReader.code(fields),
                FieldReader.ref(fields),
                reader.conditions(line));
    }

    Request reverse(final ParsedLine line) throws RefusedLineException {
        final FieldValues fields = line.fields();
        return new Command.Reverse(
                FieldReader.key(fields, Field.KEY),
                FieldReader.key(fields, Field.TRANSFER),
                FieldReader.minorUnits(fields),
                FieldReader.code(fields),
                FieldReader.ref(fields),
                reader.conditions(line));
    }

    Request get(final ParsedLine line) throws RefusedLineException {
        final List<String> texts = line.accounts();
        if (texts.size() > Bounds.MAX_ACCOUNTS_READ) {
            throw RefusedLineException.malformed(
                    "a get reads at most " + Bounds.MAX_ACCOUNTS_READ + " accounts, this one " + texts.size());
        }
        final List<AccountId> accounts = new ArrayList<>(texts.size());
        for (final String text : texts) {
            accounts.add(reader.account(Field.ACCOUNTS, text));
        }
        return new Read.GetAccounts(accounts);
    }

    Request trialBalance(final ParsedLine line) {
        return new Read.GetTrialBalance();
    }

    Request outcome(final ParsedLine line) throws RefusedLineException {
        return new Read.GetOutcome(FieldReader.key(line.fields(), Field.KEY));
    }

    private OptionalLong givenLimit(final FieldValues fields, final Field field, final long none)
            throws RefusedLineException {
        return fields.has(field) ? OptionalLong.of(reader.limit(fields, field, none, 0)) : OptionalLong.empty();
    }

    private List<Leg> legs(final List<FieldValues> legs) throws RefusedLineException {
        final List<Leg> built = new ArrayList<>(legs.size());
        for (int i = 0; i < legs.size(); i++) {
            try {
                built.add(LegForm.of(legs.get(i)).build(legs.get(i), reader));
            } catch (final RefusedLineException e) {
                throw e.ofLeg(i);
            }
        }
        return built;
    }
}
