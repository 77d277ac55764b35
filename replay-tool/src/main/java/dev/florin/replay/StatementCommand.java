package dev.florin.replay;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.answer.Answer;
import dev.florin.replay.journal.AccountName;
import dev.florin.replay.journal.AccountTrail;
import dev.florin.replay.journal.CommandFrame;
import dev.florin.replay.journal.JournalReplay;
import dev.florin.replay.journal.Movement;
import dev.florin.replay.journal.Step;
import dev.florin.replay.text.MovementFormat;
import dev.florin.replay.text.Output;
import dev.florin.replay.text.ProgressLine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.agrona.DirectBuffer;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code replay statement}: every movement of an account, with the balance after it. */
@Command(
        name = "statement",
        description = {
            "Prints every movement of an account: counterparty, amount, balance after it, code, ref and key.",
            "The amounts add up to the balance in the state, which is checked.",
            "Exit code 1: there is no such account."
        },
        footer = {
            "",
            "Examples:",
            "  florin replay statement DIR 42/SEK",
            "  florin replay statement DIR 42/SEK --time 2026-11-01T00:00:00Z..2026-12-01T00:00:00Z --csv"
        },
        mixinStandardHelpOptions = true)
final class StatementCommand implements Callable<Integer>, Step {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "The data directory, or a copy of it.")
    private Path directory;

    @Parameters(
            paramLabel = "ACCOUNT",
            description = "Such as 42/SEK, or 42/SEK/3 for one of type 3.",
            converter = Converters.OfAccount.class)
    private AccountName name;

    @Option(
            names = "--time",
            paramLabel = "RANGE",
            description = "Only movements in this time, such as 2026-11-01T00:00:00Z..2026-12-01T00:00:00Z; the balance"
                    + " before them stands first.",
            converter = Range.OfTimes.class)
    private Range times = Range.ALL;

    @ArgGroup
    private Form form;

    private JournalReplay replay;
    private Output out;
    private MovementFormat format;
    private AccountId account;
    private AccountTrail trail;
    private long balance;
    private boolean isOpened;
    private boolean isBegun;

    @Override
    public Integer call() throws IOException {
        replay = JournalReplay.of(directory);
        try (Output lines = new Output(spec.commandLine().getOut())) {
            out = lines;
            try (ProgressLine progress = ProgressLine.besideAnswer()) {
                replay.run(progress.over(this));
            }
            if (account == null || !now().exists()) {
                spec.commandLine().getErr().println("statement: there is no account " + name + " in " + directory);
                return ReplayMain.DAMAGED;
            }
            begin();
            format.closing(replay.state().lastSequence(), balance).forEach(out::line);
        }
        return 0;
    }

    private Answer.Account now() {
        return replay.read(List.of(account)).get(0);
    }

    @Override
    public boolean before(final CommandFrame frame) {
        return frame.timestampNs() <= times.last();
    }

    @Override
    public void onEvent(final DirectBuffer buffer, final int offset) {
        if (trail != null) {
            trail.onEvent(buffer, offset);
        }
    }

    @Override
    public void after(final CommandFrame frame, final Answer.ToCommand answer) {
        if (trail == null) {
            account = name.resolve(replay.names()).orElse(null);
            trail = account == null ? null : new AccountTrail(account, replay.names());
        }
        if (trail == null) {
            return;
        }
        if (trail.follow(frame, answer)) {
            isOpened |= answer.outcome().isSuccess();
            trail.movements().forEach(this::print);
        }
        if (!isOpened && frame.kind().isOfMatching()) {
            // Instruments and orders open accounts that no command has named.
            isOpened = now().exists();
        }
        if (isOpened && (frame.kind().isOfMatching() || !trail.movements().isEmpty())) {
            compareWithState(frame);
        }
    }

    private void compareWithState(final CommandFrame frame) {
        final long actual = now().balance();
        if (actual != balance) {
            throw new IllegalStateException("the movements of " + name + " up to sequence " + frame.sequence()
                    + " add up to " + balance + ", its balance is " + actual);
        }
    }

    private void print(final Movement movement) {
        if (times.contains(movement.timestampNs())) {
            begin();
        }
        balance += movement.amount();
        if (times.contains(movement.timestampNs())) {
            out.line(format.line(movement, balance));
        }
    }

    private void begin() {
        if (!isBegun) {
            isBegun = true;
            format = Form.choose(
                    form,
                    () -> MovementFormat.words(replay.names(), account),
                    () -> MovementFormat.json(replay.names()),
                    () -> MovementFormat.csv(replay.names()));
            format.opening(balance).forEach(out::line);
        }
    }
}
