package dev.florin.replay.text;

import dev.florin.protocol.answer.Answer;
import dev.florin.replay.journal.CommandFrame;
import dev.florin.replay.journal.Names;
import java.util.List;
import java.util.Optional;

/** How commands are printed. */
public interface CommandFormat {
    /**
     * For people.
     *
     * @param names of ledgers and instruments, which may grow.
     * @return lines of words; legs on lines of their own.
     */
    static CommandFormat words(final Names names) {
        return new CommandWords(names);
    }

    /**
     * For programs.
     *
     * @param names of ledgers and instruments, which may grow.
     * @return one JSON object a command.
     */
    static CommandFormat json(final Names names) {
        return new CommandJson(names);
    }

    /**
     * For spreadsheets.
     *
     * @param names of ledgers and instruments, which may grow.
     * @return comma separated values, a line for every leg.
     */
    static CommandFormat csv(final Names names) {
        return new CommandCsv(names);
    }

    /**
     * What stands above all lines.
     *
     * @return empty for nothing.
     */
    default Optional<String> heading() {
        return Optional.empty();
    }

    /**
     * A command and what became of it.
     *
     * @param frame of the command.
     * @param answer to it.
     * @return one line or more, without their ends.
     */
    List<String> lines(CommandFrame frame, Answer.ToCommand answer);
}
