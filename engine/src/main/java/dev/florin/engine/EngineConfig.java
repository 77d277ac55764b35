package dev.florin.engine;

import dev.florin.engine.snapshot.SnapshotPolicy;
import dev.florin.journal.Durability;
import dev.florin.journal.file.FileLayer;
import dev.florin.journal.file.SystemFileLayer;
import dev.florin.statemachine.StateMachineConfig;
import java.nio.file.Path;
import java.util.Objects;

/** How an engine is set up. Immutable; made by {@link #builder}. */
public final class EngineConfig {
    /** Most keys whose outcomes can be kept. */
    public static final int MAX_KEY_RETENTION = StateMachineConfig.MAX_KEY_RETENTION;

    private final Path directory;
    private final Durability durability;
    private final ClockMode clockMode;
    private final Waiting waiting;
    private final int keyRetention;
    private final int ringSlots;
    private final int answerQueueLengthBytes;
    private final int eventQueueLengthBytes;
    private final int maxBatchLengthBytes;
    private final int stagingLengthBytes;
    private final long commitFileLengthBytes;
    private final long segmentLengthBytes;
    private final long minFreeDiskBytes;
    private final long clockStepLimitNs;
    private final boolean clockStepAccepted;
    private final SnapshotPolicy snapshots;
    private final FileLayer fileLayer;

    private EngineConfig(final Builder builder) {
        directory = builder.directory;
        durability = builder.durability;
        clockMode = builder.clockMode;
        waiting = builder.waiting;
        keyRetention = builder.keyRetention;
        ringSlots = builder.ringSlots;
        answerQueueLengthBytes = builder.answerQueueLengthBytes;
        eventQueueLengthBytes = builder.eventQueueLengthBytes;
        maxBatchLengthBytes = builder.maxBatchLengthBytes;
        stagingLengthBytes = builder.stagingLengthBytes;
        commitFileLengthBytes = builder.commitFileLengthBytes;
        segmentLengthBytes = builder.segmentLengthBytes;
        minFreeDiskBytes = builder.minFreeDiskBytes;
        clockStepLimitNs = builder.clockStepLimitNs;
        clockStepAccepted = builder.clockStepAccepted;
        snapshots = new SnapshotPolicy(
                builder.snapshotEveryCommands,
                builder.snapshotEveryNs,
                builder.snapshotsKept,
                builder.snapshotBufferBytes,
                builder.minFreeDiskBytes);
        fileLayer = builder.fileLayer;
    }

    /**
     * Starts a configuration with the defaults.
     *
     * @param directory that holds, or will hold, the journal.
     * @return a builder.
     */
    public static Builder builder(final Path directory) {
        return new Builder(directory);
    }

    /**
     * Where the journal is.
     *
     * @return the data directory.
     */
    public Path directory() {
        return directory;
    }

    /**
     * What an answer is worth.
     *
     * @return the level that a command has reached before its answer leaves.
     */
    public Durability durability() {
        return durability;
    }

    /**
     * Where timestamps come from.
     *
     * @return the mode.
     */
    public ClockMode clockMode() {
        return clockMode;
    }

    /**
     * How threads wait.
     *
     * @return the manner.
     */
    public Waiting waiting() {
        return waiting;
    }

    /**
     * Outcomes kept at least, newest first; fixed when a directory is made.
     *
     * @return a count of keys.
     */
    public int keyRetention() {
        return keyRetention;
    }

    int ringSlots() {
        return ringSlots;
    }

    int answerQueueLengthBytes() {
        return answerQueueLengthBytes;
    }

    int eventQueueLengthBytes() {
        return eventQueueLengthBytes;
    }

    int maxBatchLengthBytes() {
        return maxBatchLengthBytes;
    }

    int stagingLengthBytes() {
        return stagingLengthBytes;
    }

    long commitFileLengthBytes() {
        return commitFileLengthBytes;
    }

    long segmentLengthBytes() {
        return segmentLengthBytes;
    }

    long minFreeDiskBytes() {
        return minFreeDiskBytes;
    }

    long clockStepLimitNs() {
        return clockStepLimitNs;
    }

    boolean isClockStepAccepted() {
        return clockStepAccepted;
    }

    SnapshotPolicy snapshots() {
        return snapshots;
    }

    FileLayer fileLayer() {
        return fileLayer;
    }

