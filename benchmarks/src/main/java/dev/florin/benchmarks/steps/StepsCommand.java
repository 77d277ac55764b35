package dev.florin.benchmarks.steps;

import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import picocli.CommandLine.Command;

/** {@code florin bench steps}: what single steps of a command's way cost, by JMH. */
@Command(
        name = "steps",
        mixinStandardHelpOptions = true,
        description = "Times single steps of a command's way with JMH: encoding, checks, hash, checksum.",
        footer = {"", "  ./florin bench steps"})
public final class StepsCommand implements Callable<Integer> {
    /** Made by picocli. */
    public StepsCommand() {}

    @Override
    public Integer call() throws RunnerException {
        new Runner(new OptionsBuilder()
                        .include(TransferSteps.class.getName())
                        .shouldFailOnError(true)
                        .build())
                .run();
        return 0;
    }
}
