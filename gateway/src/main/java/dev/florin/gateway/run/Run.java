package dev.florin.gateway.run;

import dev.florin.engine.EngineFailedException;
import dev.florin.gateway.input.CommandInput;
import dev.florin.gateway.request.Catalogue;
import dev.florin.journal.exceptions.JournalException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;

/** One run of command lines, from opening the engine to the summary. Belongs to one thread. */
public final class Run {
    private final RunOptions options;
    private final OutputStream out;
    private final PrintStream err;
    private final Catalogue catalogue = new Catalogue();
    private final Tally tally = new Tally();

    /**
     * A run.
     *
     * @param options of the run.
     * @param out where answers go, and nothing else; not closed.
     * @param err where all else goes.
     */
    public Run(final RunOptions options, final OutputStream out, final PrintStream err) {
        this.options = options;
        this.out = out;
        this.err = err;
    }

    /**
     * Runs to the end.
     *
     * @return a constant of {@link ExitCode}; where it is not 0, standard error says why, unless it is that nobody
     *     reads the answers.
     */
    public int execute() {
        final CommandInput input;
        try {
            input = openInput();
        } catch (final IOException e) {
            return fail(ExitCode.USAGE, e);
        }
        try (input) {
            run(input);
            return ExitCode.OK;
        } catch (final InputFailedException e) {
            return fail(ExitCode.USAGE, e);
        } catch (final OutputFailedException e) {
            return e.isBrokenPipe() ? ExitCode.OUTPUT_CLOSED : fail(ExitCode.FAILED, e);
        } catch (final IOException | EngineStoppedException | EngineFailedException | JournalException e) {
            return fail(ExitCode.FAILED, e);
        }
    }

    private CommandInput openInput() throws IOException {
        return options.file().isPresent() ? CommandInput.ofFile(options.file().get()) : CommandInput.ofStandardInput();
    }

    private void run(final CommandInput input) throws IOException {
        final RunEngine engine = RunEngine.open(options, err, catalogue);
        try {
            final long startNs = System.nanoTime();
            final InputFailedException inputFailure = runLines(engine, input);
            final long durationNs = System.nanoTime() - startNs;
            engine.stop();
            if (!options.isQuiet()) {
                Summary.print(err, tally, engine.engine(), options.durability(), durationNs);
            }
            if (inputFailure != null) {
                throw inputFailure;
            }
        } finally {
            engine.stop();
        }
    }

    /** Runs the lines that can be read; returns why no more could be, or null. */
    private InputFailedException runLines(final RunEngine engine, final CommandInput input) throws IOException {
        try (RunLoop loop = new RunLoop(engine.engine(), options.clock(), catalogue, out, tally)) {
            final OrderlyExit exit = new OrderlyExit(engine, loop);
            final Progress progress = Progress.start(input, tally, options.isQuiet());
            try {
                loop.run(input);
                return null;
            } finally {
                exit.disarm();
                if (progress != null) {
                    progress.stop();
                }
            }
        } catch (final InputFailedException e) {
            return e;
        }
    }

    private int fail(final int exitCode, final Exception failure) {
        final String message = failure.getMessage();
        err.println("florin run: " + (message == null ? failure.toString() : message));
        return exitCode;
    }
}