    /** Collects a configuration; belongs to one thread. */
    public static final class Builder {
        private static final int MIB = 1024 * 1024;

        private final Path directory;
        private Durability durability = Durability.FSYNC;
        private ClockMode clockMode = ClockMode.SYSTEM;
        private Waiting waiting = Waiting.BACKOFF;
        private int keyRetention = 10_000_000;
        private int ringSlots = 16 * 1024;
        private int answerQueueLengthBytes = 8 * MIB;
        private int eventQueueLengthBytes = 8 * MIB;
        private int maxBatchLengthBytes = MIB;
        private int stagingLengthBytes = 32 * MIB;
        private long commitFileLengthBytes = 64L * MIB;
        private long segmentLengthBytes = 1024L * MIB;
        private long minFreeDiskBytes = 256L * MIB;
        private long clockStepLimitNs = 5_000_000_000L;
        private boolean clockStepAccepted;
        private long snapshotEveryCommands;
        private long snapshotEveryNs;
        private int snapshotsKept = 2;
        private long snapshotBufferBytes = 256L * MIB;
        private FileLayer fileLayer = SystemFileLayer.INSTANCE;

        private Builder(final Path directory) {
            this.directory = Objects.requireNonNull(directory, "directory");
        }

        /**
         * What an answer is worth; default {@link Durability#FSYNC}.
         *
         * @param level to reach.
         * @return this.
         */
        public Builder durability(final Durability level) {
            durability = Objects.requireNonNull(level, "durability");
            return this;
        }

        /**
         * Where timestamps come from; default {@link ClockMode#SYSTEM}.
         *
         * @param mode of the clock.
         * @return this.
         */
        public Builder clock(final ClockMode mode) {
            clockMode = Objects.requireNonNull(mode, "clock");
            return this;
        }

        /**
         * How the engine's threads wait; default {@link Waiting#BACKOFF}.
         *
         * @param manner of waiting.
         * @return this.
         */
        public Builder waiting(final Waiting manner) {
            waiting = Objects.requireNonNull(manner, "waiting");
            return this;
        }

        /**
         * Outcomes to keep at least, newest first; default 10 million. A directory keeps what it was made with.
         *
         * @param keys 1..{@value #MAX_KEY_RETENTION}.
         * @return this.
         */
        public Builder keyRetention(final int keys) {
            keyRetention = (int) requireRange(keys, 1, MAX_KEY_RETENTION, "keyRetention");
            return this;
        }

        /**
         * Slots of the ring: commands that may wait for the engine thread before sessions are back-pressured.
         *
         * @param slots a power of two, 64 to 2^22; default 16,384.
         * @return this.
         */
        public Builder ringSlots(final int slots) {
            requireRange(slots, 64, 1 << 22, "ringSlots");
            ringSlots = requirePowerOfTwo(slots, "ringSlots");
            return this;
        }

        /**
         * Bytes of each session's queue of answers. An answer to a transfer takes 88.
         *
         * @param lengthBytes a power of two, 64 KiB to 1 GiB; default 8 MiB.
         * @return this.
         */
        public Builder answerQueueLengthBytes(final int lengthBytes) {
            requireRange(lengthBytes, 64 * 1024, 1 << 30, "answerQueueLengthBytes");
            answerQueueLengthBytes = requirePowerOfTwo(lengthBytes, "answerQueueLengthBytes");
            return this;
        }

        /**
         * Bytes of each subscription's queue of events.
         *
         * @param lengthBytes a power of two, 64 KiB to 1 GiB; default 8 MiB.
         * @return this.
         */
        public Builder eventQueueLengthBytes(final int lengthBytes) {
            requireRange(lengthBytes, 64 * 1024, 1 << 30, "eventQueueLengthBytes");
            eventQueueLengthBytes = requirePowerOfTwo(lengthBytes, "eventQueueLengthBytes");
            return this;
        }

        /**
         * Bytes of commands that may wait for the sync thread.
         *
         * @param lengthBytes a power of two, 4 MiB to 1 GiB; default 32 MiB.
         * @return this.
         */
        public Builder stagingLengthBytes(final int lengthBytes) {
            requireRange(lengthBytes, 4 * MIB, 1 << 30, "stagingLengthBytes");
            stagingLengthBytes = requirePowerOfTwo(lengthBytes, "stagingLengthBytes");
            return this;
        }

