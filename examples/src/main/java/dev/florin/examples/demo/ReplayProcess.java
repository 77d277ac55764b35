package dev.florin.examples.demo;

import dev.florin.engine.Engine;
import dev.florin.engine.Recovery;
import java.nio.file.Path;
import java.util.Locale;

/** A process that replays the journal, independently of the one that wrote it, and tells what came of it. */
public final class ReplayProcess {
    private ReplayProcess() {}

    /**
     * Replays.
     *
     * @param root of the demo's files.
     * @param options of the demo.
     * @return what came of it, in words that are equal where the states are.
     */
    public static String run(final Path root, final DemoOptions options) {
        try (Engine engine = Engine.open(LoadProcess.config(new DemoFiles(root), options))) {
            final Recovery recovery = engine.recovery();
            return describe(recovery.lastSequence(), recovery.stateHash());
        }
    }

    static String describe(final long lastSequence, final long stateHash) {
        return String.format(Locale.ROOT, "%,d commands, state hash %016x", lastSequence, stateHash);
    }
}
