package dev.florin.replay;

import dev.florin.engine.feed.StateDivergedException;
import dev.florin.journal.exceptions.FileFailures;
import dev.florin.replay.text.Output;
import dev.florin.replay.text.StandardOutput;
import java.io.BufferedWriter;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line over a data directory. */
@Command(
        name = "replay",
        description = {
            "Looks into a data directory, proves it, and explains it.",
            "All commands but snapshot, archive, repair and follow --stop-engine write nothing there; all but archive"
                    + " and repair take no lock and may run beside a running engine. Each checks every checksum, sequence"
                    + " and state hash on its way.",
            "Exit codes: 0 done; 1 damaged, different or not found; 2 a wrong command line; 3 the engine's state is"
                    + " not what its journal makes; 141 nobody reads on."
        },
        subcommands = {
            InfoCommand.class,
            VerifyCommand.class,
            DumpCommand.class,
            StateCommand.class,
            BookCommand.class,
            StatementCommand.class,
            WhyCommand.class,
            ExportCommand.class,
            DiffCommand.class,
            SnapshotCommand.class,
            ArchiveCommand.class,
            BackupCommand.class,
            RepairCommand.class,
            FollowCommand.class,
            EventsCommand.class
        },
        mixinStandardHelpOptions = true)
public final class ReplayMain implements Runnable {
    /** Exit code where a directory is damaged or differs, or what was asked for is not in it. */
    static final int DAMAGED = 1;

    /** Exit code where a replay came to another state than the engine. */
    static final int DIVERGED = 3;

    /** Exit code where nobody reads on: as a program that a broken pipe ended. */
    static final int OUTPUT_CLOSED = 141;

    @Spec
    private CommandSpec spec;

    /**
     * Runs the command that the arguments name, and ends the process with its exit code.
     *
     * @param arguments of the command line.
     */
    public static void main(final String[] arguments) {
        final StandardOutput standardOutput = new StandardOutput();
        final PrintWriter out = new PrintWriter(
                new BufferedWriter(new OutputStreamWriter(standardOutput, StandardCharsets.UTF_8)), false);
        final int exitCode = commandLine().setOut(out).execute(arguments);
        out.flush();
        System.exit(standardOutput.failure() == null ? exitCode : outputFailed(standardOutput));
    }

    private static int outputFailed(final StandardOutput standardOutput) {
        if (standardOutput.isBrokenPipe()) {
            return OUTPUT_CLOSED;
        }
        System.err.println("replay: cannot write: " + standardOutput.failure().getMessage());
        return DAMAGED;
    }

    static CommandLine commandLine() {
        return new CommandLine(new ReplayMain()).setExecutionExceptionHandler((failure, commandLine, parsed) -> {
            if (failure instanceof Output.OutputClosedException) {
                return OUTPUT_CLOSED;
            }
            if (failure instanceof StateDivergedException) {
                commandLine.getErr().println(commandLine.getCommandName() + ": ALARM: " + failure.getMessage());
                return DIVERGED;
            }
            commandLine.getErr().println(commandLine.getCommandName() + ": " + words(failure));
            return DAMAGED;
        });
    }

    private static String words(final Exception failure) {
        return failure.getMessage() == null ? failure.toString() : failure.getMessage() + FileFailures.reason(failure);
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "which command? " + String.join(", ", spec.subcommands().keySet()));
    }
}
