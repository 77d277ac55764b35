package dev.florin.replay;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line over a data directory. */
@Command(
        name = "replay",
        description = "Looks into a data directory and proves it. Writes nothing there and takes no lock, so it may run"
                + " on a copy, and beside a running engine.",
        subcommands = {InfoCommand.class, VerifyCommand.class},
        mixinStandardHelpOptions = true)
public final class ReplayMain implements Runnable {
    /** Exit code where the directory is damaged or a check failed. */
    static final int DAMAGED = 1;

    @Spec
    private CommandSpec spec;

    /**
     * Runs the command that the arguments name, and ends the process with its exit code.
     *
     * @param arguments of the command line.
     */
    public static void main(final String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new ReplayMain()).setExecutionExceptionHandler((failure, commandLine, parsed) -> {
            commandLine.getErr().println(commandLine.getCommandName() + ": " + failure.getMessage());
            return DAMAGED;
        });
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which command? info or verify");
    }
}
