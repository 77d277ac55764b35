package dev.florin.gateway;

import dev.florin.gateway.run.ExitCode;
import dev.florin.gateway.stat.EngineStat;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code florin stat}: shows the counters of the engine that works, or worked, on a data directory. */
@Command(
        name = "stat",
        mixinStandardHelpOptions = true,
        versionProvider = FlorinMain.Version.class,
        description = "Shows the counters of the engine that works, or worked last, on a data directory.")
final class StatCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "Data directory of the engine.")
    private Path directory;

    @Option(names = "--json", description = "One JSON object instead of a table.")
    private boolean isJson;

    @Override
    public Integer call() {
        final PrintWriter out = spec.commandLine().getOut();
        try (EngineStat stat = EngineStat.open(directory)) {
            out.print(isJson ? stat.json() : stat.table());
            out.flush();
            return ExitCode.OK;
        } catch (final IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
