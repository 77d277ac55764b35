package dev.florin.gateway;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line of the text door: {@code run} and {@code stat}. */
@Command(
        name = "florin",
        description = "Florin's plain door: JSON Lines in, JSON Lines out.",
        subcommands = {RunCommand.class, StatCommand.class},
        mixinStandardHelpOptions = true,
        versionProvider = FlorinMain.Version.class)
public final class FlorinMain implements Runnable {
    @Spec
    private CommandSpec spec;

    /** Tells the version that the jar was built as. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            final String version = FlorinMain.class.getPackage().getImplementationVersion();
            return new String[] {"florin " + (version == null ? "(not built as a jar)" : version)};
        }
    }

    /**
     * Runs the command that the arguments name, and ends the process with its exit code.
     *
     * @param arguments of the command line.
     */
    public static void main(final String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new FlorinMain()).setCaseInsensitiveEnumValuesAllowed(true);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which command? run or stat");
    }
}
