package dev.florin.gateway.run;

import dev.florin.engine.ClockMode;
import dev.florin.journal.Durability;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a run is set up.
 *
 * @param file of command lines; empty: standard input.
 * @param directory of the engine; empty: a temporary one that is removed at the end.
 * @param durability that an answer stands for.
 * @param clock where timestamps come from.
 * @param events file that events are written to; empty: none.
 * @param keyRetention outcomes kept at least; empty: the engine's default.
 * @param snapshotEveryCommands takes a snapshot after so many commands; 0: none.
 * @param isQuiet true: no progress line and no summary.
 */
public record RunOptions(
        Optional<Path> file,
        Optional<Path> directory,
        Durability durability,
        ClockMode clock,
        Optional<Path> events,
        OptionalInt keyRetention,
        long snapshotEveryCommands,
        boolean isQuiet) {}
