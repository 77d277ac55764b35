package dev.florin.replay;

import dev.florin.protocol.Bounds;
import dev.florin.protocol.answer.Answer;
import dev.florin.replay.journal.CommandFrame;
import dev.florin.replay.journal.JournalReplay;
import dev.florin.replay.journal.Step;
import dev.florin.replay.text.BookFormat;
import dev.florin.replay.text.Output;
import dev.florin.replay.text.ProgressLine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code replay book}: the book of an instrument as it was. */
@Command(
        name = "book",
        description = {
            "Prints the levels of an instrument's book after a sequence, at a time, or at the end: price, displayed"
                    + " quantity in lots, number of orders; in an auction also what uncrossing then would have traded.",
            "Exit code 1: there was no such instrument."
        },
        footer = {
            "",
            "Examples:",
            "  florin replay book DIR BTC-USD --at 52627",
            "  florin replay book DIR BTC-USD --at 2026-11-21T06:00:00Z --depth 5 --json"
        },
        mixinStandardHelpOptions = true)
final class BookCommand implements Callable<Integer>, Step {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "The data directory, or a copy of it.")
    private Path directory;

    @Parameters(paramLabel = "INSTRUMENT", description = "Its code, such as BTC-USD.")
    private String code;

    @Option(
            names = "--at",
            paramLabel = "SEQUENCE|TIME",
            description = "52627, or 2026-11-21T06:00:00Z, or 1700000000000000000ns.",
            converter = Moment.Converter.class)
    private Moment moment = Moment.END;

    @Option(names = "--depth", paramLabel = "LEVELS", description = "Most levels of a side; default all, up to 10000.")
    private int depth = Bounds.MAX_BOOK_DEPTH;

    @ArgGroup
    private Form form;

    @Override
    public Integer call() throws IOException {
        if (depth < 1 || depth > Bounds.MAX_BOOK_DEPTH) {
            throw new ParameterException(
                    spec.commandLine(), "--depth " + depth + " is not within 1 to " + Bounds.MAX_BOOK_DEPTH);
        }
        final JournalReplay replay = moment.replayTo(directory);
        try (ProgressLine progress = ProgressLine.beforeAnswer()) {
            replay.run(progress.over(this));
        }
        moment.requireReached(spec, replay);
        final OptionalInt instrument = replay.names().instrumentId(code);
        if (instrument.isEmpty()) {
            spec.commandLine().getErr().println("book: there was no instrument " + code + " in " + directory);
            return ReplayMain.DAMAGED;
        }
        try (Output out = new Output(spec.commandLine().getOut())) {
            Form.choose(form, BookFormat::words, BookFormat::json, BookFormat::csv)
                    .lines(replay, replay.book(instrument.getAsInt(), depth))
                    .forEach(out::line);
        }
        return 0;
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
