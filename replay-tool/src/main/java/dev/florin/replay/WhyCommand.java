package dev.florin.replay;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.answer.Answer;
import dev.florin.replay.journal.CommandFrame;
import dev.florin.replay.journal.JournalReplay;
import dev.florin.replay.journal.NamedKeys;
import dev.florin.replay.journal.Step;
import dev.florin.replay.text.AccountFormat;
import dev.florin.replay.text.CommandFormat;
import dev.florin.replay.text.Output;
import dev.florin.replay.text.ProgressLine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code replay why}: what was decided under a key, and on which state. */
@Command(
        name = "why",
        description = {
            "Prints every command with a key, the first and its retries: what it asked for, what was decided, and the"
                    + " accounts that it concerns as they were right before and after.",
            "Of what only names a hold or a transfer, these are the accounts of that hold or transfer.",
            "Exit code 1: no command has this key."
        },
        footer = {"", "Example:", "  florin replay why DIR 5f0c7e0e-6a52-4b2e-9f6a-0c5d8c1b7a11"},
        mixinStandardHelpOptions = true)
final class WhyCommand implements Callable<Integer>, Step {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "The data directory, or a copy of it.")
    private Path directory;

    @Parameters(
            paramLabel = "KEY",
            description = "An unsigned decimal or a UUID, as it was sent.",
            converter = Converters.OfKey.class)
    private Uint128 key;

    private JournalReplay replay;
    private CommandFormat commands;
    private AccountFormat accounts;
    private List<AccountId> concerned;
    private Output out;

    @Override
    public Integer call() throws IOException {
        final NamedKeys named = new NamedKeys(directory, key);
        if (!named.isFound()) {
            spec.commandLine().getErr().println("why: no command in " + directory + " has the key " + key);
            return ReplayMain.DAMAGED;
        }
        concerned = List.copyOf(named.accounts());
        replay = JournalReplay.of(directory);
        commands = CommandFormat.words(replay.names());
        accounts = AccountFormat.words(replay.names());
        try (Output lines = new Output(spec.commandLine().getOut())) {
            out = lines;
            try (ProgressLine progress = ProgressLine.of(this)) {
                replay.run(progress);
            }
        }
        return 0;
    }

    private boolean isAsked(final CommandFrame frame) {
        return frame.command().map(dev.florin.protocol.command.Command::key).equals(Optional.of(key));
    }

    @Override
    public boolean before(final CommandFrame frame) {
        if (isAsked(frame)) {
            out.line("before:");
            printAccounts();
        }
        return true;
    }

    @Override
    public void after(final CommandFrame frame, final Answer.ToCommand answer) {
        if (isAsked(frame)) {
            out.line("");
            commands.lines(frame, answer).forEach(out::line);
            out.line("");
            if (answer.duplicate()) {
                out.line("a retry: answered as sequence " + answer.sequence() + " was, and nothing changed");
            } else {
                out.line("after:");
                printAccounts();
            }
            out.line("");
        }
    }

    private void printAccounts() {
        accounts.heading(replay.state()).forEach(out::line);
        replay.read(concerned).stream()
                .filter(Answer.Account::exists)
                .forEach(account -> accounts.lines(account).forEach(out::line));
    }
}
