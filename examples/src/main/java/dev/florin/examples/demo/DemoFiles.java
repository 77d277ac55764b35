package dev.florin.examples.demo;

import java.nio.file.Path;

/**
 * Where things lie.
 *
 * @param root of the demo.
 */
record DemoFiles(Path root) {
    /** The engine's data directory. */
    Path ledger() {
        return root.resolve("ledger");
    }

    /** What front ends know, apart from the engine. */
    Path clients() {
        return root.resolve("clients");
    }

    Path scoreboard() {
        return clients().resolve("scoreboard");
    }

    Path answers(final int frontEnd) {
        return clients().resolve("answers-" + frontEnd);
    }
}
