package dev.florin.replay;

import dev.florin.engine.counters.CountersFile;
import dev.florin.engine.feed.JournalFollower;
import dev.florin.engine.feed.StateDivergedException;
import dev.florin.replay.text.JsonFields;
import dev.florin.replay.text.Output;
import dev.florin.replay.text.Terminal;
import dev.florin.replay.text.Times;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code replay follow}: continuous reconciliation of an engine's memory with its journal. */
@Command(
        name = "follow",
        description = {
            "Replays the journal of a running engine beside it, as it grows, and compares its state with the engine's"
                    + " before every batch, by the hash that the engine put there, and when the engine rests, by the hash"
                    + " in its memory. Goes on through restarts of the engine.",
            "On a difference: an alarm on standard error that names the first batch that differs, and exit code 3. One"
                    + " of the two memories is then wrong, or the two programs are of versions with other rules."
        },
        footer = {
            "",
            "Examples:",
            "  florin replay follow DIR --stop-engine",
            "  florin replay follow DIR --json >> reconciliation.jsonl"
        },
        mixinStandardHelpOptions = true)
final class FollowCommand implements Callable<Integer> {
    private static final int BATCHES_AT_ONCE = 64;
    private static final long PAUSE_NS = 1_000_000;
    private static final long NS_PER_MS = 1_000_000;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "The data directory.")
    private Path directory;

    @Option(
            names = "--stop-engine",
            description =
                    "On a difference the engine is asked to stop, which it does within a few milliseconds: nothing more"
                            + " is answered from a state that is not right. Needs leave to write to counters.dat.")
    private boolean isStopWanted;

    @Option(
            names = "--from",
            paramLabel = "SEQUENCE",
            description =
                    "Begins with the newest snapshot before this sequence, instead of with nothing: sooner there, but"
                            + " what the snapshot holds is believed.")
    private long from = 1;

    @Option(names = "--to-end", description = "Ends where the journal ends now, instead of waiting for more.")
    private boolean isEndWanted;

    @Option(names = "--json", description = "One JSON object for every report, on standard output.")
    private boolean isJson;

    @Option(
            names = "--every",
            paramLabel = "MS",
            description = "Time between two reports; default 1000. On a terminal they are a line that is drawn anew.")
    private long periodMs = 1_000;

    private final UndecidedEnd end = new UndecidedEnd();
    private Output out;

    @Override
    public Integer call() throws IOException {
        if (from < 1) {
            throw new ParameterException(spec.commandLine(), "--from " + from + ": sequences begin with 1");
        }
        if (periodMs < 1) {
            throw new ParameterException(spec.commandLine(), "--every " + periodMs + ": at least 1 ms");
        }
        if (isStopWanted) {
            requireStoppable();
        }
        try (Output lines = new Output(spec.commandLine().getOut());
                JournalFollower follower = JournalFollower.open(directory, from)) {
            out = lines;
            follow(follower);
            report(follower);
            return UndecidedEnd.tell(follower, spec);
        } catch (final StateDivergedException diverged) {
            if (isJson) {
                out.line(json(diverged).toString());
                out.flush();
            }
            stopEngine(diverged);
            throw diverged;
        }
    }

    private void requireStoppable() throws IOException {
        final Path file = directory.resolve(CountersFile.FILE_NAME);
        if (!Files.isWritable(file)) {
            throw new AccessDeniedException(
                    file.toString(), null, "it cannot be written to, so the engine could not be stopped");
        }
    }

    private void follow(final JournalFollower follower) {
        long reportedNs = System.nanoTime();
        while (true) {
            final int count = follower.poll((sequence, buffer, offset, lengthBytes) -> {}, BATCHES_AT_ONCE);
            if (count == 0 && isEndWanted && end.isReached(follower)) {
                return;
            }
            if (System.nanoTime() - reportedNs >= periodMs * NS_PER_MS) {
                report(follower);
                reportedNs = System.nanoTime();
            }
            if (count == 0) {
                LockSupport.parkNanos(PAUSE_NS);
            }
        }
    }

    private void report(final JournalFollower follower) {
        if (isJson) {
            out.line(json(follower).toString());
            out.flush();
        } else if (Terminal.isTerminal(Terminal.STANDARD_OUTPUT) && !isEndWanted) {
            spec.commandLine().getErr().print(Terminal.CLEAR_LINE + words(follower));
            spec.commandLine().getErr().flush();
        } else {
            out.line(words(follower));
            out.flush();
        }
    }

    private static String words(final JournalFollower follower) {
        return String.format(
                Locale.ROOT,
                "sequence %d, stamped %s, %d behind; %d hashes equal, up to sequence %d; state hash %016x",
                follower.lastSequence(),
                Times.format(follower.lastTimestampNs()),
                follower.lagCount(),
                follower.comparedHashCount(),
                follower.comparedSequence(),
                follower.stateHash());
    }

    private static JsonFields json(final JournalFollower follower) {
        return new JsonFields()
                .put("seq", follower.lastSequence())
                .put("at", follower.lastTimestampNs())
                .put("lag", follower.lagCount())
                .put("hashes_equal", follower.comparedHashCount())
                .put("equal_up_to", follower.comparedSequence())
                .put("state_hash", hex(follower.stateHash()));
    }

    private static JsonFields json(final StateDivergedException diverged) {
        return new JsonFields()
                .put("alarm", "diverged")
                .put("first_seq", diverged.firstSequence())
                .put("last_seq", diverged.lastSequence())
                .put("state_hash", hex(diverged.stateHash()))
                .put("engine_state_hash", hex(diverged.engineStateHash()));
    }

    private static String hex(final long hash) {
        return String.format(Locale.ROOT, "%016x", hash);
    }

    private void stopEngine(final StateDivergedException diverged) {
        if (isStopWanted) {
            CountersFile.requestStop(directory, diverged.lastSequence());
            spec.commandLine().getErr().println("follow: asked the engine in " + directory + " to stop");
        }
    }
}
