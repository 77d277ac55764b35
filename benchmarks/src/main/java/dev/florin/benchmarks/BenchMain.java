package dev.florin.benchmarks;

import dev.florin.benchmarks.exchangecore.ExchangeCoreCommand;
import dev.florin.benchmarks.flash1.Flash1Command;
import dev.florin.benchmarks.limits.LimitsCommand;
import dev.florin.benchmarks.steps.StepsCommand;
import dev.florin.benchmarks.transfers.SnapshotsCommand;
import dev.florin.benchmarks.transfers.TransfersCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Command line of the benchmarks. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures this machine, and the engine beside it.",
        subcommands = {
            LimitsCommand.class,
            TransfersCommand.class,
            SnapshotsCommand.class,
            StepsCommand.class,
            Flash1Command.class,
            ExchangeCoreCommand.class
        },
        footer = {
            "",
            "Begin with the limits of the machine, then see how close the engine comes:",
            "",
            "  ./florin bench limits --quick",
            "  ./florin bench transfers",
            "",
            "Each command explains itself with --help."
        })
public final class BenchMain implements Runnable {
    @Spec
    private CommandSpec spec;

    /** Made by picocli. */
    public BenchMain() {}

    /**
     * Runs a benchmark and ends the process with 0, with 1 if it failed, or with 2 if the arguments are wrong.
     *
     * @param arguments of the command line.
     */
    public static void main(final String[] arguments) {
        final CommandLine commandLine = new CommandLine(new BenchMain()).setCaseInsensitiveEnumValuesAllowed(true);
        System.exit(commandLine.execute(arguments));
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "say what to measure: limits, transfers, snapshots, steps, flash1 or exchange-core");
    }
}
