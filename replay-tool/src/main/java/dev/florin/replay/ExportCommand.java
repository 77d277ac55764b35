package dev.florin.replay;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.CommandKind;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.command.Conditions;
import dev.florin.replay.journal.CommandFrame;
import dev.florin.replay.journal.InvolvedAccounts;
import dev.florin.replay.journal.JournalReplay;
import dev.florin.replay.journal.Names;
import dev.florin.replay.journal.Step;
import dev.florin.replay.text.CommandFields;
import dev.florin.replay.text.JsonFields;
import dev.florin.replay.text.Output;
import dev.florin.replay.text.ProgressLine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code replay export}: a journal as lines that {@code florin run} takes. */
@Command(
        name = "export",
        description = {
            "Prints the journal as JSON Lines for 'florin run --clock recorded', which makes of them the same state with"
                    + " the same hash: to move history between versions, or into other tools.",
            "Standard error tells the run that takes them.",
            "Exit code 1: a command says what no line can, such as the id of a ledger that nobody had made."
        },
        footer = {
            "",
            "Example:",
            "  florin replay export DIR | gzip > journal.jsonl.gz",
            "  florin run --clock recorded --data NEW journal.jsonl.gz > answers.jsonl"
        },
        mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer>, Step {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "The data directory, or a copy of it.")
    private Path directory;

    private Names names;
    private CommandFields fields;
    private Output out;

    @Override
    public Integer call() throws IOException {
        final JournalReplay replay = JournalReplay.of(directory);
        names = replay.names();
        fields = new CommandFields(names);
        try (Output lines = new Output(spec.commandLine().getOut())) {
            out = lines;
            try (ProgressLine progress = ProgressLine.besideAnswer()) {
                replay.run(progress.over(this));
            }
        }
        spec.commandLine()
                .getErr()
                .printf(
                        "take it with: florin run --clock recorded --retention %d --data NEW FILE%n"
                                + "last sequence        %d%nstate hash           %016x%n",
                        replay.keyRetention(),
                        replay.state().lastSequence(),
                        replay.state().stateHash());
        return 0;
    }

    /** Written before it is applied: a line may name what the lines before it have made. */
    @Override
    public boolean before(final CommandFrame frame) {
        if (frame.kind() == CommandKind.TICK) {
            out.line(new JsonFields()
                    .put("op", frame.kind().text())
                    .put("at", frame.timestampNs())
                    .toString());
        } else {
            final dev.florin.protocol.command.Command command = frame.command().orElseThrow();
            requireSayable(frame.sequence(), command);
            out.line(fields.of(frame.kind(), command)
                    .put("at", frame.timestampNs())
                    .toString());
        }
        return true;
    }

    @Override
    public void after(final CommandFrame frame, final Answer.ToCommand answer) {
        // The line was written before.
    }

    private void requireSayable(final long sequence, final dev.florin.protocol.command.Command command) {
        for (final AccountId account : InvolvedAccounts.of(command)) {
            requireLedger(sequence, account.ledger());
        }
        final Set<AccountId> expected = new HashSet<>();
        for (final Conditions.Expectation expectation : command.conditions().expectations()) {
            requireLedger(sequence, expectation.account().ledger());
            if (!expected.add(expectation.account())) {
                throw new IllegalStateException("sequence " + sequence + " expects two versions of "
                        + names.account(expectation.account()) + ", which no line can say");
            }
        }
        for (final int ledger : InvolvedAccounts.ledgers(command)) {
            requireLedger(sequence, ledger);
        }
        for (final int instrument : InvolvedAccounts.instruments(command)) {
            if (names.madeInstrument(instrument) == null) {
                throw new IllegalStateException("sequence " + sequence + " names the instrument with id " + instrument
                        + ", which nobody had made: no line can say that");
            }
        }
    }

    private void requireLedger(final long sequence, final int ledger) {
        if (!names.isLedger(ledger)) {
            throw new IllegalStateException("sequence " + sequence + " names the ledger with id " + ledger
                    + ", which nobody had made: no line can say that");
        }
    }
}
