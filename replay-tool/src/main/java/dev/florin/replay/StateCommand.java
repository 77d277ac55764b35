package dev.florin.replay;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.answer.Answer;
import dev.florin.replay.journal.AccountName;
import dev.florin.replay.journal.CommandFrame;
import dev.florin.replay.journal.JournalReplay;
import dev.florin.replay.journal.Step;
import dev.florin.replay.text.AccountFormat;
import dev.florin.replay.text.Output;
import dev.florin.replay.text.ProgressLine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code replay state}: the accounts as they were at any point of a journal. */
@Command(
        name = "state",
        description = {
            "Prints the accounts as they were right after a sequence, or after the last command stamped not later than"
                    + " a time; without --at, at the end.",
            "It begins with the newest snapshot that is not later, and replays what comes behind it.",
            "By ledger, owner and type. Holds that had fallen due since that command count as held, as they did in the"
                    + " engine until its next command.",
            "Exit code 1: there was no account that --account names."
        },
        footer = {
            "",
            "Examples:",
            "  florin replay state DIR --at 52627",
            "  florin replay state DIR --at 2026-11-21T06:00:00Z --account 42/SEK --account 7/SEK",
            "  florin replay state DIR --csv > balances.csv"
        },
        mixinStandardHelpOptions = true)
final class StateCommand implements Callable<Integer>, Step {
    private static final int ACCOUNTS_AT_ONCE = 1_000;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "The data directory, or a copy of it.")
    private Path directory;

    @Option(
            names = "--at",
            paramLabel = "SEQUENCE|TIME",
            description = "52627, or 2026-11-21T06:00:00Z, or 1700000000000000000ns.",
            converter = Moment.Converter.class)
    private Moment moment = Moment.END;

    @Option(
            names = "--account",
            paramLabel = "ACCOUNT",
            description = "Only this account; may be given more than once.",
            converter = Converters.OfAccount.class)
    private List<AccountName> wanted = new ArrayList<>();

    @ArgGroup
    private Form form;

    private JournalReplay replay;

    @Override
    public Integer call() throws IOException {
        replay = moment.replayTo(directory);
        try (ProgressLine progress = ProgressLine.beforeAnswer()) {
            replay.run(progress.over(this));
        }
        moment.requireReached(spec, replay);
        try (Output out = new Output(spec.commandLine().getOut())) {
            final AccountFormat format = format();
            format.heading(replay.state()).forEach(out::line);
            final List<AccountId> accounts = accounts();
            for (int i = 0; i < accounts.size(); i += ACCOUNTS_AT_ONCE) {
                replay.read(accounts.subList(i, Math.min(accounts.size(), i + ACCOUNTS_AT_ONCE))).stream()
                        .filter(Answer.Account::exists)
                        .forEach(account -> format.lines(account).forEach(out::line));
            }
        }
        return tellMissing() ? ReplayMain.DAMAGED : 0;
    }

    private boolean tellMissing() {
        final List<AccountName> missing =
                wanted.stream().filter(name -> !exists(name)).toList();
        missing.forEach(name -> spec.commandLine()
                .getErr()
                .println("state: there was no account " + name + " after sequence "
                        + replay.state().lastSequence()));
        return !missing.isEmpty();
    }

    private boolean exists(final AccountName name) {
        return name.resolve(replay.names())
                .filter(account -> replay.read(List.of(account)).get(0).exists())
                .isPresent();
    }

    private AccountFormat format() {
        return Form.choose(
                form,
                () -> AccountFormat.words(replay.names()),
                () -> AccountFormat.json(replay.names()),
                () -> AccountFormat.csv(replay.names()));
    }

    private List<AccountId> accounts() {
        if (wanted.isEmpty()) {
            return replay.accounts();
        }
        return wanted.stream()
                .map(name -> name.resolve(replay.names()))
                .flatMap(Optional::stream)
                .toList();
    }

    @Override
    public boolean before(final CommandFrame frame) {
        return !moment.isBefore(frame);
    }

    @Override
    public void after(final CommandFrame frame, final Answer.ToCommand answer) {
        // Only the state at the end is wanted.
    }
}
