package dev.florin.engine.feed;

import dev.florin.engine.counters.Counter;
import dev.florin.engine.counters.CountersFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * What the engine that works on a directory tells of itself, through its restarts: each makes the counters file anew. Used by
 * one thread.
 */
final class EngineFigures implements AutoCloseable {
    private static final long LOOK_INTERVAL_NS = 20_000_000;

    private final Path directory;
    private CountersFile counters;
    private Object fileKey;
    private long lookedAtNs = System.nanoTime() - 2 * LOOK_INTERVAL_NS;
    private long durableSequence;

    EngineFigures(final Path directory) {
        this.directory = directory;
    }

    /**
     * Up to where the journal is certainly durable.
     *
     * @return a sequence that never falls; {@link Long#MAX_VALUE} where no engine has ever told, as in a copy of the journal
     *     alone: then every whole batch counts.
     */
    long durableSequence() {
        lookSometimes();
        if (counters != null) {
            durableSequence = Math.max(durableSequence, counters.get(Counter.DURABLE_SEQUENCE));
        } else if (fileKey == null && durableSequence == 0) {
            return Long.MAX_VALUE;
        }
        return durableSequence;
    }

    /**
     * The hash of the engine's state after a sequence, as it is in its memory now.
     *
     * @return empty where it is at another sequence, or tells nothing.
     */
    OptionalLong stateHash(final long sequence) {
        if (counters == null || counters.get(Counter.STATE_HASH_SEQUENCE) != sequence) {
            return OptionalLong.empty();
        }
        final long hash = counters.get(Counter.STATE_HASH);
        return counters.get(Counter.STATE_HASH_SEQUENCE) == sequence ? OptionalLong.of(hash) : OptionalLong.empty();
    }

    private void lookSometimes() {
        final long nowNs = System.nanoTime();
        if (nowNs - lookedAtNs > LOOK_INTERVAL_NS) {
            look();
            lookedAtNs = nowNs;
        }
    }

    /** Opens the file again where it is another one now: the one that is open keeps its key from being given again. */
    private void look() {
        final Path path = directory.resolve(CountersFile.FILE_NAME);
        try {
            if (!Files.exists(path)) {
                return;
            }
            final Object now =
                    Files.readAttributes(path, BasicFileAttributes.class).fileKey();
            if (counters == null || !Objects.equals(now, fileKey)) {
                final CountersFile opened = CountersFile.open(directory);
                close();
                counters = opened;
                fileKey = now;
            }
        } catch (final IOException | UncheckedIOException | IllegalArgumentException e) {
            // An engine is just making it anew: the next look will find it.
            lookedAtNs = System.nanoTime();
        }
    }

    @Override
    public void close() {
        if (counters != null) {
            counters.close();
            counters = null;
        }
    }
}
