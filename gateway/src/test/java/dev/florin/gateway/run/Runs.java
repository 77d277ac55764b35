package dev.florin.gateway.run;

import dev.florin.engine.ClockMode;
import dev.florin.journal.Durability;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/** Runs lines in a folder of a test, each run on the directory {@code data} in it unless said otherwise. */
final class Runs {
    /** Snapshots change no answer. */
    private static final long COMMANDS_BETWEEN_SNAPSHOTS = 1_000;

    private final Path folder;
    private ClockMode clock = ClockMode.MANUAL;
    private Optional<Path> data;
    private Optional<Path> events = Optional.empty();

    Runs(final Path folder) {
        this.folder = folder;
        this.data = Optional.of(folder.resolve("data"));
    }

    /** What came of a run. */
    record Result(int exitCode, String out, String err) {
        /** A figure of the summary. */
        String figure(final String name) {
            return err.lines()
                    .filter(line -> line.startsWith(name + "  "))
                    .map(line -> line.substring(name.length()).strip())
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no figure " + name + " in: " + err));
        }
    }

    Runs clock(final ClockMode mode) {
        clock = mode;
        return this;
    }

    Runs data(final String name) {
        data = Optional.of(folder.resolve(name));
        return this;
    }

    Runs temporaryData() {
        data = Optional.empty();
        return this;
    }

    Runs events(final Path file) {
        events = Optional.of(file);
        return this;
    }

    /** Runs lines written with apostrophes for quotes. */
    Result lines(final String... lines) throws IOException {
        final Path file = folder.resolve("lines.jsonl");
        Files.writeString(file, String.join("\n", lines).replace('\'', '"'));
        return file(file);
    }

    Result file(final Path file) {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        final Result ended = file(file, out);
        return new Result(ended.exitCode(), out.toString(StandardCharsets.UTF_8), ended.err());
    }

    Result file(final Path file, final OutputStream out) {
        final ByteArrayOutputStream err = new ByteArrayOutputStream();
        final RunOptions options = new RunOptions(
                Optional.of(file),
                data,
                Durability.MEMORY_MAPPED,
                clock,
                events,
                OptionalInt.of(100_000),
                COMMANDS_BETWEEN_SNAPSHOTS,
                false);
        final int exitCode = new Run(options, out, new PrintStream(err, true, StandardCharsets.UTF_8)).execute();
        return new Result(exitCode, "", err.toString(StandardCharsets.UTF_8));
    }
}