        /**
         * Bytes of each of the two files of the commit log, which {@link Durability#FSYNC} uses in turn. They are written
         * in full when a directory is first opened.
         *
         * @param lengthBytes a multiple of 4 KiB, 4 MiB to 1 TiB; default 64 MiB.
         * @return this.
         */
        public Builder commitFileLengthBytes(final long lengthBytes) {
            commitFileLengthBytes = requireRange(lengthBytes, 4L * MIB, 1L << 40, "commitFileLengthBytes");
            return this;
        }

        /**
         * Bytes after which the journal goes on in a new segment.
         *
         * @param lengthBytes 8 MiB to 1 GiB; default 1 GiB.
         * @return this.
         */
        public Builder segmentLengthBytes(final long lengthBytes) {
            segmentLengthBytes = requireRange(lengthBytes, 8L * MIB, 1L << 30, "segmentLengthBytes");
            return this;
        }

        /**
         * Free disk below which commands are refused.
         *
         * @param bytes 0 or more; default 256 MiB.
         * @return this.
         */
        public Builder minFreeDiskBytes(final long bytes) {
            minFreeDiskBytes = requireRange(bytes, 0, Long.MAX_VALUE, "minFreeDiskBytes");
            return this;
        }

        /**
         * Step of the wall clock that is not followed without the operator's word.
         *
         * @param limitNs 1 or more; default 5 s.
         * @return this.
         */
        public Builder clockStepLimitNs(final long limitNs) {
            clockStepLimitNs = requireRange(limitNs, 1, Long.MAX_VALUE, "clockStepLimitNs");
            return this;
        }

        /**
         * The operator's word that a step of the wall clock beyond the limit is right.
         *
         * @param accepted true to follow it.
         * @return this.
         */
        public Builder clockStepAccepted(final boolean accepted) {
            clockStepAccepted = accepted;
            return this;
        }

        /**
         * Takes a snapshot after so many commands since the last one; default 0: not by count.
         *
         * @param commands 0 or more.
         * @return this.
         */
        public Builder snapshotEveryCommands(final long commands) {
            snapshotEveryCommands = requireRange(commands, 0, Long.MAX_VALUE, "snapshotEveryCommands");
            return this;
        }

        /**
         * Takes a snapshot after so long since the last one, if there were commands; default 0: not by time.
         *
         * @param durationNs 0 or more.
         * @return this.
         */
        public Builder snapshotEveryNs(final long durationNs) {
            snapshotEveryNs = requireRange(durationNs, 0, Long.MAX_VALUE, "snapshotEveryNs");
            return this;
        }

        /**
         * Newest snapshots that are kept; older ones are deleted when a new one is complete.
         *
         * @param count 1 or more; default 2, so that a damaged one costs no whole replay.
         * @return this.
         */
        public Builder snapshotsKept(final int count) {
            snapshotsKept = (int) requireRange(count, 1, Integer.MAX_VALUE, "snapshotsKept");
            return this;
        }

        /**
         * Most memory for parts of a snapshot that wait to be written. Used as far as the disk is slower than the state
         * changes; a snapshot that would need more is given up with a warning.
         *
         * @param lengthBytes 8 MiB to 1 TiB; default 256 MiB.
         * @return this.
         */
        public Builder snapshotBufferBytes(final long lengthBytes) {
            snapshotBufferBytes = requireRange(lengthBytes, 8L * MIB, 1L << 40, "snapshotBufferBytes");
            return this;
        }

        /** What writes to the disk: lets a test make it slow or broken. */
        Builder fileLayer(final FileLayer layer) {
            fileLayer = Objects.requireNonNull(layer, "fileLayer");
            return this;
        }

        /**
         * The configuration as collected.
         *
         * @return an immutable value.
         */
        public EngineConfig build() {
            return new EngineConfig(this);
        }

        private static long requireRange(final long value, final long min, final long max, final String name) {
            if (value < min || value > max) {
                throw new IllegalArgumentException(name + " must be " + min + ".." + max + ", is " + value);
            }
            return value;
        }

        private static int requirePowerOfTwo(final int value, final String name) {
            if (Integer.bitCount(value) != 1) {
                throw new IllegalArgumentException(name + " must be a power of two, is " + value);
            }
            return value;
        }
    }
}
