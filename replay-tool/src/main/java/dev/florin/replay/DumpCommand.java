package dev.florin.replay;

import dev.florin.protocol.answer.Answer;
import dev.florin.replay.journal.CommandFrame;
import dev.florin.replay.journal.JournalReplay;
import dev.florin.replay.journal.Step;
import dev.florin.replay.text.CommandFormat;
import dev.florin.replay.text.Output;
import dev.florin.replay.text.ProgressLine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.agrona.DirectBuffer;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code replay dump}: every command of a journal and what became of it. */
@Command(
        name = "dump",
        description = {
            "Prints the commands of a journal, one a line, each with what was decided on it.",
            "Conditions on what is printed are joined: with --account and --kind, both must hold.",
            "With --json a command has the fields that 'florin run' takes, and its answer; with --csv every leg has a"
                    + " line."
        },
        footer = {
            "",
            "Examples:",
            "  florin replay dump DIR --sequence 1..20",
            "  florin replay dump DIR --account 42/SEK --time 2026-11-21T06:00:00Z..",
            "  florin replay dump DIR --json | jq 'select(.answer.duplicate)'",
            "  florin replay dump DIR --csv > commands.csv"
        },
        mixinStandardHelpOptions = true)
final class DumpCommand implements Callable<Integer>, Step {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "The data directory, or a copy of it.")
    private Path directory;

    @Mixin
    private Selection selection;

    @ArgGroup
    private Form form;

    private JournalReplay replay;
    private CommandFormat format;
    private Output out;

    @Override
    public Integer call() throws IOException {
        replay = JournalReplay.of(directory);
        format = format();
        try (Output lines = new Output(spec.commandLine().getOut())) {
            out = lines;
            format.heading().ifPresent(out::line);
            try (ProgressLine progress = ProgressLine.besideAnswer()) {
                replay.run(progress.over(this));
            }
        }
        return 0;
    }

    private CommandFormat format() {
        return Form.choose(
                form,
                () -> CommandFormat.words(replay.names()),
                () -> CommandFormat.json(replay.names()),
                () -> CommandFormat.csv(replay.names()));
    }

    @Override
    public boolean before(final CommandFrame frame) {
        return !selection.isPast(frame);
    }

    @Override
    public void onEvent(final DirectBuffer buffer, final int offset) {
        selection.onEvent(buffer, offset);
    }

    @Override
    public void after(final CommandFrame frame, final Answer.ToCommand answer) {
        if (selection.takes(frame, answer, replay.names())) {
            format.lines(frame, answer).forEach(out::line);
        }
    }
}
